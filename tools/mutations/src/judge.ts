import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BulkheadError } from '@bulkhead/errors';
import {
  applySuppressions,
  evaluateNag,
  type NagResult,
  type PolicyEnvironment,
  type PolicyStack,
  readStack,
  resultsOfRules,
  rules,
  type StackSuppression,
  suppressionsOf,
} from '@bulkhead/policy';
import { type SynthesizedStack } from '@bulkhead/stack';

/** Checks an environment in which one stack has another template. */
export class Judge {
  private constructor(
    private readonly environment: PolicyEnvironment,
    private readonly suppressions: readonly StackSuppression[],
    private readonly directory: string,
    /** Findings in the unchanged environment. */
    private readonly known: ReadonlySet<string>,
  ) {}

  /** @param directory folder that the template paths start from; its subfolder `mutants` is written */
  static async over(
    settings: Omit<PolicyEnvironment, 'stacks'>,
    entries: readonly SynthesizedStack[],
    directory: string,
  ): Promise<Judge> {
    const environment = { ...settings, stacks: entries.map((entry) => readStack(entry, directory)) };
    const suppressions = suppressionsOf(entries);
    const { results } = await evaluateNag(environment.stacks);
    const found = findingsIn([...resultsOfRules(rules, environment), ...results], environment, suppressions);
    return new Judge(environment, suppressions, directory, new Set(found.map(({ key }) => key)));
  }

  /**
   * The rules that find something new if a stack has this template. cdk-nag, which is slow, is asked about what
   * Bulkhead's own rules do not see. If the template cannot be read, `validate` refuses it; the result is then the code
   * of that error.
   */
  async newlyFoundBy(entry: SynthesizedStack, source: string): Promise<string[]> {
    try {
      return await this.newly(this.read(entry, source));
    } catch (error) {
      if (error instanceof BulkheadError) return [error.code];
      throw error;
    }
  }

  private async newly(mutated: PolicyStack): Promise<string[]> {
    const stacks = this.environment.stacks.map((stack) => (stack.id === mutated.id ? mutated : stack));
    const environment = { ...this.environment, stacks };
    const own = this.newIn(resultsOfRules(rules, environment), environment);
    if (own.length > 0) return own;
    const { results } = await evaluateNag([mutated], stacks);
    return this.newIn(results, environment);
  }

  private newIn(results: readonly NagResult[], environment: PolicyEnvironment): string[] {
    const found = findingsIn(results, environment, this.suppressions);
    return [...new Set(found.filter(({ key }) => !this.known.has(key)).map(({ rule }) => rule))].sort();
  }

  private read(entry: SynthesizedStack, source: string): PolicyStack {
    const root = join(this.directory, 'mutants');
    mkdirSync(join(root, dirname(entry.template)), { recursive: true });
    writeFileSync(join(root, entry.template), source);
    return readStack(entry, root);
  }
}

/** Findings that no suppression explains. */
function findingsIn(
  results: readonly NagResult[],
  { stacks }: PolicyEnvironment,
  suppressions: readonly StackSuppression[],
): { rule: string; key: string }[] {
  // A date before any suppression expires: new faults must be found, not expired suppressions. What suppressions match
  // nothing is not asked, so that no rule has to be known.
  const explained = applySuppressions(results, suppressions, {
    rules: new Set(),
    stacks,
    today: '2000-01-01',
  });
  return explained.results
    .filter(({ result }) => result === 'non-compliant' || result === 'error')
    .map(({ rule, stack, address }) => ({ rule, key: `${rule} ${stack} ${address}` }));
}

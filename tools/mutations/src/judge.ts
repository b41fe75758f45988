import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BulkheadError } from '@bulkhead/errors';
import {
  evaluate,
  evaluateNag,
  type NagEvaluation,
  type PolicyEnvironment,
  type PolicyStack,
  readStack,
  rules,
  suppressionsOf,
} from '@bulkhead/policy';
import { type SynthesizedStack } from '@bulkhead/stack';

/** Checks an environment in which one stack has another template. */
export class Judge {
  private constructor(
    private readonly environment: PolicyEnvironment,
    private readonly entries: readonly SynthesizedStack[],
    private readonly nag: NagEvaluation,
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
    const nag = await evaluateNag(environment.stacks);
    const known = new Set(findingsOf(environment, nag, entries).map(({ key }) => key));
    return new Judge(environment, entries, nag, directory, known);
  }

  /**
   * The rules that find something new if a stack has this template. If the template cannot be read, `validate` refuses
   * it; the result is then the code of that error.
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
    const { results } = await evaluateNag([mutated], stacks);
    const nag = {
      rules: this.nag.rules,
      results: [...this.nag.results.filter(({ stack }) => stack !== mutated.id), ...results],
    };
    const found = findingsOf({ ...this.environment, stacks }, nag, this.entries);
    return [...new Set(found.filter(({ key }) => !this.known.has(key)).map(({ rule }) => rule))].sort();
  }

  private read(entry: SynthesizedStack, source: string): PolicyStack {
    const root = join(this.directory, 'mutants');
    mkdirSync(join(root, dirname(entry.template)), { recursive: true });
    writeFileSync(join(root, entry.template), source);
    return readStack(entry, root);
  }
}

/** Findings of rules that no suppression explains. An unneeded suppression does not count as a finding of a rule. */
function findingsOf(
  environment: PolicyEnvironment,
  nag: NagEvaluation,
  entries: readonly SynthesizedStack[],
): { rule: string; key: string }[] {
  const { results } = evaluate({
    environment,
    rules,
    nag,
    suppressions: suppressionsOf(entries),
    // A date before any suppression expires: new faults must be found, not expired suppressions.
    today: '2000-01-01',
  });
  return results
    .filter(({ result }) => result === 'non-compliant' || result === 'error')
    .map(({ rule, stack, resource }) => ({ rule, key: `${rule} ${stack} ${resource}` }));
}

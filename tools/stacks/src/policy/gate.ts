import { describeError, Refusal } from '@bulkhead/errors';
import { synthesizeAll } from '../run/synthesize-all';
import { type Run } from '../run/run';
import { type Synthesized } from '../synthesis/synthesize';
import { environmentOption } from '../workspace/printed-commands';
import { type StackInstance } from '../workspace/stack-instance';
import { reachVerdict } from './reach-verdict';
import { type Verdict } from './verdict';

/**
 * Asks the policy before a deploy to AWS. The environment is judged once in a run, when its first stack is about to be
 * deployed. Nothing is judged on the emulator, or in a run that deploys nothing.
 */
export class PolicyGate {
  private readonly reason: string | undefined;
  private readonly passed = new Set<StackInstance>();
  private verdict?: Promise<Verdict>;

  /**
   * @param synthesized the stacks that the run would deploy, or why one cannot be synthesized. Called before the first
   * stack is deployed; stacks that are missing in it are synthesized then
   * @throws Refusal `ReasonMissing` for a `--without-policy` that gives none
   */
  constructor(
    private readonly run: Run,
    private readonly synthesized: () => ReadonlyMap<StackInstance, Synthesized | Error>,
  ) {
    this.reason = reasonIn(run);
  }

  /**
   * Checks that the policy finds nothing unexplained in a stack. Findings in other stacks do not matter for this stack.
   * Nor do findings that may come from stacks that cannot be synthesized.
   *
   * @throws Refusal `PolicyFindings`, unless the run has a reason to deploy without the policy
   * @emulator The policy refuses no deploy.
   */
  async require(instance: StackInstance): Promise<void> {
    if (this.run.environment.target !== 'aws') return;
    try {
      requireExplained(instance, await this.judged(), environmentOption(this.run));
    } catch (error) {
      if (this.reason === undefined) throw error;
      this.passed.add(instance);
      const what = error instanceof Refusal ? error.message : describeError(error);
      this.run.output.line(`${what}\n  is let pass: ${this.reason}`);
    }
  }

  /** Why a deploy of a stack would be refused, in words. Empty if it would not be refused. */
  async objections(instance: StackInstance): Promise<string[]> {
    try {
      await this.require(instance);
      return [];
    } catch (error) {
      return [describeError(error)];
    }
  }

  /** For the record and the report of a stack: the reason with which it passed the policy, if one was needed. */
  remarkOn(instance: StackInstance): { withoutPolicy?: string } {
    return this.passed.has(instance) ? { withoutPolicy: this.reason } : {};
  }

  private judged(): Promise<Verdict> {
    this.verdict ??= this.judge();
    return this.verdict;
  }

  private async judge(): Promise<Verdict> {
    const { instances, output } = this.run;
    const synthesized = this.synthesized();
    const missing = instances.filter((instance) => !synthesized.has(instance));
    // These stacks are not part of the run, so nobody waits for their results.
    const quiet = { ...output, event: () => undefined };
    const others = await synthesizeAll({ ...this.run, selected: missing, output: quiet });
    const verdict = await reachVerdict(this.run, new Map([...synthesized, ...others]));
    for (const line of unjudgedLines(verdict)) output.line(line);
    return verdict;
  }
}

function requireExplained({ id }: StackInstance, { findings }: Verdict, environment: string): void {
  const own = findings.filter(({ stack }) => stack === id);
  if (own.length === 0) return;
  throw new Refusal(
    'PolicyFindings',
    [
      `The policy finds ${own.length} in ${id} that nobody has explained:`,
      ...own.flatMap(({ lines }) => lines),
    ].join('\n  '),
    {
      next: `npx nx run-many -t validate ${environment}, and mend or explain what it finds; in an emergency add --without-policy="REASON"`,
    },
  );
}

function unjudgedLines({ unjudged, uncertain }: Verdict): string[] {
  if (unjudged.length === 0) return [];
  return [
    'Not judged by the policy:',
    ...unjudged.map(({ stack, message }) => `  ${stack}: ${message}`),
    ...(uncertain.length > 0
      ? [
          'Found, and not refused, since a stack that was not judged may be what is missing:',
          ...uncertain.flatMap(({ lines }) => lines.map((line) => `  ${line}`)),
        ]
      : []),
  ];
}

/** The schema also accepts values that are no reason: the message of Nx for a refused option would help nobody. */
function reasonIn({ options }: Run): string | undefined {
  const given: unknown = options.withoutPolicy;
  if (given === undefined) return undefined;
  const reason = String(given).trim();
  if (!['', 'true', 'false'].includes(reason)) return reason;
  throw new Refusal('ReasonMissing', '--without-policy gives no reason. Nothing was touched.', {
    next: 'add one: --without-policy="REASON"',
  });
}

import { BulkheadError, describeError } from '@bulkhead/errors';
import { type PolicyStack, readStack, undecidedTypes } from '@bulkhead/policy';
import { judge } from '../policy/judge';
import { lintStacks } from '../policy/lint-stacks';
import { type Run } from '../run/run';
import { readSynthIndex } from '../synthesis/synth-index';
import { synthesizeAll } from '../run/synthesize-all';

/**
 * Synthesizes environments and judges them by the policy, all in one process, which loads the rules once. cfn-lint
 * finds what CloudFormation would refuse, if cfn-lint is installed. For each type in the stacks, the policy has to say
 * whether a replacement loses something.
 *
 * @param runs one for each environment, over all stacks
 * @returns whether all is well; problems were said
 */
export async function judgePresets(runs: readonly Run[]): Promise<boolean> {
  let problems = 0;
  for (const run of runs) {
    const { output } = run;
    const synthesized = await synthesizeAll({ ...run, output: { ...output, event: () => undefined } });
    for (const [instance, outcome] of synthesized) {
      if (outcome instanceof Error)
        output.line(`${instance.id} of ${run.environment.name}: ${describeError(outcome)}`);
    }
    const findings = await judge(run, synthesized);
    for (const line of findings.flatMap(({ lines }) => lines)) output.line(`  ${line}`);
    problems += findings.length;
  }
  problems += sayUndecided(runs);
  return (await lintAll(runs)) && problems === 0;
}

/** Names the types that nobody has decided about. Returns how many there are. */
function sayUndecided(runs: readonly Run[]): number {
  const undecided = undecidedTypes(runs.flatMap(readableStacks));
  for (const { type, stacks } of undecided) {
    runs[0]?.output.line(
      `${type} of ${stacks.join(', ')}: nobody has said whether it holds data that no deploy can make again\n  next: add it to libs/policy/src/stateful-types.ts, or to stateless-types.ts with the reason`,
    );
  }
  return undecided.length;
}

/** The stacks of an environment. The judgement reports stacks that cannot be read. */
function readableStacks({ workspaceRoot, environment }: Run): PolicyStack[] {
  return readSynthIndex(workspaceRoot, environment.name).flatMap((entry) => {
    try {
      return [readStack(entry, workspaceRoot)];
    } catch (error) {
      if (error instanceof BulkheadError) return [];
      throw error;
    }
  });
}

async function lintAll(runs: readonly Run[]): Promise<boolean> {
  const [first] = runs;
  if (!first) throw new RangeError('There are no presets.');
  const { workspaceRoot, output } = first;
  const entries = runs.flatMap(({ environment }) => readSynthIndex(workspaceRoot, environment.name));
  const { templates, result } = await lintStacks(entries, workspaceRoot);
  switch (result.outcome) {
    case 'absent':
      output.line('cfn-lint is not on the PATH and was not run (pipx install cfn-lint)');
      return true;
    case 'clean':
      output.line(`cfn-lint: no errors in ${templates} templates`);
      return true;
    case 'errors':
      output.line(`cfn-lint refuses:\n${result.printed}`);
      return false;
  }
}

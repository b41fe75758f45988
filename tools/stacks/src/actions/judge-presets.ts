import { describeError } from '@bulkhead/errors';
import { judge } from '../policy/judge';
import { lintStacks } from '../policy/lint-stacks';
import { type Run } from '../run/run';
import { readSynthIndex } from '../synthesis/synth-index';
import { synthesizeAll } from './synth';

/**
 * Synthesizes environments and judges them by the policy, all in this one process, which loads the rules once. What
 * CloudFormation would refuse of any of their stacks is found by cfn-lint, where it is installed.
 *
 * @param runs one an environment, over all stacks
 * @returns whether all is well; what is not was said
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
  return (await lintAll(runs)) && problems === 0;
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

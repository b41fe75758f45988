import { readAlarms, recommendedCoverage, recommendedText } from '@bulkhead/alarms';
import { type Run } from '../run/run';
import { requireSynthesized } from '../run/synthesize-all';
import { type Synthesized } from '../synthesis/synthesize';
import { environmentOption } from '../workspace/printed-commands';
import { type StackInstance } from '../workspace/stack-instance';
import { alarmFilesOf, readStacks } from './alarms';

/**
 * Says how many of the alarms that AWS recommends the environment has, if the stack is the first one that monitors it.
 * Missing ones fail the target `alarms`.
 *
 * @throws Refusal `UnfitAlarms` if alarms or metric filters cannot work
 * @throws Refusal `UnreadableAlarmFile` if the reasons for those that are left out cannot be read
 * @throws Error of a stack of the environment that could not be synthesized, since its alarms are missing
 */
export function sayRecommendedAlarms(
  run: Run,
  { stack, role }: StackInstance,
  synthesized: ReadonlyMap<StackInstance, Synthesized | Error>,
): void {
  if (stack !== 'monitoring' || role !== 'primary') return;
  for (const instance of run.instances) requireSynthesized(synthesized, instance);
  const stacks = readStacks(run);
  const coverage = recommendedCoverage(
    stacks,
    readAlarms(run.environment.name, stacks),
    alarmFilesOf(run).leftOut,
  );
  run.output.line(
    `${recommendedText(coverage)}; npx nx run observability:alarms ${environmentOption(run)} shows which`,
  );
}

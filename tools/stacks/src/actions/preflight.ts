import { describeError } from '@bulkhead/errors';
import { preflight } from '../preflight/preflight';
import { preflightLines } from '../preflight/preflight-lines';
import { stacksToDeploy } from '../preflight/stacks-to-deploy';
import { DeployedState } from '../records/deployed-state';
import { type KnownRecords } from '../records/known-records';
import { instancesInReach, type Run } from '../run/run';
import { openTarget } from '../run/target';
import { synthesizeAll } from '../run/synthesize-all';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';

/**
 * Looks at what a deploy of the selected stacks would need of the account, and says it. Touches nothing.
 *
 * @returns true where all of them were looked at, and nothing was found that a deploy would fail for
 */
export async function showPreflight(run: Run): Promise<boolean> {
  const { output } = run;
  const target = await openTarget(run);
  try {
    const state = new DeployedState(run);
    const [synthesized, records] = await Promise.all([
      synthesizeAll(run),
      state.records(instancesInReach(run)),
    ]);
    const stacks = stacksToDeploy(synthesized, records, run.options.force ?? false);
    const unseen = notLookedAt(run, synthesized, records);
    for (const line of unseen) output.line(line);
    if (stacks.size === 0) {
      if (unseen.length > 0) return false;
      output.line('Nothing would be deployed for a change of its own.');
      return true;
    }
    const result = await preflight({
      run,
      caller: target.caller,
      stacks,
      isRecorded: (instance) => records.has(instance),
      valuesOf: (instance, keys) => state.readConsumed(instance, keys),
    });
    for (const line of preflightLines(result)) output.line(line);
    if (result.findings.length > 0) return false;
    output.line(
      `Preflight: nothing found that a deploy of ${[...stacks.keys()].map(({ id }) => id).join(', ')} would fail for.`,
    );
    return unseen.length === 0;
  } finally {
    target.close();
  }
}

/** Of the selected stacks those that nobody can look at, each with the reason: a deploy would fail for it too. */
function notLookedAt(
  { selected }: Run,
  synthesized: ReadonlyMap<StackInstance, Synthesized | Error>,
  { unreadable }: KnownRecords,
): string[] {
  return selected.flatMap((instance) => {
    const outcome = synthesized.get(instance);
    const reasons = [outcome instanceof Error ? outcome : undefined, unreadable.get(instance)];
    return reasons.flatMap((reason) =>
      reason ? `${instance.id} was not looked at: ${describeError(reason)}`.split('\n') : [],
    );
  });
}

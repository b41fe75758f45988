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
 * Checks what a deploy of the selected stacks would need of the account, and prints it. Touches nothing.
 *
 * @returns true if all stacks were checked and nothing was found that a deploy would fail for
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
      output.line('No selected stack has a change of its own to deploy.');
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

/** The selected stacks that cannot be checked, each with the reason. A deploy would fail for the same reason. */
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

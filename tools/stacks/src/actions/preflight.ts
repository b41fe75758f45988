import { preflight } from '../preflight/preflight';
import { preflightLines } from '../preflight/preflight-lines';
import { stacksToDeploy } from '../preflight/stacks-to-deploy';
import { DeployedState } from '../records/deployed-state';
import { instancesInReach, type Run } from '../run/run';
import { openTarget } from '../run/target';
import { synthesizeAll } from '../run/synthesize-all';

/**
 * Looks at what a deploy of the selected stacks would need of the account, and says it. Touches nothing.
 *
 * @returns true where nothing was found that a deploy would fail for
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
    if (stacks.size === 0) {
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
    return true;
  } finally {
    target.close();
  }
}

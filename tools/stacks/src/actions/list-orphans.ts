import { standingBeside } from '../orphans/standing';
import { enterUnrecorded } from '../orphans/unrecorded-stacks';
import { DeployedState } from '../records/deployed-state';
import { StateAgreement } from '../records/state-agreement';
import { instancesInReach, type Run } from '../run/run';
import { type RunResult } from '../run/run-result';
import { openTarget } from '../run/target';

/** Lists stacks that stand in the regions of the environment and are not in its configuration. Touches nothing. */
export async function listOrphans(run: Run): Promise<RunResult> {
  const target = await openTarget(run);
  try {
    const agreement = new StateAgreement(run);
    const reach = instancesInReach(run);
    agreement.lookAhead(reach);
    const records = await new DeployedState(run).records(reach);
    await enterUnrecorded(run, records, agreement, 'note');
    const standing = standingBeside(run, records);
    if (standing.orphans.length === 0 && standing.away.length === 0)
      run.output.line(`No stack stands that the configuration of ${run.environment.name} does not have.`);
    return { stacks: [], standing };
  } finally {
    target.close();
  }
}

import { affectedBase } from '../records/affected-base';
import { DeployedState } from '../records/deployed-state';
import { GitHistory } from '../records/git-history';
import { type Run } from '../run/run';
import { environmentOption } from '../workspace/printed-commands';
import { openTarget } from '../run/target';

/**
 * Returns the commit from which `nx affected` has to start to miss nothing that is deployed. Touches nothing.
 *
 * @throws Refusal of `affectedBase` if only `run-many` misses nothing
 */
export async function base(run: Run): Promise<string> {
  const target = await openTarget(run);
  try {
    const records = await new DeployedState(run).records(run.instances);
    const { instances, options, workingDirectory, workspaceRoot } = run;
    const request = {
      instances,
      environmentReference: options.environment,
      environmentOption: environmentOption(run),
      workingDirectory,
    };
    return await affectedBase(request, records, new GitHistory(workspaceRoot));
  } finally {
    target.close();
  }
}

import { Refusal } from '@bulkhead/errors';
import { type DeployRecord } from '../records/record';
import { describeCauses, type Fingerprint, whyDeploy } from '../records/why-deploy';
import { type StackInstance } from '../workspace/stack-instance';

/**
 * Checks that the code of a stack today is what was deployed. With other code, a revert would be a deploy.
 *
 * @param environmentOption how the user names the environment: `-c local`
 * @throws Refusal `NotAsDeployed`, naming what differs
 */
export function requireAsDeployed(
  { id, app, stack, role }: StackInstance,
  record: DeployRecord | undefined,
  wanted: Fingerprint,
  environmentOption: string,
): void {
  const causes = whyDeploy(record, wanted);
  if (causes.length === 0) return;
  throw new Refusal(
    'NotAsDeployed',
    `${id} is not put back: the code differs from what is deployed (${describeCauses(causes)}).`,
    {
      next: `npx nx run ${app}:deploy ${environmentOption} --stack=${stack} --role=${role} deploys the code of today, drift and all; to put back what was deployed, check out the commit that it was deployed from, and run the same command again`,
    },
  );
}

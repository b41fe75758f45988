import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { awsCommand } from '../../workspace/printed-commands';
import { kindOfAll, kindOfText } from '../../retries/failure-kind';
import { EngineFailure } from '../engine-failure';
import { type DescribedStack } from './described-stack';
import { failuresOf, stackEvents } from './stack-history';
import { untilEnded } from './stack-operation';
import { heldResources } from './stack-resources';
import { type StackSite } from './stack-site';
import { eventsCommand } from './stack-standing';

/**
 * Lets CloudFormation roll a failed update back. Tries once and skips no resource: CloudFormation takes a skipped
 * resource for rolled back although it is not, so that a person must decide that.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-continueupdaterollback.html
 *
 * @throws EngineFailure `RollbackFailed`, naming the resources and the command that skips them
 */
export async function rollBack(
  client: CloudFormationClient,
  { id, status }: DescribedStack,
  site: StackSite,
): Promise<void> {
  const { ContinueUpdateRollbackCommand, RollbackStackCommand } =
    await import('@aws-sdk/client-cloudformation');
  site.progress(
    `lets CloudFormation put ${site.label} back as it was before an update that failed (${status})`,
  );
  await (status === 'UPDATE_FAILED'
    ? client.send(new RollbackStackCommand({ StackName: id }))
    : client.send(new ContinueUpdateRollbackCommand({ StackName: id })));
  const ended = await untilEnded(client, id, site);
  if (ended?.status === 'UPDATE_ROLLBACK_COMPLETE') return;
  throw await rollbackFailed(client, id, site);
}

async function rollbackFailed(
  client: CloudFormationClient,
  id: string,
  { region, name, label }: StackSite,
): Promise<EngineFailure> {
  const { causes, inRollback } = failuresOf(await stackEvents(client, id));
  const reasons = [...causes, ...inRollback];
  // Only resources that failed in the rollback may be skipped; only these are still in this status.
  const failed = (await heldResources(client, id)).flatMap(({ LogicalResourceId, ResourceStatus }) =>
    ResourceStatus === 'UPDATE_FAILED' ? (LogicalResourceId ?? []) : [],
  );
  const again = `correct the cause (${eventsCommand(region, name)} has all of it) and run the same command again`;
  const skipping = awsCommand(
    `cloudformation continue-update-rollback --region ${region} --stack-name ${name} --resources-to-skip ${failed.join(' ')}`,
  );
  return new EngineFailure(
    'RollbackFailed',
    [`CloudFormation cannot put ${label} back as it was before an update that failed:`, ...reasons].join(
      '\n  ',
    ),
    kindOfAll(reasons.map(kindOfText)),
    {
      next:
        failed.length > 0
          ? `${again}; or skip these resources, which then differ from what CloudFormation assumes: ${skipping}`
          : again,
    },
  );
}

import type { CloudFormationClient, StackSummary } from '@aws-sdk/client-cloudformation';
import { awsCommand } from '../../workspace/printed-commands';
import { kindOfAll, kindOfText } from '../../retries/failure-kind';
import { type EngineRequest } from '../engine';
import { EngineFailure } from '../engine-failure';
import { type DescribedStack } from './described-stack';
import { emptyBucket } from './empty-bucket';
import { failuresOf, neverCameIntoBeing, stackEvents } from './stack-history';
import { removeLeftovers } from './stack-leftovers';
import { deletedStack } from './stack-operation';
import { liftProtections } from './stack-protections';
import { heldResources, isFilledBucket } from './stack-resources';
import { siteOf, type StackSite } from './stack-site';
import { readTemplateOf } from './stack-template';

/**
 * Removes a stack that never came into being and everything that its creation left, so that the stack can be created
 * again. Lifts the protections, deletes the stack, empties the buckets that prevent the deletion, and removes the
 * retained resources as `removeLeftovers` says. Reports each step before the step.
 *
 * This happens in a protected environment, too: protection keeps what is in use, and nothing of this stack ever was.
 * The caller must have proven that (`StackStanding.neverCreated`).
 *
 * @returns how many resources there were
 * @throws EngineFailure `StackNotRemoved`, with CloudFormation's reason for each resource that it could not delete
 * @throws BulkheadError of `removeLeftovers`
 */
export async function removeNeverCreated(
  client: CloudFormationClient,
  stack: DescribedStack,
  site: StackSite,
): Promise<number> {
  const { region, progress } = site;
  const hasResources = stack.status !== 'REVIEW_IN_PROGRESS' && !stack.givenUp;
  const [template, resources, events] = await Promise.all([
    hasResources ? readTemplateOf(client, stack.id) : {},
    hasResources ? heldResources(client, stack.id) : [],
    stackEvents(client, stack.id),
  ]);
  const [cause] = failuresOf(events).causes;
  progress(
    `${site.label} never came into being (${stack.status}${cause ? `, ${cause}` : ''}): what is left of it is deleted`,
  );
  await liftTerminationProtection(client, stack, site);
  await liftProtections(region, resources, (resource) =>
    progress(`lifts the deletion protection of ${resource}`),
  );

  site.signal.throwIfAborted();
  progress('deletes the stack');
  let left = await deletedStack(client, stack, site);
  if (left && hasResources && (await emptyFilledBuckets(client, stack, site))) {
    progress('deletes the stack again');
    left = await deletedStack(client, stack, site);
  }
  if (left) throw await notRemoved(client, left, site);
  if (hasResources) await removeLeftovers(client, { site, stackId: stack.id, template });
  return resources.length;
}

/**
 * Removes the leftovers of a stack that never came into being and is deleted: a run that ended between the two steps
 * leaves them behind. Does not touch the leftovers of a stack that was once complete; these are retained on purpose.
 *
 * Looks only if the last run failed or was interrupted; the record says that without a call.
 *
 * @throws BulkheadError of `removeLeftovers`
 * @emulator Nothing is looked for: the emulator has no deletion policy that only a failed creation ignores.
 */
export async function removeLeftoversOfUnfinished(
  client: CloudFormationClient,
  request: EngineRequest,
): Promise<void> {
  if (!request.unfinished || request.environment.target === 'emulator') return;
  const site = siteOf(request);
  const last = await lastDeleted(client, site.name);
  if (!last?.StackId || !neverCameIntoBeing(await stackEvents(client, last.StackId))) return;
  const template = await readTemplateOf(client, last.StackId);
  await removeLeftovers(client, { site, stackId: last.StackId, template });
}

/** The stack of this name that was deleted last; CloudFormation lists deleted stacks for 90 days. */
async function lastDeleted(client: CloudFormationClient, name: string): Promise<StackSummary | undefined> {
  const { paginateListStacks } = await import('@aws-sdk/client-cloudformation');
  const deleted: StackSummary[] = [];
  for await (const page of paginateListStacks({ client }, { StackStatusFilter: ['DELETE_COMPLETE'] })) {
    deleted.push(...(page.StackSummaries ?? []).filter(({ StackName }) => StackName === name));
  }
  return deleted.sort((a, b) => Number(b.DeletionTime ?? 0) - Number(a.DeletionTime ?? 0))[0];
}

/** The toolkit protects a stack before the stack is created. */
async function liftTerminationProtection(
  client: CloudFormationClient,
  { id, stack }: DescribedStack,
  { progress }: StackSite,
): Promise<void> {
  if (!stack.EnableTerminationProtection) return;
  const { UpdateTerminationProtectionCommand } = await import('@aws-sdk/client-cloudformation');
  progress('lifts the termination protection of the stack');
  await client.send(
    new UpdateTerminationProtectionCommand({ StackName: id, EnableTerminationProtection: false }),
  );
}

/**
 * Empties the stack's buckets that CloudFormation failed to delete because they are not empty; true if there were any.
 */
async function emptyFilledBuckets(
  client: CloudFormationClient,
  { id }: DescribedStack,
  site: StackSite,
): Promise<boolean> {
  const filled = (await heldResources(client, id)).filter(isFilledBucket);
  for (const { PhysicalResourceId: bucket } of filled) {
    site.progress(`empties bucket ${bucket}: CloudFormation deletes only empty ones`);
    const count = await emptyBucket(site, bucket);
    site.progress(`${bucket}: ${count} versions of objects deleted`);
  }
  return filled.length > 0;
}

async function notRemoved(
  client: CloudFormationClient,
  { id, status, stack }: DescribedStack,
  { region, name, label }: StackSite,
): Promise<EngineFailure> {
  const { causes } = failuresOf(await stackEvents(client, id));
  const held = await heldResources(client, id);
  const kept = held.flatMap(({ LogicalResourceId, ResourceStatus }) =>
    ResourceStatus === 'DELETE_FAILED' ? (LogicalResourceId ?? []) : [],
  );
  const again = 'correct the cause and run the same command again; it continues with the rest';
  const givingUp = awsCommand(
    `cloudformation delete-stack --region ${region} --stack-name ${name} --retain-resources ${kept.join(' ')}`,
  );
  const reasons = causes.length > 0 ? causes : [stack.StackStatusReason ?? status];
  return new EngineFailure(
    'StackNotRemoved',
    [`CloudFormation cannot delete what is left of ${label}, which never came into being:`, ...reasons].join(
      '\n  ',
    ),
    kindOfAll(reasons.map(kindOfText)),
    {
      next:
        kept.length > 0 ? `${again}. To give up on the resources that it cannot delete: ${givingUp}` : again,
    },
  );
}

import { type EngineRequest, type ResourceCounts } from '../engine';
import { countChanges } from '../resource-counts';
import { untilAborted } from '../until-aborted';
import { describeStack, withCloudFormation } from './described-stack';
import { removeLeftoversOfUnfinished, removeNeverCreated } from './never-created';
import { rollBack } from './roll-back';
import { siteOf } from './stack-site';
import { brokenStack, type StackStanding, standingOf } from './stack-standing';
import { untilSettled } from './stack-status';
import { parameterPaths } from './stack-template';
import { changesOf, requireReviewed } from './template-changes';
import { withToolkit } from './with-toolkit';

/**
 * Deploys the synthesized template as a CloudFormation stack; returns the counts of touched resources. If an earlier
 * run left the stack in a status that cannot be updated, repairs the status first, as `stackWays` says.
 *
 * @throws Refusal `StackBroken` if only a person can repair the status
 * @throws EngineFailure of `rollBack`, `removeNeverCreated` and `withToolkit`
 */
export async function deployStack(request: EngineRequest): Promise<ResourceCounts> {
  const { signal, instance } = request;
  const onCloudFormation = <T>(work: Parameters<typeof withCloudFormation<T>>[1]) =>
    untilAborted(signal, () => withCloudFormation(instance.region, work));

  const standing = await onCloudFormation(async (client) => {
    const found = await standingOf(client, await untilSettled(client, request));
    return rolledBack(client, found, request);
  });
  if (standing.ways.deploy === 'refuse') throw brokenStack(siteOf(request), standing);

  const diff = await onCloudFormation((client) => changesOf(client, standing, request));
  requireReviewed(request, diff);
  request.approve?.(diff.changes);

  const before = await onCloudFormation((client) => outOfTheWay(client, standing, request));
  await withToolkit(request, before, async (toolkit, assembly, { StackParameters }) => {
    await toolkit.deploy(assembly, {
      // With a parameter's previous value, CloudFormation would not read SSM again.
      parameters: StackParameters.exactly(parameterPaths(request)),
      deploymentMethod: { method: deploymentMethod(request) },
      stackEventPollingInterval: pollingInterval(request),
    });
  });
  return countChanges(diff.changes);
}

type Client = Parameters<typeof rollBack>[0];

/** The stack after the rollback of a failed update. The rollback is CloudFormation's own work and needs no approval. */
async function rolledBack(
  client: Client,
  standing: StackStanding,
  request: EngineRequest,
): Promise<StackStanding> {
  const { stack, ways } = standing;
  if (!stack || !['continue-rollback', 'roll-back'].includes(ways.deploy)) return standing;
  await rollBack(client, stack, siteOf(request));
  return standingOf(client, await describeStack(client, stack.id));
}

/** Removes the leftovers of a failed creation; returns the stack to update, if there is one. */
async function outOfTheWay(
  client: Client,
  { stack, ways }: StackStanding,
  request: EngineRequest,
): Promise<StackStanding['stack']> {
  if (stack && ways.deploy === 'make-anew') {
    await removeNeverCreated(client, stack, siteOf(request));
    request.progress(`makes ${request.instance.id} anew`);
    return undefined;
  }
  if (!stack) await removeLeftoversOfUnfinished(client, request);
  return stack;
}

/**
 * The way in which CloudFormation gets a template.
 *
 * @emulator Stacks are updated directly, without a change set: the emulator keeps an executed change set, and the
 * toolkit then waits for its name without end.
 */
function deploymentMethod({ environment }: EngineRequest): 'direct' | 'change-set' {
  return environment.target === 'emulator' ? 'direct' : 'change-set';
}

/**
 * Time between two status calls, in ms. The account's describe calls are limited and shared.
 *
 * @emulator CloudFormation is asked four times a second: nobody shares the calls.
 */
function pollingInterval({ environment }: EngineRequest): number {
  return environment.target === 'emulator' ? 250 : 3_000;
}

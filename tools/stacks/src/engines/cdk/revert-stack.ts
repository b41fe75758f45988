import type { Change, CloudFormationClient, DescribeChangeSetOutput } from '@aws-sdk/client-cloudformation';
import { BulkheadError, Refusal } from '@bulkhead/errors';
import { type EngineRequest, type ResourceCounts } from '../engine';
import { type ResourceChange } from '../resource-change';
import { countChanges } from '../resource-counts';
import { heldBy } from '@bulkhead/policy/stateful-types';
import { untilAborted } from '../until-aborted';
import { withCloudFormation } from './described-stack';
import { untilSettled } from './stack-status';

/** How long CloudFormation may take, in seconds; the run has a deadline of its own. */
const patience = { maxWaitTime: 24 * 3600, minDelay: 3, maxDelay: 10 };

/**
 * Puts the resources of a stack back to the deployed template and parameters. A drift-aware change set compares the
 * deployed version with AWS. The template is CloudFormation's own copy, so that nothing else can be deployed.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/drift-aware-change-sets.html
 *
 * @throws Refusal `RevertUnsupported` on the emulator, whose change sets have no deployment mode
 * @throws BulkheadError `RevertFailed`, with CloudFormation's reason
 * @emulator CDK stacks are not put back: CloudFormation has no drift-aware change sets.
 */
export async function revertStack(request: EngineRequest): Promise<ResourceCounts> {
  const { instance, environment, signal } = request;
  if (environment.target === 'emulator') {
    throw new Refusal(
      'RevertUnsupported',
      `${instance.id} is not put back: the emulator's CloudFormation has no drift-aware change sets.`,
      { next: 'change it back by hand, or destroy the stack and deploy it again' },
    );
  }
  return untilAborted(signal, () =>
    withCloudFormation(instance.region, async (client) => {
      await untilSettled(client, request);
      return revert(client, request);
    }),
  );
}

async function revert(client: CloudFormationClient, request: EngineRequest): Promise<ResourceCounts> {
  const sdk = await import('@aws-sdk/client-cloudformation');
  const StackName = request.synthesized.name;
  const { Stacks: [stack] = [] } = await client.send(new sdk.DescribeStacksCommand({ StackName }));
  const { Id: ChangeSetName } = await client.send(
    new sdk.CreateChangeSetCommand({
      StackName,
      ChangeSetName: `bulkhead-revert-${Date.now()}`,
      ChangeSetType: 'UPDATE',
      DeploymentMode: 'REVERT_DRIFT',
      UsePreviousTemplate: true,
      Parameters: (stack?.Parameters ?? []).map(({ ParameterKey }) => ({
        ParameterKey,
        UsePreviousValue: true,
      })),
      Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'],
    }),
  );
  const set = { StackName, ChangeSetName };
  try {
    const described = await whenCreated(client, set);
    if (!described) return countChanges([]);
    const changes = described.map(changeOf);
    request.approve?.(changes);
    await client.send(new sdk.ExecuteChangeSetCommand(set));
    await sdk
      .waitUntilStackUpdateComplete({ client, ...patience, abortSignal: request.signal }, { StackName })
      .catch((cause: unknown) => {
        throw revertFailed(request, (cause as Error).message, cause);
      });
    return countChanges(changes);
  } catch (error) {
    if (error instanceof Refusal) await client.send(new sdk.DeleteChangeSetCommand(set));
    throw error;
  }

  /** The changes of a change set; undefined if there is nothing to put back. */
  async function whenCreated(
    of: CloudFormationClient,
    named: { StackName: string | undefined; ChangeSetName: string | undefined },
  ): Promise<Change[] | undefined> {
    // A change set without changes ends as failed, and the waiter throws. The status tells whether it failed or was
    // empty.
    await sdk
      .waitUntilChangeSetCreateComplete({ client: of, ...patience, abortSignal: request.signal }, named)
      .catch(() => request.signal.throwIfAborted());
    const changes: Change[] = [];
    for (let NextToken: string | undefined, more = true; more; more = Boolean(NextToken)) {
      const page: DescribeChangeSetOutput = await of.send(
        new sdk.DescribeChangeSetCommand({ ...named, NextToken }),
      );
      if (page.Status === 'FAILED') {
        await of.send(new sdk.DeleteChangeSetCommand(named));
        if (/didn't contain changes|No updates are to be performed/i.test(page.StatusReason ?? ''))
          return undefined;
        throw revertFailed(request, page.StatusReason ?? 'CloudFormation gives no reason');
      }
      changes.push(...(page.Changes ?? []));
      NextToken = page.NextToken;
    }
    return changes;
  }
}

const actions: Readonly<Record<string, ResourceChange['action']>> = {
  Add: 'add',
  Modify: 'change',
  Remove: 'destroy',
};

/** A change of a change set, in the form that the approvals use. A resource that may be replaced counts as replaced. */
export function changeOf({ ResourceChange: change = {} }: Change): ResourceChange {
  const { Action = 'Modify', LogicalResourceId = '', ResourceType = '', Replacement, Details = [] } = change;
  const replaced = Replacement === 'True' || Replacement === 'Conditional';
  return {
    action: replaced ? 'replace' : (actions[Action] ?? 'change'),
    resource: LogicalResourceId,
    type: ResourceType,
    stateful: heldBy(ResourceType) !== undefined,
    attributes: Details.flatMap(({ Target }) => {
      const path = Target?.Path ?? Target?.Name;
      if (!path) return [];
      const { BeforeValue: before = null, AfterValue: after = null, RequiresRecreation } = Target ?? {};
      return [{ path, before, after, forcesReplacement: RequiresRecreation === 'Always' }];
    }),
  };
}

function revertFailed({ instance }: EngineRequest, said: string, cause?: unknown): BulkheadError {
  return new BulkheadError('RevertFailed', `CloudFormation does not put ${instance.id} back: ${said}`, {
    next: 'correct the cause and run the same command again; the resources that were already put back stay so',
    cause,
  });
}

import { setTimeout as sleep } from 'node:timers/promises';
import type {
  CloudFormationClient,
  DescribeStackDriftDetectionStatusOutput,
  StackResourceDrift,
} from '@aws-sdk/client-cloudformation';
import { BulkheadError } from '@bulkhead/errors';
import { openClient } from '../../retries/open-client';
import { environmentOptionOf, type EngineRequest, type StackDrift } from '../engine';
import { deployedOf } from './deployed-stack';
import { describeStack, withCloudFormation } from './described-stack';
import { driftOf, uncheckedOf, wasCompared } from './resource-drifts';
import { siteOf } from './stack-site';
import { brokenStack, forewarningOf, type StackStanding, standingOf } from './stack-standing';
import { type StackTemplate } from './stack-template';

/**
 * Lets CloudFormation compare the resources of a deployed stack with the deployed template and parameters. Uses the SDK
 * and not the toolkit: the toolkit's `drift` reads only the first page of the result, gives up after five minutes
 * whatever the run allows, and returns text for a terminal.
 *
 * @param pollingMs time between two status calls. CloudFormation takes seconds to minutes; its describe calls are
 * limited and shared
 * @throws BulkheadError `DriftDetectionFailed`, with CloudFormation's reason
 * @emulator CloudFormation compares nothing: the resources of CDK stacks are unchecked.
 */
export async function detectDrift(request: EngineRequest, pollingMs = 2_000): Promise<StackDrift> {
  const { instance, environment } = request;
  const found = await withCloudFormation(instance.region, async (cloudFormation) => {
    const name = request.synthesized.name ?? '';
    const standing = await standingOf(cloudFormation, await describeStack(cloudFormation, name));
    return { standing, deployed: await deployedOf(cloudFormation, standing) };
  });
  const { standing, deployed: { template: deployed } = {} } = found;
  requireComparable(request, standing);
  if (!deployed) return stackGone(request, standing);
  if (environment.target === 'emulator') return unsupported(deployed);

  const { CloudFormationClient } = await import('@aws-sdk/client-cloudformation');
  const client = await openClient(CloudFormationClient, request.instance.region);
  try {
    const { DetectionStatus, DetectionStatusReason = 'no reason given' } = await runDetection(
      client,
      request,
      pollingMs,
    );
    const results = await resultsOf(client, request);
    return {
      drifted: results.flatMap(driftOf),
      unchecked: uncheckedOf(deployed, results),
      checked: results.filter(wasCompared).length,
      gone: false,
      ...incompleteBecause(standing, DetectionStatus === 'DETECTION_FAILED' && DetectionStatusReason),
    };
  } catch (cause) {
    if (request.signal.aborted) throw request.signal.reason;
    throw new BulkheadError(
      'DriftDetectionFailed',
      `CloudFormation does not compare ${request.instance.id}: ${(cause as Error).message}`,
      {
        next: 'correct the cause, or wait for the deploy that is under way, and run the same command again',
        cause,
      },
    );
  } finally {
    client.destroy();
  }
}

/**
 * Checks that CloudFormation can compare the stack in its present status.
 *
 * @throws BulkheadError `DriftDetectionFailed` if CloudFormation is working on the stack, `StackBroken` if nobody knows
 * what the stack holds
 */
function requireComparable(request: EngineRequest, standing: StackStanding): void {
  const { ways, stack } = standing;
  if (ways.drift === 'broken') throw brokenToDrift(request, standing);
  if (ways.drift !== 'later') return;
  throw new BulkheadError(
    'DriftDetectionFailed',
    `CloudFormation is at work on ${request.instance.id}: it ${ways.means} (${stack?.status}).`,
    { next: 'wait for its end, and run the same command again' },
  );
}

function brokenToDrift(request: EngineRequest, standing: StackStanding): BulkheadError {
  const { ways, stack } = standing;
  const { message, next } = brokenStack(siteOf(request), standing);
  if (ways.deploy === 'refuse') return new BulkheadError('StackBroken', message, { next });
  const { app, stack: name, role } = request.instance;
  return new BulkheadError(
    'StackBroken',
    `The CloudFormation stack of ${request.instance.id} ${ways.means} (${stack?.status}) and cannot be compared.`,
    {
      next: `npx nx run ${app}:deploy ${environmentOptionOf(request)} --stack=${name} --role=${role}; it first lets CloudFormation put the stack back`,
    },
  );
}

/** Why the result is incomplete: the detection failed, or the stack is half-way between two templates. */
function incompleteBecause(standing: StackStanding, reason: string | false): Pick<StackDrift, 'incomplete'> {
  const halfWay = standing.ways.drift === 'compare-in-part' && forewarningOf(standing);
  const reasons = [halfWay, reason].filter(Boolean);
  return reasons.length > 0 ? { incomplete: reasons.join('; ') } : {};
}

async function runDetection(
  client: CloudFormationClient,
  { synthesized, signal: abortSignal }: EngineRequest,
  pollingMs: number,
): Promise<DescribeStackDriftDetectionStatusOutput> {
  const { DetectStackDriftCommand, DescribeStackDriftDetectionStatusCommand } =
    await import('@aws-sdk/client-cloudformation');
  const start = new DetectStackDriftCommand({ StackName: synthesized.name });
  const { StackDriftDetectionId } = await client.send(start, { abortSignal });
  for (;;) {
    const status = await client.send(
      new DescribeStackDriftDetectionStatusCommand({ StackDriftDetectionId }),
      {
        abortSignal,
      },
    );
    if (status.DetectionStatus !== 'DETECTION_IN_PROGRESS') return status;
    await sleep(pollingMs, undefined, { signal: abortSignal });
  }
}

async function resultsOf(
  client: CloudFormationClient,
  { synthesized, signal: abortSignal }: EngineRequest,
): Promise<StackResourceDrift[]> {
  const { paginateDescribeStackResourceDrifts } = await import('@aws-sdk/client-cloudformation');
  const results: StackResourceDrift[] = [];
  const pages = paginateDescribeStackResourceDrifts(
    { client },
    { StackName: synthesized.name },
    { abortSignal },
  );
  for await (const { StackResourceDrifts = [] } of pages) results.push(...StackResourceDrifts);
  return results;
}

function unsupported({ Resources = {} }: StackTemplate): StackDrift {
  const reason = "the emulator's CloudFormation has no drift detection";
  const unchecked = Object.entries(Resources).map(([resource, { Type: type }]) => ({
    resource,
    type,
    reason,
  }));
  return { drifted: [], unchecked, checked: 0, gone: false };
}

function stackGone({ synthesized: { name } }: EngineRequest, standing: StackStanding): StackDrift {
  const stack = {
    kind: 'deleted',
    resource: name ?? '',
    type: 'AWS::CloudFormation::Stack',
    attributes: [],
  } as const;
  const instead = forewarningOf(standing);
  return { drifted: [stack], unchecked: [], checked: 0, gone: true, ...(instead && { instead }) };
}

import { setTimeout as sleep } from 'node:timers/promises';
import type {
  CloudFormationClient,
  DescribeStackDriftDetectionStatusOutput,
  StackResourceDrift,
} from '@aws-sdk/client-cloudformation';
import { BulkheadError } from '@bulkhead/errors';
import { clientSettings } from '../../retries/client-settings';
import { type EngineRequest, type StackDrift } from '../engine';
import { deployedTemplate } from './deployed-stack';
import { driftOf, uncheckedOf, wasCompared } from './resource-drifts';
import { type StackTemplate } from './stack-template';

/**
 * Lets CloudFormation compare the resources of a deployed stack with the template and parameters it deployed. The SDK
 * does it rather than the toolkit, whose `drift` reads the first page of the result only, gives up after five minutes
 * whatever the run allows, and returns text for a terminal.
 *
 * @param pollingMs time between two questions whether it is done. CloudFormation takes seconds to minutes; its describe
 * calls are limited and shared
 * @throws BulkheadError `DriftDetectionFailed`, with CloudFormation's reason
 */
export async function detectDrift(request: EngineRequest, pollingMs = 2_000): Promise<StackDrift> {
  const deployed = await deployedTemplate(request);
  if (!deployed) return stackGone(request);
  if (request.environment.target === 'emulator') return unsupported(deployed);

  const { CloudFormationClient } = await import('@aws-sdk/client-cloudformation');
  const client = new CloudFormationClient(await clientSettings(request.instance.region));
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
      ...(DetectionStatus === 'DETECTION_FAILED' && { incomplete: DetectionStatusReason }),
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

function stackGone({ synthesized: { name } }: EngineRequest): StackDrift {
  const stack = {
    kind: 'deleted',
    resource: name ?? '',
    type: 'AWS::CloudFormation::Stack',
    attributes: [],
  } as const;
  return { drifted: [stack], unchecked: [], checked: 0, gone: true };
}

import { standingBeside } from '../orphans/standing';
import { openReviewedDiff } from '../plans/reviewed-diff';
import { expectedDuration } from '../records/expected-duration';
import { AwsFailure } from '../retries/aws-failure';
import { announce } from '../run/output';
import { type Outputs, outputsSince, readBackOutputs } from '../run/outputs';
import { type Run } from '../run/run';
import { type RunResult } from '../run/run-result';
import { isGood, type StackResult } from '../run/stack-result';
import { staleConsumers } from '../run/stale-consumers';
import { openTarget } from '../run/target';
import { visitStack } from '../run/visit-stack';
import { longestWayFirst } from '../workspace/longest-way';
import { orderOf } from '../workspace/stack-graph';
import { type StackInstance } from '../workspace/stack-instance';
import { walk } from '../workspace/walk';
import { type Deployment, openDeployment } from './deployment';
import { StackDeployment } from './stack-deployment';

/**
 * Deploys the selected stacks that differ from what is deployed, producers first. If a stack fails, only its consumers
 * are held back.
 *
 * @throws BulkheadError if nothing can be deployed at all
 */
export async function deploy(run: Run): Promise<RunResult> {
  const order = orderOf(run.selected, run.instances);
  const reviewed = openReviewedDiff(run);
  const target = await openTarget(run);
  try {
    const deployment = await openDeployment(run, target, reviewed);
    const stacks = await deployInOrder(deployment, order);
    const outputs =
      keptOutputs(deployment, stacks) ??
      (await readBackOutputs(run, target, new Set(deployment.records.lost.keys())));
    return {
      stacks,
      stale: staleConsumers(run, deployment.records, deployment.published),
      outputs,
      standing: standingBeside(run, deployment.records),
    };
  } finally {
    target.close();
  }
}

/** @returns results in the order in which the stacks ended */
async function deployInOrder(
  deployment: Deployment,
  order: ReadonlyMap<StackInstance, readonly StackInstance[]>,
): Promise<StackResult[]> {
  const { run, regions, gate, records, synthesized, outOfReach } = deployment;
  const results = new Map<StackInstance, StackResult>();
  announce(run.output, order);
  // A region that did not answer one reader may have answered the others. So a stack there may have failed for another
  // reason.
  const isOutOfReach = (other: StackInstance) =>
    records.unreadable.get(other)?.cause instanceof AwsFailure || outOfReach.has(other);
  const waitsFor = (instance: StackInstance, other: StackInstance) => {
    // A stack whose record cannot be read is visited at once, and refuses with its own reason.
    if (records.unreadable.has(instance)) return false;
    // A stack that is already deployed need not wait for a region that is away; if it reads a value there, it says so
    // itself. But a first deploy must not come before the stacks that it follows.
    return !records.has(instance) || !isOutOfReach(other);
  };
  const longestFirst = longestWayFirst(order, (instance) =>
    expectedDuration(records.get(instance), synthesized.get(instance)),
  );
  await walk(longestFirst, run.parallel, async (instance, notGood) => {
    const startedAt = performance.now();
    const failedBefore = notGood.filter((other) => waitsFor(instance, other));
    const stack = new StackDeployment(deployment, instance, results, startedAt);
    const skipped = (names: string) => `waits for ${names}`;
    const visited = await visitStack(run, instance, { startedAt, failedBefore, skipped }, () => stack.run());
    const result = { ...visited, causes: [...stack.causes], ...gate.remarkOn(instance) };
    results.set(instance, result);
    run.output.event({ type: 'finished', instance, result });
    return isGood(result);
  });
  await regions.settled();
  return [...results.values()];
}

/** The published values that an earlier run left if no stack was touched since; else undefined. */
function keptOutputs({ run, records }: Deployment, stacks: readonly StackResult[]): Outputs | undefined {
  const touched = stacks.some(({ outcome }) => outcome === 'deployed' || outcome === 'failed');
  return touched ? undefined : outputsSince(run, records);
}

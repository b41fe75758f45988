import { Refusal } from '@bulkhead/errors';
import { type ResourceCounts, untouched } from '../engines/engine';
import { Foundation } from '../foundation/foundation';
import { StackLocks } from '../locks/stack-locks';
import { standingBeside } from '../orphans/standing';
import { enterUnrecorded } from '../orphans/unrecorded-stacks';
import { beforeTouching } from '../records/before-touching';
import { DeployedState } from '../records/deployed-state';
import { expectedDuration } from '../records/expected-duration';
import { StateAgreement } from '../records/state-agreement';
import { readBackOutputs } from '../run/outputs';
import { type Run } from '../run/run';
import { type RunResult } from '../run/run-result';
import { requireSynthesized, synthesizeAll } from '../run/synthesize-all';
import { openTarget, type Target } from '../run/target';
import { type Synthesized } from '../synthesis/synthesize';
import { environmentOption } from '../workspace/printed-commands';
import { longestWayFirst } from '../workspace/longest-way';
import { orderOf, reverseOrder } from '../workspace/stack-graph';
import { type StackInstance } from '../workspace/stack-instance';
import { destroyInOrder } from './destroy-in-order';
import { type Destroying, recordedDestroy } from './recorded-destroy';
import { requireUnconsumed, stacksThatCount } from './require-unconsumed';

/**
 * Destroys the selected stacks, consumers first. If a stack fails, the stacks that it consumes from stay.
 *
 * @throws Refusal `ProtectedEnvironment`, `UnlistedStacks`, or `StillConsumed` if a deployed stack outside the run
 * consumes from one in it; nothing is touched then
 */
export async function destroy(run: Run): Promise<RunResult> {
  requireUnprotected(run);
  if (run.options.orphans) return (await import('./destroy-orphans.js')).destroyOrphans(run);
  const order = reverseOrder(orderOf(run.selected, run.instances));
  const target = await openTarget(run);
  try {
    return await destroySelected(run, target, order);
  } finally {
    target.close();
  }
}

async function destroySelected(
  run: Run,
  target: Target,
  order: ReadonlyMap<StackInstance, readonly StackInstance[]>,
): Promise<RunResult> {
  const state = new DeployedState(run);
  const agreement = new StateAgreement(run);
  const reach = stacksThatCount(run);
  agreement.lookAhead(reach);
  const records = await state.records(reach);
  await enterUnrecorded(run, records, agreement, 'throw');
  await requireUnconsumed(run, records, agreement, state);

  const synthesized = await synthesizeAll(run);
  const parts = { run, target, state, agreement, foundation: new Foundation(run) };
  const stacks = await destroyInOrder<StackInstance>(
    {
      run,
      locks: new StackLocks(run, 'destroy'),
      instanceOf: (instance) => instance,
      doing: 'destroying',
      work: (instance) => {
        // Throws before the lock is asked for if nothing of the stack can be read.
        records.of(instance);
        const template = requireSynthesized(synthesized, instance);
        return (lockLost) => destroyStack({ ...parts, lockLost }, instance, template);
      },
      isRefused: (instance) => records.unreadable.has(instance),
      gone: (instance) => void records.delete(instance),
    },
    longestWayFirst(order, (instance) => expectedDuration(undefined, synthesized.get(instance))),
  );
  return {
    stacks,
    standing: standingBeside(run, records),
    outputs: await readBackOutputs(run, target, new Set(records.lost.keys())),
  };
}

/** Destroys a stack. Until the stack is gone, nobody may take it for deployed. */
async function destroyStack(
  parts: Destroying,
  instance: StackInstance,
  synthesized: Synthesized,
): Promise<ResourceCounts> {
  const { state, agreement } = parts;
  const record = (await state.record(instance)).of(instance);
  agreement.lookAgain(instance);
  await agreement.require(instance, record);
  if (!record && !(await beforeTouching(instance.id, agreement.keeps(instance)))) return untouched;
  return recordedDestroy(parts, instance, synthesized, record, record?.outcome !== 'deployed');
}

function requireUnprotected(run: Run): void {
  if (!run.environment.protected) return;
  throw new Refusal(
    'ProtectedEnvironment',
    `Environment ${run.environment.name} is protected: its stacks cannot be destroyed.`,
    {
      next: `set "protected": false in the environment, deploy it (npx nx run-many -t deploy ${environmentOption(run)}), then destroy`,
    },
  );
}

import { describeError, Refusal } from '@bulkhead/errors';
import { engineOf } from '../engines/engines';
import { Foundation } from '../foundation/foundation';
import { StackLocks } from '../locks/stack-locks';
import { DeployedState } from '../records/deployed-state';
import { callEngine } from '../run/engine-call';
import { overAttempts } from '../run/over-attempts';
import { environmentOption, instancesInReach, type Run } from '../run/run';
import { announce } from '../run/output';
import { readBackOutputs } from '../run/outputs';
import { type RunResult } from '../run/run-result';
import { isGood, resultOf, type StackResult } from '../run/stack-result';
import { openTarget } from '../run/target';
import { orderOf, reverseOrder } from '../workspace/stack-graph';
import { predecessorsOf, type StackInstance } from '../workspace/stack-instance';
import { walk } from '../workspace/walk';
import { requireSynthesized, synthesizeAll } from './synth';

/**
 * Destroys the selected stacks, consumers first. A stack that fails keeps what it consumes from standing.
 *
 * @throws BulkheadError `ProtectedEnvironment`, or `StillConsumed` where a deployed stack outside the run consumes
 * from one in it; nothing is touched then
 */
export async function destroy(run: Run): Promise<RunResult> {
  requireUnprotected(run);
  const order = reverseOrder(orderOf(run.selected, run.instances));
  const target = await openTarget(run);
  try {
    const state = new DeployedState(run);
    const foundation = new Foundation(run);
    const locks = new StackLocks(run, 'destroy');
    const records = await state.records(instancesInReach(run));
    requireUnconsumed(run, [...records.keys()]);

    const synthesized = await synthesizeAll(run);
    announce(run.output, order);
    const results = new Map<StackInstance, StackResult>();
    await walk(order, run.parallel, async (instance, failedBefore) => {
      const startedAt = performance.now();
      const finish = (result: StackResult) => {
        results.set(instance, result);
        run.output.event({ type: 'finished', instance, result });
        return isGood(result);
      };
      if (run.interrupted.aborted)
        return finish(resultOf(instance, 'skipped', 'the run was interrupted', startedAt));
      if (failedBefore.length > 0) {
        return finish(
          resultOf(
            instance,
            'skipped',
            `${failedBefore.map(({ id }) => id).join(', ')} still stands`,
            startedAt,
          ),
        );
      }
      try {
        const template = requireSynthesized(synthesized, instance);
        run.output.event({ type: 'started', instance, doing: 'destroying' });
        const engine = await engineOf(instance.engine);
        const resources = await locks.holding(instance, async (lockLost) => {
          // Until it is gone, nobody may take the stack for deployed.
          const record = (await state.records([instance])).get(instance);
          if (record) await state.writeRecord(instance, { ...record, outcome: 'destroying', at: now() });
          const destroyed = await callEngine(
            run,
            [target.lost, lockLost],
            instance,
            template,
            foundation.under(overAttempts(engine.destroy)),
            { unfinished: record !== undefined && record.outcome !== 'deployed' },
          );
          await state.deleteRecord(instance);
          return destroyed;
        });
        const reason = `${resources.destroyed} resources`;
        return finish(
          resultOf(
            instance,
            resources.destroyed > 0 ? 'destroyed' : 'unchanged',
            reason,
            startedAt,
            resources,
          ),
        );
      } catch (error) {
        return finish(resultOf(instance, 'failed', describeError(error), startedAt));
      }
    });
    return { stacks: [...results.values()], outputs: await readBackOutputs(run, target) };
  } finally {
    target.close();
  }
}

function now(): string {
  return new Date().toISOString();
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

function requireUnconsumed(run: Run, deployed: readonly StackInstance[]): void {
  const outside = deployed.filter((instance) => !run.selected.includes(instance));
  const held = run.selected.flatMap((instance) =>
    outside
      .filter((consumer) => predecessorsOf(consumer, run.instances).includes(instance))
      .map((consumer) => `  ${consumer.id} depends on ${instance.id}`),
  );
  if (held.length === 0) return;
  throw new Refusal(
    'StillConsumed',
    ['Deployed stacks depend on what would be destroyed:', ...held].join('\n'),
    {
      next: `destroy them too: npx nx run-many -t destroy ${environmentOption(run)}`,
    },
  );
}

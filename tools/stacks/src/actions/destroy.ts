import { describeError, Refusal } from '@bulkhead/errors';
import { engineOf } from '../engines/engines';
import { type ResourceCounts, untouched } from '../engines/engine';
import { Foundation } from '../foundation/foundation';
import { StackLocks } from '../locks/stack-locks';
import { DeployedState } from '../records/deployed-state';
import { type KnownRecords } from '../records/known-records';
import { recorded } from '../records/recorded';
import { StateAgreement } from '../records/state-agreement';
import { callEngine } from '../run/engine-call';
import { overAttempts } from '../run/over-attempts';
import { environmentOption, instancesInReach, type Run } from '../run/run';
import { announce } from '../run/output';
import { readBackOutputs } from '../run/outputs';
import { type RunResult } from '../run/run-result';
import { isGood, resultOf, type StackResult } from '../run/stack-result';
import { openTarget, type Target } from '../run/target';
import { type Synthesized } from '../synthesis/synthesize';
import { orderOf, reverseOrder } from '../workspace/stack-graph';
import { predecessorsOf, type StackInstance } from '../workspace/stack-instance';
import { walk } from '../workspace/walk';
import { requireSynthesized, synthesizeAll } from './synth';

/**
 * Destroys the selected stacks, consumers first. A stack that fails keeps what it consumes from standing.
 *
 * @throws Refusal `ProtectedEnvironment`, or `StillConsumed` where a deployed stack outside the run consumes
 * from one in it; nothing is touched then
 */
export async function destroy(run: Run): Promise<RunResult> {
  requireUnprotected(run);
  const order = reverseOrder(orderOf(run.selected, run.instances));
  const target = await openTarget(run);
  try {
    const destruction = new Destruction(run, target);
    const stacks = await destruction.walk(order);
    return { stacks, outputs: await readBackOutputs(run, target) };
  } finally {
    target.close();
  }
}

class Destruction {
  private readonly state: DeployedState;
  private readonly foundation: Foundation;
  private readonly locks: StackLocks;
  private readonly agreement: StateAgreement;

  constructor(
    private readonly run: Run,
    private readonly target: Target,
  ) {
    this.state = new DeployedState(run);
    this.foundation = new Foundation(run);
    this.locks = new StackLocks(run, 'destroy');
    this.agreement = new StateAgreement(run);
  }

  async walk(order: ReadonlyMap<StackInstance, readonly StackInstance[]>): Promise<StackResult[]> {
    const { run, state, agreement } = this;
    const reach = instancesInReach(run);
    agreement.lookAhead(reach);
    const records = await state.records(reach);
    await requireUnconsumed(run, records, agreement);

    const synthesized = await synthesizeAll(run);
    announce(run.output, order);
    const results: StackResult[] = [];
    await walk(order, run.parallel, async (instance, failedBefore) => {
      const result = await this.visit(
        instance,
        () => requireSynthesized(synthesized, instance),
        failedBefore,
      );
      results.push(result);
      run.output.event({ type: 'finished', instance, result });
      return isGood(result);
    });
    return results;
  }

  private async visit(
    instance: StackInstance,
    synthesized: () => Synthesized,
    failedBefore: readonly StackInstance[],
  ): Promise<StackResult> {
    const startedAt = performance.now();
    if (this.run.interrupted.aborted)
      return resultOf(instance, 'skipped', 'the run was interrupted', startedAt);
    if (failedBefore.length > 0) {
      const names = failedBefore.map(({ id }) => id).join(', ');
      return resultOf(instance, 'skipped', `${names} still stands`, startedAt);
    }
    try {
      const template = synthesized();
      this.run.output.event({ type: 'started', instance, doing: 'destroying' });
      const resources = await this.locks.holding(instance, (lockLost) =>
        this.runEngine(instance, template, lockLost),
      );
      const outcome = resources.destroyed > 0 ? 'destroyed' : 'unchanged';
      return resultOf(instance, outcome, `${resources.destroyed} resources`, startedAt, resources);
    } catch (error) {
      const outcome = error instanceof Refusal ? 'refused' : 'failed';
      return resultOf(instance, outcome, describeError(error), startedAt);
    }
  }

  /** Until a stack is gone, nobody may take it for deployed. */
  private async runEngine(
    instance: StackInstance,
    synthesized: Synthesized,
    lockLost: AbortSignal,
  ): Promise<ResourceCounts> {
    const { run, target, state, agreement } = this;
    const record = (await state.record(instance)).of(instance);
    await agreement.require(instance, record);
    if (!record && !(await agreement.keeps(instance))) return untouched;

    const engine = await engineOf(instance.engine);
    const destroyed = overAttempts(engine.destroy);
    const call = (attempt: () => void) =>
      callEngine(
        run,
        [target.lost, lockLost],
        instance,
        synthesized,
        this.foundation.under((request) => {
          attempt();
          return destroyed(request);
        }),
        { unfinished: record?.outcome !== 'deployed' },
      );
    if (!record) return call(() => undefined);
    const during = { ...record, outcome: 'destroying', at: new Date().toISOString() } as const;
    return recorded(state, {
      instance,
      before: record,
      during,
      failed: async () => ({ ...during, state: (await agreement.stateOf(instance)) ?? record.state }),
      isUnderWay: () => target.lost.aborted || lockLost.aborted || run.interrupted.aborted,
      work: async (attempt) => ({ result: await call(attempt), after: undefined }),
    });
  }
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

/**
 * A stack whose record cannot be read, or is gone, is deployed as well: what its engine keeps says so.
 *
 * @throws Refusal `StillConsumed`, naming who depends on what
 */
async function requireUnconsumed(run: Run, records: KnownRecords, agreement: StateAgreement): Promise<void> {
  const outside = instancesInReach(run).filter((instance) => !run.selected.includes(instance));
  const recordedOnes = new Set(records.deployed);
  const kept = await Promise.all(
    outside.map(async (instance) => recordedOnes.has(instance) || (await agreement.keeps(instance))),
  );
  const deployed = outside.filter((_, index) => kept[index]);
  const held = run.selected.flatMap((instance) =>
    deployed
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

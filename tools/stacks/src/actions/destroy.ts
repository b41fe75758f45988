import { describeError, Refusal } from '@bulkhead/errors';
import { type ResourceCounts, untouched } from '../engines/engine';
import { Foundation } from '../foundation/foundation';
import { StackLocks } from '../locks/stack-locks';
import { standingBeside } from '../orphans/standing';
import { type Standing } from '../run/standing';
import { enterUnrecorded } from '../orphans/unrecorded-stacks';
import { forgetEmptyRegions } from '../records/deployed-regions';
import { DeployedState } from '../records/deployed-state';
import { KnownRecords } from '../records/known-records';
import { StateAgreement } from '../records/state-agreement';
import { instancesInReach, type Run } from '../run/run';
import { announce } from '../run/output';
import { readBackOutputs } from '../run/outputs';
import { type RunResult } from '../run/run-result';
import { isGood, resultOf, type StackResult } from '../run/stack-result';
import { openTarget, type Target } from '../run/target';
import { type Synthesized } from '../synthesis/synthesize';
import { environmentOption } from '../workspace/printed-commands';
import { orderOf, reverseOrder } from '../workspace/stack-graph';
import { type StackInstance } from '../workspace/stack-instance';
import { walk } from '../workspace/walk';
import { recordedDestroy } from './recorded-destroy';
import { requireUnconsumed } from './require-unconsumed';
import { requireSynthesized, synthesizeAll } from '../run/synthesize-all';

/**
 * Destroys the selected stacks, consumers first. A stack that fails keeps what it consumes from standing.
 *
 * @throws Refusal `ProtectedEnvironment`, `UnlistedStacks`, or `StillConsumed` where a deployed stack outside the run consumes
 * from one in it; nothing is touched then
 */
export async function destroy(run: Run): Promise<RunResult> {
  requireUnprotected(run);
  if (run.options.orphans) return (await import('./destroy-orphans.js')).destroyOrphans(run);
  const order = reverseOrder(orderOf(run.selected, run.instances));
  const target = await openTarget(run);
  try {
    const destruction = new Destruction(run, target);
    const stacks = await destruction.walk(order);
    const standing = destruction.standing();
    return { stacks, standing, outputs: await readBackOutputs(run, target) };
  } finally {
    target.close();
  }
}

class Destruction {
  private readonly state: DeployedState;
  private readonly foundation: Foundation;
  private readonly locks: StackLocks;
  private readonly agreement: StateAgreement;
  private records = new KnownRecords();

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
    this.records = await state.records(reach);
    await enterUnrecorded(run, this.records, agreement, 'throw');
    await requireUnconsumed(run, this.records, agreement);

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
      if (isGood(result)) this.records.delete(instance);
      run.output.event({ type: 'finished', instance, result });
      return isGood(result);
    });
    await this.forgetRegions(results);
    return results;
  }

  /** What stands and is not in the configuration. */
  standing(): Standing {
    return standingBeside(this.run, this.records);
  }

  /** A region that nothing is left in need not be looked at any more; where that cannot be noted, it is once more. */
  private async forgetRegions(results: readonly StackResult[]): Promise<void> {
    const destroyed = results.filter(({ outcome }) => outcome === 'destroyed');
    const regions = destroyed.map(({ region }) => region);
    await forgetEmptyRegions(this.run.environment.name, regions).catch(() => undefined);
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
    const { state, agreement } = this;
    const record = (await state.record(instance)).of(instance);
    agreement.lookAgain(instance);
    await agreement.require(instance, record);
    if (!record && !(await agreement.keeps(instance))) return untouched;

    const unfinished = record?.outcome !== 'deployed';
    return recordedDestroy({ ...this.parts, lockLost }, instance, synthesized, record, unfinished);
  }

  private get parts() {
    const { run, target, state, agreement, foundation } = this;
    return { run, target, state, agreement, foundation };
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

import { Refusal } from '@bulkhead/errors';
import { type ResourceCounts, untouched } from '../engines/engine';
import { Foundation } from '../foundation/foundation';
import { StackLocks } from '../locks/stack-locks';
import { requireAgreement } from '../orphans/agreeing-orphan';
import { codelessStack } from '../orphans/codeless-stack';
import { consumersFirst, doomedStacks, orphanId, requireNoReaders } from '../orphans/doomed-stacks';
import { requireLossAllowed } from '../orphans/requiring-loss-allowed';
import { type Doomed, requireOwnStates } from '../orphans/requiring-own-states';
import { engineOfOrphan, standingBeside } from '../orphans/standing';
import { enterUnrecorded } from '../orphans/unrecorded-stacks';
import { beforeTouching } from '../records/before-touching';
import { DeployedState } from '../records/deployed-state';
import { successorOf } from '../records/former-names';
import { type KnownRecords, type Orphan } from '../records/known-records';
import { type DeployRecord } from '../records/record';
import { StateAgreement } from '../records/state-agreement';
import { unrecordedReaders } from '../records/unrecorded-readers';
import { readBackOutputs } from '../run/outputs';
import { instancesInReach, type Run } from '../run/run';
import { type RunResult } from '../run/run-result';
import { isGood } from '../run/stack-result';
import { openTarget, type Target } from '../run/target';
import { type StackInstance } from '../workspace/stack-instance';
import { destroyInOrder } from './destroy-in-order';
import { recordedDestroy } from './recorded-destroy';

/**
 * Destroys stacks that stand in the regions of the run and are not in its configuration, consumers first. Touches no
 * stack of the configuration. Needs no code: exactly what Terraform or CloudFormation keeps of a stack is destroyed. In
 * AWS, stateful resources have to be named, because no code says any more that they may go.
 *
 * @throws Refusal `UnlistedStacks`, `UnknownOrphan`, `OrphanIsRenamed`, `StillConsumed`, `StatefulDestruction` or
 * `OrphanProtected`; nothing is touched then
 */
export async function destroyOrphans(run: Run): Promise<RunResult> {
  const target = await openTarget(run);
  try {
    return await new OrphanDestruction(run, target).destroy();
  } finally {
    target.close();
  }
}

class OrphanDestruction {
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

  async destroy(): Promise<RunResult> {
    const { run, state, agreement } = this;
    const reach = instancesInReach(run);
    agreement.lookAhead(reach);
    const records = await state.records(reach);
    await enterUnrecorded(run, records, agreement, 'throw');
    const doomed = doomedStacks(run, records);
    requireNoReaders(
      run,
      doomed,
      records,
      await unrecordedReaders(run, reach, { records, state, agreement }),
    );
    for (const orphan of records.orphans) {
      const heir = successorOf(orphan, records, run.instances);
      if (heir && !doomed.includes(orphan))
        run.output.line(`${orphanId(orphan)} stays: ${heir.id} takes it over when it is deployed`);
    }
    if (doomed.length === 0) run.output.line(`No stack stands that could be destroyed with --orphans.`);

    const instances = new Map<Orphan, Doomed>();
    for (const orphan of doomed) instances.set(orphan, { orphan, instance: await this.instanceOf(orphan) });
    await requireOwnStates(run, [...instances.values()], records, agreement);
    requireLossAllowed(run, await Promise.all([...instances.values()].map((each) => this.lookedAt(each))));

    const order = consumersFirst(doomed, records);
    const those = (orphans: readonly Orphan[]) => orphans.flatMap((each) => instances.get(each) ?? []);
    const stacks = await destroyInOrder<Doomed>(
      {
        run,
        locks: this.locks,
        instanceOf: ({ instance }) => instance,
        doing: 'destroying without its code',
        work: (each) => (lockLost) => this.runEngine(each, lockLost),
        remark: (each) => this.whatIsLeft(each),
        gone: ({ orphan }) => forgetIn(records, orphan),
      },
      new Map([...order].flatMap(([each, before]) => those([each]).map((one) => [one, those(before)]))),
    );
    return {
      stacks,
      // Nx asks for the result of each app, and the app of an orphan may be gone.
      amiss: !stacks.every(isGood),
      standing: standingBeside(run, records),
      outputs: await readBackOutputs(run, this.target, new Set(records.lost.keys())),
    };
  }

  /** The orphan as an instance of the engine that keeps it. */
  private async instanceOf(orphan: Orphan): Promise<StackInstance> {
    const { of, region } = orphan;
    const { app, stack, role } = of;
    const keptBy = (engine: StackInstance['engine']): StackInstance => ({
      id: orphanId(orphan),
      app,
      stack,
      role,
      region,
      engine,
      consumes: [],
      follows: [],
      publishes: [],
    });
    const engine = engineOfOrphan(orphan);
    if (engine) return keptBy(engine);
    return (await this.agreement.keeps(keptBy('cdk'))) ? keptBy('cdk') : keptBy('cdktf');
  }

  /** A doomed stack with what its engine keeps of it. */
  private async lookedAt(doomed: Doomed) {
    const { instance, orphan } = doomed;
    const providers = orphan.record instanceof Refusal ? {} : (orphan.record.providers ?? {});
    return { ...doomed, codeless: await codelessStack(this.run, instance, providers) };
  }

  /**
   * Looks for resources that a failed deploy may have made without its engine knowing. A note and not a failure: AWS
   * goes on listing deleted resources for a while.
   */
  private async whatIsLeft({ instance, orphan: { record } }: Doomed): Promise<string> {
    if (!(record instanceof Refusal) && record.outcome === 'deployed') return '';
    const { workspaceRoot, environment } = this.run;
    try {
      const { leftBehind } = await import('../orphans/left-behind.js');
      const left = await leftBehind({ workspaceRoot, environment, region: instance.region }, instance);
      return left.length > 0 ? `; its tags are still on ${left.join(', ')}` : '';
    } catch (error) {
      return `; whether anything is left was not told: ${(error as Error).message}`;
    }
  }

  private async runEngine(doomed: Doomed, lockLost: AbortSignal): Promise<ResourceCounts> {
    const { run, target, state, agreement } = this;
    const { instance } = doomed;
    const record = await this.recordNow(doomed);
    await requireAgreement(agreement, instance, record);
    if (!(await beforeTouching(instance.id, agreement.keeps(instance)))) {
      await this.forget(instance);
      return untouched;
    }
    // What the engine keeps may have changed between the first look and the moment this run got the lock.
    const now = await this.lookedAt(doomed);
    requireLossAllowed(run, [now]);
    const parts = { run, target, state, agreement, foundation: this.foundation, lockLost };
    const counts = await recordedDestroy(parts, instance, now.codeless.synthesized, record, false);
    // The record that was read is gone with the stack.
    await (record ? this.removeEmptyState(instance) : this.forget(instance));
    return counts;
  }

  /** Its record as it is now. Undefined if there is no record, or if only its engine can replace the record. */
  private async recordNow({ instance, orphan }: Doomed): Promise<DeployRecord | undefined> {
    const records = await this.state.record(instance);
    const isNamed = typeof this.run.options.orphans === 'string';
    const refusal = records.unreadable.get(instance);
    // A user who names the stack wants it gone, whatever was recorded of it.
    if (refusal && !isNamed) throw orphan.record instanceof Refusal ? orphan.record : refusal;
    return records.get(instance);
  }

  /** Removes what is left of a destroyed stack: its record, and an empty Terraform state. */
  private async forget(instance: StackInstance): Promise<void> {
    await this.state.deleteRecord(instance);
    await this.removeEmptyState(instance);
  }

  private async removeEmptyState(instance: StackInstance): Promise<void> {
    if (instance.engine !== 'cdktf') return;
    const { workspaceRoot, environment } = this.run;
    const found = await this.agreement.read(instance);
    if (found.is !== 'kept' || found.state.resources > 0) return;
    // Keep the emptied file: without it, the copy that Terraform leaves beside it would look like the last state.
    if (environment.terraformState.type === 'local') return;
    const { removeState } = await import('../engines/terraform/state-keeper.js');
    await removeState({ workspaceRoot, environment, region: instance.region }, instance);
  }
}

/**
 * Forgets a stack that no longer stands, so that it no longer counts as an orphan, nor as deployed by another engine.
 */
function forgetIn(records: KnownRecords, orphan: Orphan): void {
  records.orphans.splice(0, Infinity, ...records.orphans.filter((other) => other !== orphan));
  const switched = [...records].find(([, record]) => record === orphan.record);
  if (switched) records.delete(switched[0]);
}

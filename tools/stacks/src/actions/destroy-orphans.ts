import { recordedDestroy } from './recorded-destroy';
import { describeError, Refusal, shellQuoted } from '@bulkhead/errors';
import { type ResourceCounts, untouched } from '../engines/engine';
import { Foundation } from '../foundation/foundation';
import { StackLocks } from '../locks/stack-locks';
import { requireAgreement } from '../orphans/agreeing-orphan';
import { type CodelessStack, codelessStack, lossesAmong } from '../orphans/codeless-stack';
import { consumersFirst, doomedStacks, orphanId, requireNoReaders } from '../orphans/doomed-stacks';
import { engineOfOrphan, standingBeside } from '../orphans/standing';
import { enterUnrecorded } from '../orphans/unrecorded-stacks';
import { forgetEmptyRegions } from '../records/deployed-regions';
import { DeployedState } from '../records/deployed-state';
import { type KnownRecords, type Orphan } from '../records/known-records';
import { type DeployRecord } from '../records/record';
import { StateAgreement } from '../records/state-agreement';
import { successorOf } from '../records/former-names';
import { announce } from '../run/output';
import { readBackOutputs } from '../run/outputs';
import { environmentOption, instancesInReach, type Run } from '../run/run';
import { type RunResult } from '../run/run-result';
import { isGood, resultOf, type StackResult } from '../run/stack-result';
import { openTarget, type Target } from '../run/target';
import { type StackInstance } from '../workspace/stack-instance';
import { walk } from '../workspace/walk';

/** A stack that is to be destroyed without its code. */
interface Doomed {
  readonly instance: StackInstance;
  readonly orphan: Orphan;
}

/** One with what its engine keeps of it. */
interface LookedAt extends Doomed {
  readonly codeless: CodelessStack;
}

/**
 * Destroys what stands in the regions of the run and is not in its configuration, consumers first, and no stack of the
 * configuration. Its code is not needed: what Terraform or CloudFormation keeps of it is all that goes. In AWS, stateful
 * resources have to be named, since no code says any more that they may go.
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
    requireNoReaders(run, doomed, records);
    for (const orphan of records.orphans) {
      const heir = successorOf(orphan, records, run.instances);
      if (heir) run.output.line(`${orphanId(orphan)} stays: ${heir.id} takes it over when it is deployed`);
    }
    if (doomed.length === 0) run.output.line(`No stack stands that could be destroyed with --orphans.`);

    const instances = new Map<Orphan, StackInstance>();
    for (const orphan of doomed) instances.set(orphan, await this.instanceOf(orphan));
    await this.requireOwnStates(instances, records);
    this.requireAllowed(
      await Promise.all(
        [...instances].map(async ([orphan, instance]) => this.lookedAt({ orphan, instance })),
      ),
    );

    const order = consumersFirst(doomed, records);
    const instancesOf = (orphans: readonly Orphan[]) => orphans.flatMap((each) => instances.get(each) ?? []);
    announce(
      run.output,
      new Map(
        [...order].flatMap(([each, before]) => instancesOf([each]).map((one) => [one, instancesOf(before)])),
      ),
    );
    const stacks: StackResult[] = [];
    await walk(order, run.parallel, async (orphan, failedBefore) => {
      const [instance] = instancesOf([orphan]);
      if (!instance) return false;
      const result = await this.visit({ instance, orphan }, instancesOf(failedBefore));
      stacks.push(result);
      if (isGood(result)) {
        records.orphans.splice(0, Infinity, ...records.orphans.filter((other) => other !== orphan));
        const switched = [...records].find(([, record]) => record === orphan.record);
        if (switched) records.delete(switched[0]);
      }
      run.output.event({ type: 'finished', instance, result });
      return isGood(result);
    });
    const regions = stacks.filter(isGood).map(({ region }) => region);
    await forgetEmptyRegions(run.environment.name, regions).catch(() => undefined);
    return {
      stacks,
      // Nx asks for the result of each app, and the app of such a stack may be gone.
      amiss: !stacks.every(isGood),
      standing: standingBeside(run, records),
      outputs: await readBackOutputs(run, this.target),
    };
  }

  /**
   * Checks that nothing else has the state of what would be destroyed, as where a rename was killed half-way and taken
   * back: what one destroys would be gone for the other too.
   *
   * @throws Refusal `StateShared`
   */
  private async requireOwnStates(
    instances: ReadonlyMap<Orphan, StackInstance>,
    records: KnownRecords,
  ): Promise<void> {
    for (const [orphan, instance] of instances) {
      if (instance.engine !== 'cdktf') continue;
      const found = await this.agreement.read(instance);
      if (found.is !== 'kept' || found.state.type !== 'terraform') continue;
      const { lineage } = found.state;
      const sharer = records.everything.find(
        ({ record }) =>
          record !== orphan.record &&
          !(record instanceof Refusal) &&
          record.state?.type === 'terraform' &&
          record.state.lineage === lineage,
      );
      if (!sharer) continue;
      const was = `${instance.app}/${instance.stack}`;
      throw new Refusal(
        'StateShared',
        `${instance.id} and ${sharer.id} have one Terraform state, of lineage ${lineage}: to destroy one would destroy both. Nothing was touched.`,
        {
          next: `write "formerly": "${was}" for ${sharer.id} in the manifest of ${sharer.app}, then npx nx run ${sharer.app}:deploy ${environmentOption(this.run)}`,
        },
      );
    }
  }

  /** What stands, as an instance of the engine that keeps it. */
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

  /**
   * Checks that everything that would be lost was named, where it is worth anything, and that AWS would let it go.
   *
   * @throws Refusal `StatefulDestruction` or `OrphanProtected`
   */
  private requireAllowed(found: readonly LookedAt[]): void {
    const { environment, options } = this.run;
    const option = environmentOption(this.run);
    const guarded = found.flatMap(({ instance, codeless }) =>
      codeless.resources
        .filter(({ isProtected }) => isProtected)
        .map(({ resource }) => ({ instance, resource })),
    );
    if (guarded.length > 0) {
      throw new Refusal(
        'OrphanProtected',
        [
          'What would be destroyed was deployed while it was protected, and AWS would not delete it:',
          ...guarded.map(({ instance, resource }) => `  ${resource} of ${instance.id}`),
          'Nothing was touched.',
        ].join('\n'),
        {
          next: `put it back into the configuration and deploy it with "protected": false; then take it out again and: npx nx run-many -t destroy ${option} --orphans`,
        },
      );
    }
    if (environment.target === 'emulator') return;
    const { allowDestroy = [] } = options;
    const lost = found.flatMap(({ instance, codeless }) =>
      lossesAmong(codeless.resources)
        .filter(({ resource }) => !allowDestroy.includes(resource))
        .map(({ resource, text }) => ({ resource, line: `  ${instance.id}: ${text}` })),
    );
    if (lost.length === 0) return;
    const named = [...new Set([...allowDestroy, ...lost.map(({ resource }) => resource)])];
    const ids = found.map(({ instance }) => instance.id);
    throw new Refusal(
      'StatefulDestruction',
      ['Stateful resources would be lost. Nothing was touched:', ...lost.map(({ line }) => line)].join('\n'),
      {
        next: `if that is what you want: npx nx run-many -t destroy ${option} --orphans=${ids.join(',')} --allowDestroy=${shellQuoted(named.join(','))}`,
      },
    );
  }

  private async lookedAt(doomed: Doomed): Promise<LookedAt> {
    const { instance, orphan } = doomed;
    const providers = orphan.record instanceof Refusal ? {} : (orphan.record.providers ?? {});
    return { ...doomed, codeless: await codelessStack(this.run, instance, providers) };
  }

  private async visit(doomed: Doomed, failedBefore: readonly StackInstance[]): Promise<StackResult> {
    const { instance } = doomed;
    const startedAt = performance.now();
    if (this.run.interrupted.aborted)
      return resultOf(instance, 'skipped', 'the run was interrupted', startedAt);
    if (failedBefore.length > 0) {
      const names = failedBefore.map(({ id }) => id).join(', ');
      return resultOf(instance, 'skipped', `${names} still stands`, startedAt);
    }
    try {
      this.run.output.event({ type: 'started', instance, doing: 'destroying without its code' });
      const resources = await this.locks.holding(instance, (lockLost) => this.runEngine(doomed, lockLost));
      const outcome = resources.destroyed > 0 ? 'destroyed' : 'unchanged';
      const reason = `${resources.destroyed} resources${await this.whatIsLeft(doomed)}`;
      return resultOf(instance, outcome, reason, startedAt, resources);
    } catch (error) {
      const outcome = error instanceof Refusal ? 'refused' : 'failed';
      return resultOf(instance, outcome, describeError(error), startedAt);
    }
  }

  /**
   * What a deploy that did not end well may have made without its engine knowing. A note, and no failure: AWS goes on
   * listing what was deleted for a while.
   */
  private async whatIsLeft({ instance, orphan: { record } }: Doomed): Promise<string> {
    if (!(record instanceof Refusal) && record.outcome === 'deployed') return '';
    const { name } = this.run.environment;
    try {
      const { leftBehind } = await import('../orphans/left-behind.js');
      const left = await leftBehind(instance.region, { ...instance, environment: name });
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
    if (!(await agreement.keeps(instance))) {
      await this.forget(instance);
      return untouched;
    }
    // What is kept may have changed since it was looked at, until this run had the lock.
    const now = await this.lookedAt(doomed);
    this.requireAllowed([now]);
    const parts = { run, target, state, agreement, foundation: this.foundation, lockLost };
    const counts = await recordedDestroy(parts, instance, now.codeless.synthesized, record, false);
    // The record that was read went with the stack.
    await (record ? this.removeEmptyState(instance) : this.forget(instance));
    return counts;
  }

  /** Its record as it is now; undefined where there is none, or one that only its engine can make up for. */
  private async recordNow({ instance, orphan }: Doomed): Promise<DeployRecord | undefined> {
    const records = await this.state.record(instance);
    const isNamed = typeof this.run.options.orphans === 'string';
    const refusal = records.unreadable.get(instance);
    // Who names it wants it gone, whatever was recorded of it.
    if (refusal && !isNamed) throw orphan.record instanceof Refusal ? orphan.record : refusal;
    return records.get(instance);
  }

  /** Removes what is left of a stack that is gone: its record, and a Terraform state with nothing in it. */
  private async forget(instance: StackInstance): Promise<void> {
    await this.state.deleteRecord(instance);
    await this.removeEmptyState(instance);
  }

  private async removeEmptyState(instance: StackInstance): Promise<void> {
    if (instance.engine !== 'cdktf') return;
    const { workspaceRoot, environment } = this.run;
    const found = await this.agreement.read(instance);
    if (found.is !== 'kept' || found.state.resources > 0) return;
    // Without the emptied file, the copy that Terraform leaves beside it would be what was last kept.
    if (environment.terraformState.type === 'local') return;
    const { removeState } = await import('../engines/terraform/state-keeper.js');
    await removeState({ workspaceRoot, environment, region: instance.region }, instance);
  }
}

import { Refusal } from '@bulkhead/errors';
import { parameterKeyBetween } from '@bulkhead/stack';
import { requireAsDeployed } from '../drift/requiring-deployed';
import { requireConsumable } from '../parameters/consumed-values';
import { publishedValuesNow } from '../parameters/published-values';
import {
  checkedValues,
  type CheckedValues,
  describeUnchecked,
  requireChecked,
} from '../records/checked-values';
import { type CodeOfToday, publisherBefore, requireUnbroken } from '../records/contract-break';
import { fileDigests } from '../records/fingerprint';
import { formerOf } from '../records/former-names';
import { type DeployRecord } from '../records/record';
import { othersThan } from '../records/unrecorded-readers';
import { type Cause, describeCauses, type Fingerprint, whyDeploy } from '../records/why-deploy';
import { requireNotRenamed, requireOneCopy } from '../renames/one-copy';
import { formerInstance, requireMovable, takeOver } from '../renames/take-over';
import { AwsFailure } from '../retries/aws-failure';
import { instancesInReach } from '../run/run';
import { type Outcome, resultOf, type StackResult } from '../run/stack-result';
import { requireSynthesized } from '../run/synthesize-all';
import { consumedKeys, publishedPaths } from '../synthesis/exchanged-parameters';
import { type Synthesized } from '../synthesis/synthesize';
import { environmentOption } from '../workspace/printed-commands';
import { producersOf, type StackInstance } from '../workspace/stack-instance';
import { type Deployment } from './deployment';
import { recordedDeploy } from './recorded-deploy';
import { renewOrigin } from './renew-origin';

/** Deploys one stack if it differs from what is deployed. */
export class StackDeployment {
  /** Why the stack has to be deployed, as far as that is decided. */
  causes: readonly Cause[] = [];

  constructor(
    private readonly deployment: Deployment,
    private readonly instance: StackInstance,
    /** The results of the stacks before it. */
    private readonly earlier: ReadonlyMap<StackInstance, StackResult>,
    private readonly startedAt: number,
  ) {}

  /** @throws why the stack cannot be deployed: a Refusal if nothing was touched */
  async run(): Promise<StackResult> {
    const { deployment, instance } = this;
    const { run, reviewed } = deployment;
    const nothing = reviewed?.nothingToDeploy(instance);
    if (nothing) return this.ended('unchanged', nothing);
    const synthesized = requireSynthesized(deployment.synthesized, instance);
    const taken = await this.takeOverIfRenamed();
    if (taken) return taken;
    const record = await this.requireOwn(synthesized);
    const { values, unchecked } = await checkedValues(
      instance,
      consumedKeys(synthesized),
      deployment.records,
      (reader, keys) => deployment.state.lastConsumed(reader, keys),
    );
    const pending = this.pendingProducers();
    if (pending.length > 0)
      return this.ended('pending', `reads what ${pending.map(({ id }) => id).join(', ')} would publish`);
    this.decide(await this.wanted(synthesized, values));
    if (this.causes.length === 0) {
      const renewed = unchecked ? '' : await renewOrigin(deployment, instance, record);
      return this.unchanged(record, unchecked, renewed);
    }
    requireChecked(instance, unchecked);
    reviewed?.requireFresh(instance, record, values);
    await this.requireAllowed(synthesized, record);
    const reason = describeCauses(this.causes);
    if (run.options.dryRun) return this.ended('pending', reason);
    return deployment.locks.holding(instance, (lockLost) => this.deploy(synthesized, reason, lockLost));
  }

  /** Checks that the deployed stack is this stack, and that no other copy stands. Returns its record. */
  private async requireOwn(synthesized: Synthesized): Promise<DeployRecord | undefined> {
    const { run, records, agreement, outOfReach } = this.deployment;
    const record = records.of(this.instance);
    await agreement.require(this.instance, record).catch((error: unknown) => {
      if (error instanceof Refusal && error.cause instanceof AwsFailure) outOfReach.add(this.instance);
      throw error;
    });
    requireOneCopy(run, this.instance, synthesized.publishes, records);
    await requireNotRenamed(run, this.instance, synthesized, records);
    return record;
  }

  /** Checks that the deploy breaks nothing that others read, that it would not fail, and that the policy allows it. */
  private async requireAllowed(synthesized: Synthesized, record: DeployRecord | undefined): Promise<void> {
    const { run, preflight, gate, agreement } = this.deployment;
    const { publishes } = synthesized;
    const before = await publisherBefore(this.instance, record, agreement);
    const reach = instancesInReach(run);
    const others = await othersThan(this.instance, before, publishes, run, reach, this.deployment);
    requireUnbroken(this.instance, before, publishes, others, this.codeOfToday());
    // A revert deploys only what was deployed before.
    if (run.options.revert) return;
    await preflight.require(this.instance);
    await gate.require(this.instance);
  }

  /** @param reason why the stack is deployed, in words */
  private async deploy(
    synthesized: Synthesized,
    reason: string,
    lockLost: AbortSignal,
  ): Promise<StackResult> {
    const { deployment, instance } = this;
    const { run, records, agreement, reviewed } = deployment;
    // Before this run got the lock, others may have deployed the same stack, or values that it reads.
    const values = await this.readAgain(synthesized);
    const record = records.of(instance);
    agreement.lookAgain(instance);
    await agreement.require(instance, record);
    const wanted = await this.wanted(synthesized, values);
    // If somebody has overwritten a published parameter, the revert has to put it back.
    const asDeployed = { ...wanted, publishedNow: undefined };
    if (run.options.revert) requireAsDeployed(instance, record, asDeployed, environmentOption(run));
    this.decide(wanted);
    if (this.causes.length === 0) return this.unchanged(record);
    reviewed?.requireFresh(instance, record, values);
    run.output.event({ type: 'started', instance, doing: 'deploying', reason });
    const resources = await recordedDeploy(deployment, { instance, synthesized, wanted, lockLost });
    return resultOf(instance, 'deployed', reason, this.startedAt, resources);
  }

  /** If the stack was renamed, takes over what stands under its former name. Returns what a dry run says of that. */
  private async takeOverIfRenamed(): Promise<StackResult | undefined> {
    const { instance } = this;
    const { run, state, locks, agreement, records, reviewed } = this.deployment;
    const former = formerOf(instance, records);
    if (!former) return undefined;
    requireMovable({ run }, instance, former);
    const was = formerInstance(instance, former).id;
    reviewed?.refuseRenamed(instance, was);
    if (run.options.dryRun) return this.ended('pending', `it takes over ${was}`);
    await takeOver({ run, state, locks, agreement }, instance, former);
    records.orphans.splice(0, Infinity, ...records.orphans.filter((orphan) => orphan !== former));
    records.update(instance, await state.record(instance));
    run.output.event({ type: 'progress', instance, line: `took over the state and the record of ${was}` });
    return undefined;
  }

  /** Producers that a dry run would deploy. Nobody knows which values they would publish. */
  private pendingProducers(): StackInstance[] {
    const producers = producersOf(this.instance, this.deployment.run.instances);
    return producers.filter((producer) => this.earlier.get(producer)?.outcome === 'pending');
  }

  /**
   * The content that the stack would be deployed with.
   *
   * @throws BulkheadError of `requireConsumable`
   */
  private async wanted(synthesized: Synthesized, values: ReadonlyMap<string, string>): Promise<Fingerprint> {
    const { run, state } = this.deployment;
    const producers = producersOf(this.instance, run.instances);
    requireConsumable(this.instance, synthesized.consumes, values, producers, environmentOption(run));
    const publishedNow = await publishedValuesNow(this.instance, synthesized, (region, paths) =>
      state.lastRead(region, paths),
    );
    return {
      files: fileDigests(synthesized.directory),
      consumed: Object.fromEntries(values),
      publishedNow,
    };
  }

  private decide(wanted: Fingerprint): void {
    const { run, records } = this.deployment;
    this.causes = run.options.force ? [{ type: 'forced' }] : whyDeploy(records.of(this.instance), wanted);
  }

  private codeOfToday(): CodeOfToday {
    const { run, synthesized } = this.deployment;
    const publisher = this.instance.region;
    return {
      environmentOption: environmentOption(run),
      reads(consumer, path) {
        const [instance, found] = [...synthesized].find(([{ id }]) => id === consumer) ?? [];
        if (!instance || !found || found instanceof Error) return undefined;
        return consumedKeys(found).includes(parameterKeyBetween(instance.region, publisher, path));
      },
    };
  }

  /** Reads the record of the stack again. Returns the present values that the stack consumes. */
  private async readAgain(synthesized: Synthesized): Promise<ReadonlyMap<string, string>> {
    const { instance } = this;
    const { state, records } = this.deployment;
    const [record, values] = await Promise.all([
      state.record(instance),
      state.readConsumed(instance, consumedKeys(synthesized)),
      state.read(instance.region, publishedPaths(synthesized)),
    ]);
    records.update(instance, record);
    return values;
  }

  private unchanged(
    record: DeployRecord | undefined,
    unchecked?: CheckedValues['unchecked'],
    renewed = '',
  ): StackResult {
    const why = this.deployment.reviewed
      ? `what the plan would deploy is deployed, since ${record?.at}`
      : 'nothing differs from what is deployed';
    const notes = [...(unchecked ? [describeUnchecked(unchecked)] : []), ...(renewed ? [renewed] : [])];
    return this.ended('unchanged', [why, ...notes].join('; '));
  }

  private ended(outcome: Outcome, reason: string): StackResult {
    return resultOf(this.instance, outcome, reason, this.startedAt);
  }
}

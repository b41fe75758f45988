import { describeError, Refusal } from '@bulkhead/errors';
import { parameterKey, parameterKeyBetween } from '@bulkhead/stack';
import { requireAsDeployed } from '../drift/requiring-deployed';
import { type ResourceCounts } from '../engines/engine';
import { engineOf } from '../engines/engines';
import { LeftAtWork } from '../engines/left-at-work';
import { providerRegions } from '../engines/terraform/provider-regions';
import { Foundation } from '../foundation/foundation';
import { StackLocks } from '../locks/stack-locks';
import { type Standing, standingBeside } from '../orphans/standing';
import { enterUnrecorded } from '../orphans/unrecorded-stacks';
import { requireConsumable } from '../parameters/consumed-values';
import { type CodeOfToday, requireUnbroken } from '../parameters/contract-break';
import { publishedValuesNow, requirePublished } from '../parameters/published-values';
import { approvalsOf } from '../plans/approvals';
import { onTerms, openReviewedDiff, type ReviewedDiff } from '../plans/reviewed-diff';
import { PolicyGate } from '../policy/gate';
import { DeployedRegions } from '../records/deployed-regions';
import { DeployedState } from '../records/deployed-state';
import { fileDigests, requireAsDecided } from '../records/fingerprint';
import { KnownRecords } from '../records/known-records';
import { originOf } from '../records/origin';
import { type DeployRecord, lastDeployOf, type RecordOrigin, type RecordSubject } from '../records/record';
import { recorded } from '../records/recorded';
import { staleConsumers } from '../records/stale-consumers';
import { StateAgreement } from '../records/state-agreement';
import {
  alteredValues,
  type Cause,
  describeCauses,
  type Fingerprint,
  whyDeploy,
} from '../records/why-deploy';
import { formerOf } from '../records/former-names';
import { requireNotRenamed, requireOneCopy } from '../renames/one-copy';
import { formerInstance, requireMovable, takeOver } from '../renames/take-over';
import { callEngine } from '../run/engine-call';
import { overAttempts } from '../run/over-attempts';
import { environmentOption, instancesInReach, type Run } from '../run/run';
import { announce } from '../run/output';
import { type Outputs, outputsSince, readBackOutputs } from '../run/outputs';
import { type RunResult } from '../run/run-result';
import { isGood, resultOf, type StackResult, type StaleConsumer } from '../run/stack-result';
import { openTarget, type Target } from '../run/target';
import { type Synthesized } from '../synthesis/synthesize';
import { orderOf } from '../workspace/stack-graph';
import { producersOf, type StackInstance } from '../workspace/stack-instance';
import { walk } from '../workspace/walk';
import { requireSynthesized, synthesizeAll } from '../synthesis/synthesize-all';

/**
 * Deploys the selected stacks that differ from what is deployed, producers first. A stack that fails holds back
 * those that consume from it, and no other.
 *
 * @throws BulkheadError where nothing can be deployed at all
 */
export async function deploy(run: Run): Promise<RunResult> {
  const order = orderOf(run.selected, run.instances);
  const reviewed = openReviewedDiff(run);
  const target = await openTarget(run);
  try {
    const deployment = new Deployment(run, target, reviewed);
    const stacks = await deployment.walk(order);
    const outputs = deployment.keptOutputs() ?? (await readBackOutputs(run, target));
    return { stacks, stale: deployment.stale(), outputs, standing: deployment.standing() };
  } finally {
    target.close();
  }
}

class Deployment {
  private readonly state: DeployedState;
  private readonly foundation: Foundation;
  private readonly locks: StackLocks;
  private readonly agreement: StateAgreement;
  private readonly results = new Map<StackInstance, StackResult>();
  private readonly causes = new Map<StackInstance, Cause[]>();
  private readonly published = new Map<StackInstance, ReadonlyMap<string, string>>();
  private records = new KnownRecords();
  private regions: DeployedRegions;
  private origin: Promise<RecordOrigin> | undefined;
  private synthesized: ReadonlyMap<StackInstance, Synthesized | Error> = new Map();
  private readonly gate: PolicyGate;

  constructor(
    private readonly run: Run,
    private readonly target: Target,
    private readonly reviewed: ReviewedDiff | undefined,
  ) {
    this.state = new DeployedState(run);
    this.foundation = new Foundation(run);
    this.locks = new StackLocks(run, 'deploy');
    this.agreement = new StateAgreement(run);
    this.regions = this.deployedRegions();
    this.gate = new PolicyGate(run, () => this.synthesized);
  }

  async walk(order: ReadonlyMap<StackInstance, readonly StackInstance[]>): Promise<StackResult[]> {
    this.agreement.lookAhead(instancesInReach(this.run));
    const synthesized = await (this.reviewed?.synthesized(this.run.selected) ?? synthesizeAll(this.run));
    this.synthesized = synthesized;
    this.records = await this.state.readAhead(instancesInReach(this.run), (instance) => [
      ...consumedKeys(synthesized.get(instance)),
      ...publishedPaths(synthesized.get(instance)),
    ]);
    await enterUnrecorded(this.run, this.records, this.agreement, 'note');
    this.regions = this.deployedRegions();
    if (!this.run.options.dryRun) await this.regions.catchUp();
    announce(this.run.output, order);

    await walk(order, this.run.parallel, async (instance, failedBefore) => {
      const startedAt = performance.now();
      const visited = await this.visit(
        instance,
        () => requireSynthesized(synthesized, instance),
        failedBefore,
        startedAt,
      );
      const causes = this.causes.get(instance) ?? [];
      const result = { ...visited, causes, ...this.gate.remarkOn(instance) };
      this.results.set(instance, result);
      this.run.output.event({ type: 'finished', instance, result });
      return isGood(result);
    });
    await this.regions.settled();
    return [...this.results.values()];
  }

  private deployedRegions(): DeployedRegions {
    const { run, records, state, target } = this;
    return new DeployedRegions(
      run,
      records,
      (found) => state.enterAll(records, found),
      target.enabledRegions,
    );
  }

  /** What stands and is not in the configuration. */
  standing(): Standing {
    return standingBeside(this.run, this.records);
  }

  /** Deployed stacks outside the run that read what it changed. */
  stale(): StaleConsumer[] {
    return staleConsumers(this.run, this.records, this.published);
  }

  /** The published values that an earlier run left, where no stack was touched since; else undefined. */
  keptOutputs(): Outputs | undefined {
    const touched = [...this.results.values()].some(({ outcome }) =>
      ['deployed', 'failed'].includes(outcome),
    );
    return touched ? undefined : outputsSince(this.run, this.records);
  }

  private async visit(
    instance: StackInstance,
    synthesized: () => Synthesized,
    failedBefore: readonly StackInstance[],
    startedAt: number,
  ): Promise<StackResult> {
    if (this.run.interrupted.aborted)
      return resultOf(instance, 'skipped', 'the run was interrupted', startedAt);
    if (failedBefore.length > 0) {
      const names = failedBefore.map(({ id }) => id).join(', ');
      return resultOf(instance, 'skipped', `waits for ${names}`, startedAt);
    }
    try {
      const nothing = this.reviewed?.nothingToDeploy(instance);
      if (nothing) return resultOf(instance, 'unchanged', nothing, startedAt);
      return await this.deployIfChanged(instance, synthesized(), startedAt);
    } catch (error) {
      return resultOf(
        instance,
        error instanceof Refusal ? 'refused' : 'failed',
        describeError(error),
        startedAt,
      );
    }
  }

  private async deployIfChanged(
    instance: StackInstance,
    synthesized: Synthesized,
    startedAt: number,
  ): Promise<StackResult> {
    const taken = await this.takeOverIfRenamed(instance, startedAt);
    if (taken) return taken;
    const record = this.records.of(instance);
    await this.agreement.require(instance, record);
    requireOneCopy(this.run, instance, synthesized.publishes, this.records);
    await requireNotRenamed(this.run, instance, synthesized, this.records);
    const values = await this.state.lastConsumed(instance, consumedKeys(synthesized));
    const producers = producersOf(instance, this.run.instances);
    const pending = producers.filter((producer) => this.results.get(producer)?.outcome === 'pending');
    if (pending.length > 0) {
      const names = pending.map(({ id }) => id).join(', ');
      return resultOf(instance, 'pending', `reads what ${names} would publish`, startedAt);
    }
    const unchanged = () => resultOf(instance, 'unchanged', this.whyUnchanged(record), startedAt);
    const causes = this.causesOf(instance, await this.wantedOf(instance, synthesized, values));
    if (causes.length === 0) return unchanged();
    this.reviewed?.requireFresh(instance, record, values);
    const reason = describeCauses(causes);

    const others = this.records.others(instance);
    requireUnbroken(instance, record, synthesized.publishes, others, this.codeOfToday(instance));
    // What is put back is deployed already.
    if (!this.run.options.revert) await this.gate.require(instance);
    if (this.run.options.dryRun) return resultOf(instance, 'pending', reason, startedAt);

    return this.locks.holding(instance, async (lockLost) => {
      // Until this run had the lock, others may have deployed the very same, or what it reads.
      const current = await this.readAgain(instance, synthesized);
      const recordNow = this.records.of(instance);
      this.agreement.lookAgain(instance);
      await this.agreement.require(instance, recordNow);
      const wanted = await this.wantedOf(instance, synthesized, current);
      // A parameter that somebody has written is what is to be put back.
      if (this.run.options.revert)
        requireAsDeployed(
          instance,
          recordNow,
          { ...wanted, publishedNow: undefined },
          environmentOption(this.run),
        );
      if (this.causesOf(instance, wanted).length === 0) return unchanged();
      this.reviewed?.requireFresh(instance, recordNow, current);
      this.run.output.event({ type: 'started', instance, doing: 'deploying', reason });
      const resources = await this.runEngine(instance, synthesized, wanted, lockLost);
      return resultOf(instance, 'deployed', reason, startedAt, resources);
    });
  }

  /** Makes what stands under a former name of a stack the stack; returns what a dry run says of that. */
  private async takeOverIfRenamed(
    instance: StackInstance,
    startedAt: number,
  ): Promise<StackResult | undefined> {
    const { run, state, locks, agreement, records } = this;
    const former = formerOf(instance, records);
    if (!former) return undefined;
    requireMovable({ run }, instance, former);
    const was = formerInstance(instance, former).id;
    this.reviewed?.refuseRenamed(instance, was);
    if (run.options.dryRun) return resultOf(instance, 'pending', `it takes over ${was}`, startedAt);
    await takeOver({ run, state, locks, agreement }, instance, former);
    records.orphans.splice(0, Infinity, ...records.orphans.filter((orphan) => orphan !== former));
    records.update(instance, await state.record(instance));
    run.output.event({ type: 'progress', instance, line: `took over the state and the record of ${was}` });
    return undefined;
  }

  /**
   * What a stack would be deployed with.
   *
   * @throws BulkheadError of `requireConsumable`
   */
  private async wantedOf(
    instance: StackInstance,
    synthesized: Synthesized,
    values: ReadonlyMap<string, string>,
  ): Promise<Fingerprint> {
    const { consumes, directory } = synthesized;
    const producers = producersOf(instance, this.run.instances);
    requireConsumable(instance, consumes, values, producers, environmentOption(this.run));
    const publishedNow = await publishedValuesNow(instance, synthesized, (region, paths) =>
      this.state.lastRead(region, paths),
    );
    return { files: fileDigests(directory), consumed: Object.fromEntries(values), publishedNow };
  }

  private codeOfToday({ region }: StackInstance): CodeOfToday {
    const ofId = (id: string) => [...this.synthesized].find(([instance]) => instance.id === id);
    return {
      environmentOption: environmentOption(this.run),
      reads(consumer, path) {
        const [instance, synthesized] = ofId(consumer) ?? [];
        if (!instance || !synthesized || synthesized instanceof Error) return undefined;
        return consumedKeys(synthesized).includes(parameterKeyBetween(instance.region, region, path));
      },
    };
  }

  private whyUnchanged(record: DeployRecord | undefined): string {
    return this.reviewed
      ? `what the plan would deploy is deployed, since ${record?.at}`
      : 'what is deployed is what would be';
  }

  /** Brings the record of a stack up to date, and returns the values of what it consumes as they are now. */
  private async readAgain(
    instance: StackInstance,
    synthesized: Synthesized,
  ): Promise<ReadonlyMap<string, string>> {
    const keys = consumedKeys(synthesized);
    const [record, values] = await Promise.all([
      this.state.record(instance),
      this.state.readConsumed(instance, keys),
      this.state.read(instance.region, publishedPaths(synthesized)),
    ]);
    this.records.update(instance, record);
    return values;
  }

  private causesOf(instance: StackInstance, wanted: Fingerprint): Cause[] {
    const causes: Cause[] = this.run.options.force
      ? [{ type: 'forced' }]
      : whyDeploy(this.records.of(instance), wanted);
    this.causes.set(instance, causes);
    return causes;
  }

  /** Until a deploy succeeded, the stack may still read and publish what it did before. */
  private async runEngine(
    instance: StackInstance,
    synthesized: Synthesized,
    wanted: Fingerprint,
    lockLost: AbortSignal,
  ): Promise<ResourceCounts> {
    const { run, target, state, agreement } = this;
    const before = this.records.of(instance);
    const published = Object.fromEntries(synthesized.publishes.map(({ path, pattern }) => [path, pattern]));
    const by = await (this.origin ??= originOf(run.workspaceRoot, target.caller));
    const { files, consumed } = wanted;
    const deployed = {
      of: this.subjectOf(instance),
      engine: instance.engine,
      by,
      providers: providerRegions(synthesized.directory),
      files,
      consumed,
      published,
      publishedValues: before?.publishedValues ?? {},
      ...(run.options.revert ? { withoutPolicy: before?.withoutPolicy } : this.gate.remarkOn(instance)),
    };
    const undecided = {
      ...deployed,
      consumed: { ...before?.consumed, ...wanted.consumed },
      published: { ...before?.published, ...published },
      // A state may still have what is of a provider that the code has no more.
      ...((before?.providers || deployed.providers) && {
        providers: { ...before?.providers, ...deployed.providers },
      }),
      lastDeploy: before && lastDeployOf(before),
      formerly: before?.formerly,
    };
    await this.regions.note(instance.region);
    return recorded(state, {
      instance,
      before,
      during: { ...undecided, outcome: 'deploying', at: now(), state: before?.state },
      failed: async () => ({
        ...undecided,
        outcome: 'failed',
        at: now(),
        state: (await agreement.stateOf(instance)) ?? before?.state,
      }),
      isUnderWay: (error) =>
        error instanceof LeftAtWork || target.lost.aborted || lockLost.aborted || run.interrupted.aborted,
      work: async (attempt) => {
        const engine = await engineOf(instance.engine);
        const { allowDestroy = [] } = run.options;
        const approvals = approvalsOf(run.environment, instance, synthesized, allowDestroy, this.records);
        const deployOnTerms = onTerms(engine.deploy, instance, wanted.consumed, this.reviewed, approvals);
        const counted = overAttempts(deployOnTerms);
        // CloudFormation looks at no parameter that the template does not change.
        const altered = instance.engine === 'cdk' ? alteredValues(before, wanted) : new Map<string, string>();
        await state.putBack(instance, altered);
        const call = this.foundation.under((request) => {
          requireAsDecided(instance, synthesized, files);
          attempt();
          return counted(request);
        });
        const result = await callEngine(run, [target.lost, lockLost], instance, synthesized, call, {
          unfinished: before ? before.outcome !== 'deployed' : await agreement.keeps(instance),
          revertDrift: run.options.revert ?? false,
          changes: 'deploy',
          atWork: engine.atWork,
        });
        // What it no longer publishes too, so that no later stack of the run takes it for still there.
        const values = await state.read(instance.region, Object.keys(undecided.published));
        requirePublished(instance, synthesized.publishes, values);
        this.published.set(instance, values);
        return {
          result,
          after: {
            ...deployed,
            publishedValues: Object.fromEntries(
              synthesized.publishes.flatMap(({ path }): [string, string][] => {
                const value = values.get(path);
                return value === undefined ? [] : [[path, value]];
              }),
            ),
            outcome: 'deployed',
            at: now(),
            state: await agreement.stateOf(instance),
          },
        };
      },
    });
  }

  private subjectOf({ role, app, stack }: StackInstance): RecordSubject {
    return { environment: this.run.environment.name, role, app, stack };
  }
}

function now(): string {
  return new Date().toISOString();
}

/** Keys of the parameters that a stack consumes; none for one that could not be synthesized. */
function consumedKeys(synthesized: Synthesized | Error | undefined): string[] {
  return synthesized && 'consumes' in synthesized ? synthesized.consumes.map(parameterKey) : [];
}

/** Names of the parameters that a stack publishes; none for one that could not be synthesized. */
function publishedPaths(synthesized: Synthesized | Error | undefined): string[] {
  return synthesized && 'publishes' in synthesized ? synthesized.publishes.map(({ path }) => path) : [];
}

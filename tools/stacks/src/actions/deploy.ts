import { describeError, Refusal } from '@bulkhead/errors';
import { parameterKey, parseParameterKey } from '@bulkhead/stack';
import { requireAsDeployed } from '../drift/requiring-deployed';
import { type ResourceCounts } from '../engines/engine';
import { engineOf } from '../engines/engines';
import { Foundation } from '../foundation/foundation';
import { StackLocks } from '../locks/stack-locks';
import { requireConsumable } from '../parameters/consumed-values';
import { requireUnbroken } from '../parameters/contract-break';
import { requirePublished } from '../parameters/published-values';
import { approvalsOf } from '../plans/approvals';
import { onTerms, openReviewedDiff, type ReviewedDiff } from '../plans/reviewed-diff';
import { DeployedState } from '../records/deployed-state';
import { fileDigests } from '../records/fingerprint';
import { type DeployRecord } from '../records/record';
import { staleConsumers } from '../records/stale-consumers';
import { type Cause, describeCauses, type Fingerprint, whyDeploy } from '../records/why-deploy';
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
import { requireSynthesized, synthesizeAll } from './synth';

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
    return { stacks, stale: deployment.stale(), outputs };
  } finally {
    target.close();
  }
}

class Deployment {
  private readonly state: DeployedState;
  private readonly foundation: Foundation;
  private readonly locks: StackLocks;
  private readonly results = new Map<StackInstance, StackResult>();
  private readonly causes = new Map<StackInstance, Cause[]>();
  private readonly published = new Map<StackInstance, ReadonlyMap<string, string>>();
  private records = new Map<StackInstance, DeployRecord>();

  constructor(
    private readonly run: Run,
    private readonly target: Target,
    private readonly reviewed: ReviewedDiff | undefined,
  ) {
    this.state = new DeployedState(run);
    this.foundation = new Foundation(run);
    this.locks = new StackLocks(run, 'deploy');
  }

  async walk(order: ReadonlyMap<StackInstance, readonly StackInstance[]>): Promise<StackResult[]> {
    const synthesized = await (this.reviewed?.synthesized(this.run.selected) ?? synthesizeAll(this.run));
    this.records = await this.state.readAhead(instancesInReach(this.run), (instance) =>
      consumedKeys(synthesized.get(instance)),
    );
    announce(this.run.output, order);

    await walk(order, this.run.parallel, async (instance, failedBefore) => {
      const startedAt = performance.now();
      const visited = await this.visit(
        instance,
        () => requireSynthesized(synthesized, instance),
        failedBefore,
        startedAt,
      );
      const result = { ...visited, causes: this.causes.get(instance) ?? [] };
      this.results.set(instance, result);
      this.run.output.event({ type: 'finished', instance, result });
      return isGood(result);
    });
    return [...this.results.values()];
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
    const values = await this.state.lastConsumed(instance, consumedKeys(synthesized));
    this.reviewed?.requireFresh(instance, this.records.get(instance), values);
    const producers = producersOf(instance, this.run.instances);
    const pending = producers.filter((producer) => this.results.get(producer)?.outcome === 'pending');
    if (pending.length > 0) {
      const names = pending.map(({ id }) => id).join(', ');
      return resultOf(instance, 'pending', `reads what ${names} would publish`, startedAt);
    }
    const unchanged = () => resultOf(instance, 'unchanged', 'what is deployed is what would be', startedAt);
    const causes = this.causesOf(instance, this.wantedOf(instance, synthesized, values));
    if (causes.length === 0) return unchanged();
    const reason = describeCauses(causes);

    requireUnbroken(instance, synthesized.publishes, this.records);
    if (this.run.options.dryRun) return resultOf(instance, 'pending', reason, startedAt);

    return this.locks.holding(instance, async (lockLost) => {
      // Until this run had the lock, others may have deployed the very same, or what it reads.
      const current = await this.readAgain(instance, synthesized);
      this.reviewed?.requireFresh(instance, this.records.get(instance), current);
      const wanted = this.wantedOf(instance, synthesized, current);
      if (this.run.options.revert)
        requireAsDeployed(instance, this.records.get(instance), wanted, environmentOption(this.run));
      if (this.causesOf(instance, wanted).length === 0) return unchanged();
      this.run.output.event({ type: 'started', instance, doing: 'deploying', reason });
      const resources = await this.runEngine(instance, synthesized, wanted, lockLost);
      return resultOf(instance, 'deployed', reason, startedAt, resources);
    });
  }

  /**
   * What a stack would be deployed with.
   *
   * @throws BulkheadError of `requireConsumable`
   */
  private wantedOf(
    instance: StackInstance,
    { consumes, directory }: Synthesized,
    values: ReadonlyMap<string, string>,
  ): Fingerprint {
    const producers = producersOf(instance, this.run.instances);
    requireConsumable(instance, consumes, values, producers, environmentOption(this.run));
    return { files: fileDigests(directory), consumed: Object.fromEntries(values) };
  }

  /** Brings the record of a stack up to date, and returns the values of what it consumes as they are now. */
  private async readAgain(
    instance: StackInstance,
    synthesized: Synthesized,
  ): Promise<ReadonlyMap<string, string>> {
    const keys = consumedKeys(synthesized);
    const foreign = keys.filter((key) => parseParameterKey(key).region !== undefined);
    const [records] = await Promise.all([
      this.state.readAhead([instance], () => keys),
      this.state.readConsumed(instance, foreign),
    ]);
    const record = records.get(instance);
    if (record) this.records.set(instance, record);
    else this.records.delete(instance);
    return this.state.lastConsumed(instance, keys);
  }

  private causesOf(instance: StackInstance, wanted: Fingerprint): Cause[] {
    const causes: Cause[] = this.run.options.force
      ? [{ type: 'forced' }]
      : whyDeploy(this.records.get(instance), wanted);
    this.causes.set(instance, causes);
    return causes;
  }

  /**
   * A record is written before the engine starts and after it ended, so that a run that is killed in between leaves
   * none that claims a success. Until a deploy succeeded the stack may still read and publish what it did before.
   */
  private async runEngine(
    instance: StackInstance,
    synthesized: Synthesized,
    wanted: Fingerprint,
    lockLost: AbortSignal,
  ): Promise<ResourceCounts> {
    const before = this.records.get(instance);
    const published = Object.fromEntries(synthesized.publishes.map(({ path, pattern }) => [path, pattern]));
    const deployed = { version: 1, ...wanted, published } as const;
    const undecided = {
      ...deployed,
      consumed: { ...before?.consumed, ...wanted.consumed },
      published: { ...before?.published, ...published },
    };
    const write = (outcome: DeployRecord['outcome'], record: typeof deployed) =>
      this.state.writeRecord(instance, { ...record, outcome, at: new Date().toISOString() });

    let attempts = 0;
    await write('deploying', undecided);
    try {
      const engine = await engineOf(instance.engine);
      const { environment, options } = this.run;
      const { allowDestroy = [] } = options;
      const approvals = approvalsOf(environment, instance, synthesized, allowDestroy, this.records);
      const deployOnTerms = onTerms(engine.deploy, instance, wanted.consumed, this.reviewed, approvals);
      const counted = overAttempts(deployOnTerms);
      const call = this.foundation.under((request) => {
        attempts++;
        return counted(request);
      });
      const resources = await callEngine(
        this.run,
        [this.target.lost, lockLost],
        instance,
        synthesized,
        call,
        {
          unfinished: before !== undefined && before.outcome !== 'deployed',
          revertDrift: this.run.options.revert ?? false,
        },
      );
      // What it no longer publishes too, so that no later stack of the run takes it for still there.
      const values = await this.state.read(instance.region, Object.keys(undecided.published));
      requirePublished(instance, synthesized.publishes, values);
      this.published.set(instance, values);
      await write('deployed', deployed);
      return resources;
    } catch (error) {
      // What ended the deploy may keep the record from being written too; the error to report is the first one.
      // An engine that was not waited for may be at work still: the record keeps saying so.
      if (!this.target.lost.aborted && !lockLost.aborted && !this.run.interrupted.aborted) {
        // What refuses a further attempt says nothing of what an earlier one has touched.
        const restore =
          error instanceof Refusal && attempts < 2
            ? this.restoreRecord(instance, before)
            : write('failed', undecided);
        await restore.catch(() => undefined);
      }
      throw error;
    }
  }

  /** Nothing was touched, so what was recorded still holds. */
  private restoreRecord(instance: StackInstance, before: DeployRecord | undefined): Promise<void> {
    return before ? this.state.writeRecord(instance, before) : this.state.deleteRecord(instance);
  }
}

/** Keys of the parameters that a stack consumes; none for one that could not be synthesized. */
function consumedKeys(synthesized: Synthesized | Error | undefined): string[] {
  return synthesized && 'consumes' in synthesized ? synthesized.consumes.map(parameterKey) : [];
}

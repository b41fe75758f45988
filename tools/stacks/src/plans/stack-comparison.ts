import { join } from 'node:path';
import { describeError, Refusal } from '@bulkhead/errors';
import { parameterKey } from '@bulkhead/stack';
import { engineOf } from '../engines/engines';
import { type ResourceChange } from '../engines/resource-change';
import { Foundation } from '../foundation/foundation';
import { requireConsumable } from '../parameters/consumed-values';
import {
  type CodeOfToday,
  publisherBefore,
  type PublisherBefore,
  type RecordedParty,
  requireUnbroken,
} from '../records/contract-break';
import { type PolicyGate } from '../policy/gate';
import { requireAgreement } from '../orphans/agreeing-orphan';
import { publishedValuesNow } from '../parameters/published-values';
import { checkedValues, describeUnchecked, requireChecked } from '../records/checked-values';
import { DeployedState } from '../records/deployed-state';
import { fileDigests } from '../records/fingerprint';
import { type KnownRecords, type Orphan } from '../records/known-records';
import { type DeployRecord } from '../records/record';
import { type StateAgreement } from '../records/state-agreement';
import { othersThan } from '../records/unrecorded-readers';
import { type Cause, describeCauses, whyDeploy } from '../records/why-deploy';
import { formerOf } from '../records/former-names';
import { withStateOf } from '../renames/former-state';
import { requireNotRenamed, requireOneCopy } from '../renames/one-copy';
import { requireRenamedKeepsState } from '../renames/renamed-keeps-state';
import { formerInstance, requireMovable } from '../renames/take-over';
import { callEngine } from '../run/engine-call';
import { instancesInReach, type Run } from '../run/run';
import { type Target } from '../run/target';
import { artifactDigests } from '../synthesis/artifact-digests';
import { type Synthesized } from '../synthesis/synthesize';
import { environmentOption } from '../workspace/printed-commands';
import { producersOf, type StackInstance } from '../workspace/stack-instance';
import { approvalsOf } from './approvals';
import { awaitedValues, whyDeferred } from './awaited-values';
import { diffPaths, keptFolder } from './diff-file';
import { type StackDiff } from './diff-schema';
import { keepSynthesized, planFileIn } from './kept-artifacts';

type Found = Pick<StackDiff, 'outcome' | 'reason'> & Partial<StackDiff>;

/** Compares stacks, each alone, with what is deployed of them. */
export class StackComparison {
  private readonly state: DeployedState;
  private readonly foundation: Foundation;

  constructor(
    private readonly run: Run,
    private readonly target: Target,
    /** The records of the stacks in reach. */
    private readonly records: KnownRecords,
    private readonly agreement: StateAgreement,
    private readonly gate: Pick<PolicyGate, 'objections'>,
  ) {
    this.state = new DeployedState(run);
    this.foundation = new Foundation(run);
  }

  /**
   * What a deploy would do to a stack. Also keeps the artifacts that are needed to deploy exactly that.
   *
   * @param synthesized throws why the stack was not synthesized
   */
  async of(instance: StackInstance, synthesized: () => Synthesized): Promise<StackDiff> {
    const { app, stack, engine, role, region } = instance;
    const nothing = { causes: [], changes: [], awaits: [], mayChangeWith: [], wouldRefuse: [] };
    const found = await this.find(instance, synthesized).catch((error: unknown): Found => ({
      outcome: error instanceof Refusal ? 'refused' : 'failed',
      reason: describeError(error),
    }));
    return { app, stack, engine, role, region, ...nothing, ...found };
  }

  private async find(instance: StackInstance, synthesize: () => Synthesized): Promise<Found> {
    const former = formerOf(instance, this.records);
    if (former) requireMovable({ run: this.run }, instance, former);
    const known = former ? formerInstance(instance, former) : instance;
    const record = former ? readable(former) : this.records.of(instance);
    await (former ? requireAgreement(this.agreement, known, record) : this.agreement.require(known, record));
    const synthesized = synthesize();
    if (!former) {
      requireOneCopy(this.run, instance, synthesized.publishes, this.records);
      await requireNotRenamed(this.run, instance, synthesized, this.records);
    }
    const { consumes } = synthesized;
    const keys = consumes.map(parameterKey);
    const { values, unchecked } = await checkedValues(instance, keys, this.records, (reader, wanted) =>
      this.state.readConsumed(reader, wanted),
    );
    const producers = producersOf(instance, this.run.instances);
    const awaited = awaitedValues(instance, consumes, values, producers) ?? [];
    const awaits = awaited.map(({ parameter, publisher }) => ({ parameter, publisher: publisher.id }));
    if (awaited.length > 0 && awaited.every(({ isMissing }) => isMissing))
      return { outcome: 'deferred', reason: whyDeferred(awaits), awaits };
    try {
      requireConsumable(instance, consumes, values, producers, environmentOption(this.run));
    } catch (error) {
      return { outcome: 'refused', reason: describeError(error), awaits };
    }

    const wanted = {
      files: fileDigests(synthesized.directory),
      consumed: Object.fromEntries(values),
      publishedNow: await publishedValuesNow(instance, synthesized, (region, paths) =>
        this.state.read(region, paths),
      ),
    };
    const causes = whyDeploy(record, wanted);
    if (former) return this.planRenamed(instance, known, synthesized, values, { causes, record });
    if (causes.length === 0) {
      const why = [
        'nothing differs from what is deployed',
        ...(unchecked ? [describeUnchecked(unchecked)] : []),
      ];
      return { outcome: 'unchanged', reason: why.join('; ') };
    }
    requireChecked(instance, unchecked);
    const planned = await this.plan(instance, synthesized, values);
    const { forewarning, ...plan } = planned;
    const reason = [describeCauses(causes), ...(forewarning ? [forewarning] : [])].join('; ');
    return { outcome: 'planned', reason, causes, ...plan };
  }

  /**
   * What a deploy would do after it has taken the stack over from its former name. It cannot be deployed as reviewed.
   */
  private async planRenamed(
    instance: StackInstance,
    was: StackInstance,
    synthesized: Synthesized,
    consumed: ReadonlyMap<string, string>,
    { causes, record }: { causes: Cause[]; record: DeployRecord | undefined },
  ): Promise<Found> {
    const { run, target } = this;
    const engine = await engineOf(instance.engine);
    const atFormerState = withStateOf(run, was, synthesized);
    const call = this.foundation.under((request) => engine.diff({ ...request, instance: was, consumed }));
    const { changes } = await callEngine(run, [target.lost], instance, atFormerState, call);
    const checks = [
      () =>
        requireUnbroken(
          was,
          // A stack that stands under a former name counts as deployed before.
          record ?? 'lost',
          synthesized.publishes,
          this.records.others(instance),
          this.codeOfToday(),
        ),
      () => requireRenamedKeepsState(instance.id, was.id, changes, []),
    ];
    return {
      outcome: 'planned',
      reason: `it takes over ${was.id}, of which it is a new name: ${describeCauses(causes)}`,
      causes,
      changes: [...changes],
      wouldRefuse: [...refusalsOf(checks), ...(await this.gate.objections(instance))],
    };
  }

  /** A diff looks at each stack alone. It does not know what the code of another stack reads. */
  private codeOfToday(): CodeOfToday {
    return { environmentOption: environmentOption(this.run), reads: () => undefined };
  }

  private async plan(
    instance: StackInstance,
    synthesized: Synthesized,
    consumed: ReadonlyMap<string, string>,
  ): Promise<Pick<StackDiff, 'changes' | 'wouldRefuse' | 'basis'> & { readonly forewarning?: string }> {
    const { run, target } = this;
    const kept = keptFolder(join(run.workspaceRoot, diffPaths(run.environment.name).artifacts), instance);
    const engine = await engineOf(instance.engine);
    const call = this.foundation.under((request) =>
      engine.diff({ ...request, consumed, keepPlan: planFileIn(kept) }),
    );
    const found = await callEngine(run, [target.lost], instance, synthesized, call);
    const { changes, deployed, forewarning, wouldRefuse } = found;
    keepSynthesized(kept, synthesized);
    const record = this.records.get(instance);
    const before = await publisherBefore(instance, record, this.agreement);
    const reach = instancesInReach(run);
    const others = await othersThan(instance, before, synthesized.publishes, run, reach, {
      records: this.records,
      state: this.state,
      agreement: this.agreement,
    });
    return {
      changes: [...changes],
      ...(forewarning && { forewarning }),
      wouldRefuse: [
        ...(wouldRefuse ? [wouldRefuse] : []),
        ...this.whyRefused(instance, synthesized, changes, before, others),
        ...(await this.gate.objections(instance)),
      ],
      basis: {
        record: record ? { outcome: record.outcome, at: record.at } : null,
        consumed: Object.fromEntries(consumed),
        ...(deployed !== undefined && { deployed }),
        artifacts: artifactDigests(kept),
      },
    };
  }

  /** Why a deploy without further options would be refused. Reviewers should know that before the deploy. */
  private whyRefused(
    instance: StackInstance,
    synthesized: Synthesized,
    changes: readonly ResourceChange[],
    before: PublisherBefore,
    others: readonly RecordedParty[],
  ): string[] {
    const checks = [
      () => requireUnbroken(instance, before, synthesized.publishes, others, this.codeOfToday()),
      ...approvalsOf(this.run.environment, instance, synthesized, [], this.records).map(
        (approve) => () => approve(changes),
      ),
    ];
    return refusalsOf(checks);
  }
}

/** The refusals of some checks, in words. */
function refusalsOf(checks: readonly (() => void)[]): string[] {
  return checks.flatMap((check) => {
    try {
      check();
      return [];
    } catch (error) {
      return [describeError(error)];
    }
  });
}

/** The record of the stack under its former name. Undefined if it was lost. */
function readable({ record }: Orphan): DeployRecord | undefined {
  return record instanceof Refusal ? undefined : record;
}

import { parameterKey } from '@bulkhead/stack';
import { Foundation } from '../foundation/foundation';
import { StackLocks } from '../locks/stack-locks';
import { requireOwnStack } from '../engines/cdk/own-stack';
import { cloudFormationRecovery } from '../recoveries/cloudformation-recovery';
import { type LostStack, type PlannedRecovery } from '../recoveries/planned-recovery';
import { type Exchange, isExactly, lastLegible, unsettledRecord } from '../recoveries/recovered-record';
import { terraformRecovery, unwrittenRecovery, unwrittenState } from '../recoveries/terraform-recovery';
import { describeState } from '../recoveries/way-out';
import { type FoundState } from '../engines/engine-state';
import { DeployedState, type PastRecord } from '../records/deployed-state';
import { originOf } from '../records/origin';
import { NewerText } from '../records/record-text';
import { newerRecord } from '../records/unreadable-record';
import { type DeployRecord } from '../records/record';
import { StateAgreement } from '../records/state-agreement';
import { disagreement } from '../records/state-disagreement';
import { callEngine } from '../run/engine-call';
import { announce } from '../run/output';
import { type Run } from '../run/run';
import { type RunResult } from '../run/run-result';
import { resultOf, type StackResult } from '../run/stack-result';
import { openTarget, type Target } from '../run/target';
import { type Synthesized } from '../synthesis/synthesize';
import { publishedPatterns } from '../synthesis/exchanged-parameters';
import { visitStack } from '../run/visit-stack';
import { recoverCommand } from '../workspace/printed-commands';
import { type StackInstance } from '../workspace/stack-instance';
import { walk } from '../workspace/walk';
import { requireSynthesized, synthesizeAll } from '../run/synthesize-all';

/**
 * Brings the states of the engines and the records of the selected stacks back into agreement, each stack for itself.
 * Touches only states and records: it creates nothing and deletes nothing else in AWS.
 *
 * @throws BulkheadError if nothing can be recovered at all
 */
export async function recover(run: Run): Promise<RunResult> {
  const target = await openTarget(run);
  try {
    const synthesized = await synthesizeAll(run);
    const alone = new Map(run.selected.map((instance) => [instance, []]));
    announce(run.output, alone);
    const stacks: StackResult[] = [];
    await walk(alone, run.parallel, async (instance) => {
      const startedAt = performance.now();
      run.output.event({ type: 'started', instance, doing: 'recovering' });
      const recovery = new StackRecovery(run, target, instance, () =>
        requireSynthesized(synthesized, instance),
      );
      const result = await recovery.run(startedAt);
      stacks.push(result);
      run.output.event({ type: 'finished', instance, result });
      return true;
    });
    return { stacks };
  } finally {
    target.close();
  }
}

/** The record of a stack, as far as it can be read. */
interface Known {
  readonly record: DeployRecord | undefined;
  /** How the record has to be mended before it can be read, in words. @default it can be read as it is */
  readonly mended?: string;
}

class StackRecovery {
  private readonly state: DeployedState;
  private readonly agreement: StateAgreement;
  private readonly command: string;

  constructor(
    private readonly of: Run,
    private readonly target: Target,
    private readonly instance: StackInstance,
    private readonly synthesized: () => Synthesized,
  ) {
    this.state = new DeployedState(of);
    this.agreement = new StateAgreement(of);
    this.command = recoverCommand(of, instance);
  }

  async run(startedAt: number): Promise<StackResult> {
    const { of, instance } = this;
    const ended = (outcome: StackResult['outcome'], reason: string) =>
      resultOf(instance, outcome, reason, startedAt);
    return visitStack(of, instance, { startedAt }, async () => {
      if (of.options.dryRun) return ended('pending', await this.tell());
      const done = await new StackLocks(of, 'recover').holding(instance, (lost) => this.carryOut(lost));
      return done === undefined
        ? ended('unchanged', 'the state agrees with the record')
        : ended('recovered', done);
    });
  }

  /** Says what there is. Returns what would be done. */
  private async tell(): Promise<string> {
    const { instance, of } = this;
    const found = await this.agreement.read(instance);
    const known = await this.known(found);
    const planned = await this.plan(known, found, new AbortController().signal);
    of.output.line(
      [
        `${instance.id}  recorded: ${described(known.record)}`,
        `  kept: ${describedFound(found)}`,
        ...(planned?.choice ?? []).map((line) => `  ${line}`),
      ].join('\n'),
    );
    const does = [known.mended, planned?.does].filter((text) => text !== undefined);
    return does.length > 0 ? `would do this: it ${does.join(', and ')}` : 'the state agrees with the record';
  }

  /** Returns what was done, in words. Undefined if nothing had to be done. */
  private async carryOut(lockLost: AbortSignal): Promise<string | undefined> {
    const { instance, state } = this;
    const found = await this.agreement.read(instance);
    const known = await this.known(found);
    const planned = await this.plan(known, found, lockLost);
    if (!planned) {
      if (known.mended === undefined) return undefined;
      await state.writeRecord(instance, await this.mendedRecord(known.record, found));
      return known.mended;
    }
    const { done, exact, gone } = await planned.carryOut();
    if (gone) await state.deleteRecord(instance);
    else await state.writeRecord(instance, await this.recordAfter(known.record, exact));
    return [known.mended, done].filter((text) => text !== undefined).join(', and ');
  }

  /** The record of the stack, or an earlier one. */
  private async known(found: FoundState): Promise<Known> {
    const { instance, state } = this;
    const { options } = this.of;
    const now = await state.record(instance);
    const record = now.get(instance);
    if (record) return { record };
    const keepsSomething = found.is === 'broken' || (found.is === 'kept' && found.state.resources > 0);
    if (!now.unreadable.has(instance)) {
      if (found.is === 'missing' && (await this.agreement.lastKept(instance)))
        return { record: undefined, mended: 'records the last state' };
      if (!keepsSomething) return { record: undefined };
      await this.requireOwn(found);
      return { record: undefined, mended: 'records the state' };
    }
    const past = await state.history(instance);
    if (!options.overwriteRecord) this.requireNoNewer(past);
    const legible = lastLegible(past);
    if (!legible) {
      await this.requireOwn(found);
      const mended = 'records the state in place of a record that cannot be read';
      return { record: undefined, mended };
    }
    return { record: legible.record, mended: `takes up the record of ${legible.at}, which can be read` };
  }

  private requireNoNewer([last]: readonly PastRecord[]): void {
    if (!(last?.record instanceof NewerText)) return;
    const { app, stack, role, region } = this.instance;
    const of = { environment: this.of.environment.name, app, stack, role };
    throw newerRecord(of, region, last.record, `${this.command} --overwriteRecord`);
  }

  /** A CloudFormation stack without a record may be anybody's: only its name says that it is this stack. */
  private async requireOwn(found: FoundState): Promise<void> {
    if (found.is === 'kept' && found.state.type === 'cloudformation')
      await requireOwnStack(this.place, this.instance, found.state.stackId);
  }

  private async plan(
    { record, mended }: Known,
    found: FoundState,
    lockLost: AbortSignal,
  ): Promise<PlannedRecovery | undefined> {
    const { instance } = this;
    const lost = this.lostStack(record, found, lockLost);
    if (instance.engine === 'cdk') {
      const isLost = record
        ? disagreement('cdk', record, found) !== undefined
        : mended !== undefined && found.is === 'missing';
      return isLost ? cloudFormationRecovery(lost) : undefined;
    }
    const unwritten = unwrittenState(lost);
    const { adopt, restore } = this.of.options;
    const isNowhere =
      !record && (found.is === 'missing' || (found.is === 'kept' && found.state.resources === 0));
    const isLost = record
      ? disagreement('cdktf', record, found) !== undefined
      : found.is === 'broken' ||
        (isNowhere && (mended !== undefined || adopt === true || restore !== undefined));
    if (isLost) return terraformRecovery(lost);
    return unwritten && unwrittenRecovery(lost, unwritten);
  }

  private lostStack(record: DeployRecord | undefined, found: FoundState, lockLost: AbortSignal): LostStack {
    const { of, target, instance, place, command } = this;
    return {
      instance,
      place,
      record,
      found,
      options: of.options,
      command,
      callEngine: (work) =>
        callEngine(of, [target.lost, lockLost], instance, this.synthesized(), new Foundation(of).under(work)),
    };
  }

  /** A readable record for a stack that was not touched. */
  private async mendedRecord(record: DeployRecord | undefined, found: FoundState): Promise<DeployRecord> {
    return record && isExactly(record, found) ? record : this.unsettled(record);
  }

  private async recordAfter(record: DeployRecord | undefined, exact: boolean): Promise<DeployRecord> {
    return record?.outcome === 'deployed' && exact
      ? { ...record, state: await this.agreement.stateOf(this.instance) }
      : this.unsettled(record);
  }

  private async unsettled(record: DeployRecord | undefined): Promise<DeployRecord> {
    const { of, target, instance } = this;
    const { role, app, stack, engine } = instance;
    return unsettledRecord(record, {
      of: { environment: of.environment.name, role, app, stack },
      engine,
      by: await originOf(of.workspaceRoot, target.caller),
      at: new Date().toISOString(),
      state: await this.agreement.stateOf(instance),
      exchange: await this.exchange(),
    });
  }

  private async exchange(): Promise<Exchange> {
    const { publishes, consumes } = this.synthesized();
    const consumed = await this.state.readConsumed(this.instance, consumes.map(parameterKey));
    return {
      consumed: Object.fromEntries(consumed),
      published: publishedPatterns({ publishes }),
    };
  }

  private get place() {
    const { workspaceRoot, environment } = this.of;
    return { workspaceRoot, environment, region: this.instance.region };
  }
}

function described(record: DeployRecord | undefined): string {
  if (!record) return 'nothing that can be read';
  const { outcome, at, by, state } = record;
  const commit = by?.commit ? ` from ${by.commit}${by.clean === false ? ' with changes' : ''}` : '';
  const who = by ? ` by ${by.caller}${commit}` : '';
  return `${outcome} at ${at}${who}${state ? `; ${describeState(state)}` : ''}`;
}

function describedFound(found: FoundState): string {
  if (found.is === 'kept') return describeState(found.state);
  return found.is === 'broken' ? `broken: ${found.why}` : 'nothing';
}

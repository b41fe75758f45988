import { Refusal } from '@bulkhead/errors';
import { stackId } from '@bulkhead/stack/stack-id';
import { type AwsFailure } from '../retries/aws-failure';
import { type StackInstance } from '../workspace/stack-instance';
import { type DeployRecord, type RecordSubject } from './record';

/** A stack of the environment that stands and is not in its configuration. */
export interface Orphan {
  readonly of: RecordSubject;
  /** Name of the region that it is deployed to. */
  readonly region: string;
  /** The record. Or why it cannot be read. Or that there is no record, but an engine keeps the stack. */
  readonly record: DeployRecord | Refusal;
  /** The engine that is known to keep the stack. @default as in the record, if there is one */
  readonly engine?: StackInstance['engine'];
  /** What its engine keeps. @default as in the record, if there is one */
  readonly state?: DeployRecord['state'];
}

/** A region that may hold stacks and could not be looked at. */
export interface RegionAway {
  /** Name of the region, such as `us-east-1`. */
  readonly region: string;
  readonly reason: string;
}

/** A stack that is recorded, whether the configuration has it or not. */
export interface RecordedStack extends Pick<StackInstance, 'id' | 'app' | 'region'> {
  /** The record, or why it cannot be read. */
  readonly record: DeployRecord | Refusal;
}

/**
 * The records of the stacks that a run looked at. An unreadable record does not prove that nothing was deployed: asking
 * for it throws the refusal, and a guard counts its stack as deployed.
 */
export class KnownRecords extends Map<StackInstance, DeployRecord> {
  /** Why records cannot be read, by stack. */
  readonly unreadable = new Map<StackInstance, Refusal>();
  /** Stacks that stand in the regions of the run, or in a former region, and are not in the configuration. */
  readonly orphans: Orphan[] = [];
  /** Regions that could not be looked at. */
  readonly away: RegionAway[] = [];
  /** Why regions of the configuration could not be read, by name. The run does not ask them again. */
  readonly lost = new Map<string, AwsFailure>();
  /** By region of the run, the regions that the environment is noted to be deployed to. Empty if nothing is noted. */
  readonly noted = new Map<string, readonly string[]>();
  /** Regions that the configuration no longer has and that hold nothing any more. */
  readonly emptied: string[] = [];

  /**
   * The record of a stack. Undefined if the stack was never deployed.
   *
   * @throws Refusal `UnreadableRecord`
   */
  of(instance: StackInstance): DeployRecord | undefined {
    const refusal = this.unreadable.get(instance);
    if (refusal) throw refusal;
    return this.get(instance);
  }

  /**
   * Removes a region of the run that does not answer or may not be read. The records of its stacks are unknown: asking
   * for one throws the reason, and a guard counts the stack as deployed.
   *
   * @param instances stacks of the run; stacks of other regions are left alone
   */
  lose(failure: AwsFailure, instances: readonly StackInstance[]): void {
    const { region, message } = failure;
    if (!this.lost.has(region)) this.away.push({ region, reason: message });
    this.lost.set(region, failure);
    for (const instance of instances) {
      if (instance.region !== region) continue;
      this.delete(instance);
      this.unreadable.set(instance, refusalOf(failure, instance.id));
    }
  }

  /** Stacks that were deployed by another engine than their manifest names. For that engine, they are orphans. */
  get switched(): Orphan[] {
    return [...this].flatMap(([{ engine, region }, record]) =>
      record.engine === undefined || record.engine === engine ? [] : [{ of: record.of, region, record }],
    );
  }

  /** Stacks of which something may be deployed. */
  get deployed(): StackInstance[] {
    return [...this.keys(), ...this.unreadable.keys()];
  }

  /** Every other recorded stack, including orphans, each with its record or why it cannot be read. */
  others(than?: StackInstance): RecordedStack[] {
    const named = ({ id, app, region }: StackInstance, record: DeployRecord | Refusal): RecordedStack => ({
      id,
      app,
      region,
      record,
    });
    return [
      ...[...this, ...this.unreadable].flatMap(([instance, record]) =>
        instance === than ? [] : [named(instance, record)],
      ),
      ...this.orphans.map(({ of: { app, stack, role }, region, record }) => ({
        id: stackId({ app, stack, role }),
        app,
        region,
        record,
      })),
    ];
  }

  /** Everything that is recorded, or stands without a record. */
  get everything(): RecordedStack[] {
    return this.others();
  }

  /** Replaces what is known of one stack. */
  update(instance: StackInstance, now: KnownRecords): void {
    this.delete(instance);
    this.unreadable.delete(instance);
    const record = now.get(instance);
    const refusal = now.unreadable.get(instance);
    if (record) this.set(instance, record);
    if (refusal) this.unreadable.set(instance, refusal);
  }
}

/** Refuses all work on a stack because something that has to be known of it could not be read. */
export function refusalOf(failure: AwsFailure, id: string): Refusal {
  const { code, message, next } = failure;
  return new Refusal(code, `${message.replace(/\.$/, '')}. Nothing of ${id} was touched.`, {
    next,
    cause: failure,
  });
}

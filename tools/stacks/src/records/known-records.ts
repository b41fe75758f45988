import { Refusal } from '@bulkhead/errors';
import { stackId } from '@bulkhead/stack/stack-id';
import { type AwsFailure } from '../retries/aws-failure';
import { type StackInstance } from '../workspace/stack-instance';
import { type DeployRecord, type RecordSubject } from './record';

/** A stack of the environment that stands and that its configuration does not have. */
export interface Orphan {
  readonly of: RecordSubject;
  /** Name of the region that it is deployed to. */
  readonly region: string;
  /** The record; or why it cannot be read, or that there is none and an engine keeps the stack all the same. */
  readonly record: DeployRecord | Refusal;
  /** The engine that is known to keep it. @default what the record says, if it says anything */
  readonly engine?: StackInstance['engine'];
  /** What its engine keeps of it. @default what the record says, if it says anything */
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
 * What is recorded of the stacks that a run looked at. A record that cannot be read is no proof that nothing was
 * deployed, so that whoever asks for it gets the refusal, and a guard counts its stack as deployed.
 */
export class KnownRecords extends Map<StackInstance, DeployRecord> {
  /** Why records cannot be read, by stack. */
  readonly unreadable = new Map<StackInstance, Refusal>();
  /** What stands in the regions of the run, or in one that the configuration no longer has, and is not in the configuration. */
  readonly orphans: Orphan[] = [];
  /** Regions that could not be looked at. */
  readonly away: RegionAway[] = [];
  /** Why regions of the configuration could not be read, by name. Nobody asks them again in this run. */
  readonly lost = new Map<string, AwsFailure>();
  /** By region of the run, the regions that the environment is noted to be deployed to; none where nothing is noted. */
  readonly noted = new Map<string, readonly string[]>();
  /** Regions that the configuration no longer has, and that hold nothing any more. */
  readonly emptied: string[] = [];

  /**
   * The record of a stack; undefined for one that was never deployed.
   *
   * @throws Refusal `UnreadableRecord`
   */
  of(instance: StackInstance): DeployRecord | undefined {
    const refusal = this.unreadable.get(instance);
    if (refusal) throw refusal;
    return this.get(instance);
  }

  /**
   * Takes a region of the run out, which does not answer or may not be read. Of its stacks nobody knows what is recorded:
   * whoever asks is told why, and a guard counts them as deployed.
   *
   * @param instances stacks of the run; those of other regions are left alone
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

  /** Stacks that another engine than that of their manifest deployed: for it, the configuration does not have them. */
  get switched(): Orphan[] {
    return [...this].flatMap(([{ engine, region }, record]) =>
      record.engine === undefined || record.engine === engine ? [] : [{ of: record.of, region, record }],
    );
  }

  /** Stacks of which something may be deployed. */
  get deployed(): StackInstance[] {
    return [...this.keys(), ...this.unreadable.keys()];
  }

  /** Every other stack that is recorded, orphans too, each with its record or why it cannot be read. */
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

  /** Puts what is known of one stack now in the place of what was. */
  update(instance: StackInstance, now: KnownRecords): void {
    this.delete(instance);
    this.unreadable.delete(instance);
    const record = now.get(instance);
    const refusal = now.unreadable.get(instance);
    if (record) this.set(instance, record);
    if (refusal) this.unreadable.set(instance, refusal);
  }
}

/** Why nothing can be done with a stack: what has to be known of it could not be read. */
export function refusalOf(failure: AwsFailure, id: string): Refusal {
  const { code, message, next } = failure;
  return new Refusal(code, `${message.replace(/\.$/, '')}. Nothing of ${id} was touched.`, {
    next,
    cause: failure,
  });
}

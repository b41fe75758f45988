import { type Refusal } from '@bulkhead/errors';
import { type StackInstance } from '../workspace/stack-instance';
import { type DeployRecord, type RecordSubject } from './record';

/** A stack of the environment that is recorded and that its configuration does not have. */
export interface Orphan {
  readonly of: RecordSubject;
  /** Name of the region that it is recorded in. */
  readonly region: string;
  /** The record, or why it cannot be read. */
  readonly record: DeployRecord | Refusal;
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
  /** What is recorded in the regions of the run and not in its configuration. */
  readonly orphans: Orphan[] = [];

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

  /** Stacks of which something may be deployed. */
  get deployed(): StackInstance[] {
    return [...this.keys(), ...this.unreadable.keys()];
  }

  /** Every other stack that is recorded, orphans too, each with its record or why it cannot be read. */
  others(than: StackInstance): RecordedStack[] {
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
        id: `${app}/${stack}@${role}`,
        app,
        region,
        record,
      })),
    ];
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

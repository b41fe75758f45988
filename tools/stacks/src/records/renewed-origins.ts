import { Refusal } from '@bulkhead/errors';
import { type StackInstance } from '../workspace/stack-instance';
import { affectedBase, type AffectedBaseRequest } from './affected-base';
import { type GitHistory } from './git-history';
import { KnownRecords } from './known-records';
import { type DeployRecord, type RecordOrigin } from './record';

/**
 * Better commits for stacks whose recorded commit is no start for `nx affected`: deployed with uncommitted changes,
 * from a commit that is gone, and so on. If the checkout makes exactly what is deployed, its commit is right too.
 * Otherwise an unchanged stack would keep the bad commit for ever.
 */
export class RenewedOrigins {
  private readonly known = new Map<string, Promise<RecordOrigin | undefined>>();

  constructor(
    private readonly request: Omit<AffectedBaseRequest, 'instances'>,
    private readonly history: GitHistory,
    /** The checked-out commit. */
    private readonly origin: () => Promise<RecordOrigin>,
  ) {}

  /**
   * The origin to record for a stack whose deployed files are the ones that would be deployed. Undefined if the
   * recorded origin is right, or the checkout is no better.
   */
  of(instance: StackInstance, record: DeployRecord): Promise<RecordOrigin | undefined> {
    const key = `${record.by?.commit} ${record.by?.clean}`;
    const found = this.known.get(key) ?? this.find(instance, record);
    this.known.set(key, found);
    return found;
  }

  private async find(instance: StackInstance, record: DeployRecord): Promise<RecordOrigin | undefined> {
    const head = await this.history.head();
    const isHead = record.by?.clean === true && record.by.commit === head;
    if (head === undefined || isHead || (await this.leads(instance, record))) return undefined;
    const { commit, clean } = await this.origin();
    const renewed = { ...record, by: { ...(record.by ?? (await this.origin())), commit, clean } };
    return (await this.leads(instance, renewed)) ? renewed.by : undefined;
  }

  /** Whether a stack by itself has a commit that `nx affected` can start from. */
  private async leads(instance: StackInstance, record: DeployRecord): Promise<boolean> {
    const records = new KnownRecords();
    records.set(instance, record);
    try {
      await affectedBase({ ...this.request, instances: [instance] }, records, this.history);
      return true;
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  }
}

import { Refusal } from '@bulkhead/errors';
import { type StackInstance } from '../workspace/stack-instance';
import { affectedBase, type AffectedBaseRequest } from './affected-base';
import { type GitHistory } from './git-history';
import { KnownRecords } from './known-records';
import { type DeployRecord, type RecordOrigin } from './record';

/**
 * The commits from which stacks are recorded to be deployed, where `nx affected` could start from none of them: deployed
 * with changes that were not committed, from a commit that is gone, and so on. Where what is checked out makes exactly
 * what is deployed, its commit is as right. Else a stack that stays as it is would keep such a commit for ever.
 */
export class RenewedOrigins {
  private readonly known = new Map<string, Promise<RecordOrigin | undefined>>();

  constructor(
    private readonly request: Omit<AffectedBaseRequest, 'instances'>,
    private readonly history: GitHistory,
    /** What is checked out. */
    private readonly origin: () => Promise<RecordOrigin>,
  ) {}

  /**
   * The origin to record of a stack that is what would be deployed; undefined where what is recorded is right, or what is
   * checked out is no better.
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

import { Refusal } from '@bulkhead/errors';
import { type KnownRecords, type Orphan } from './known-records';
import { type DeployRecord } from './record';
import { type StackInstance } from '../workspace/stack-instance';

/**
 * The stack of the configuration that takes over, when it is deployed, what stands under another name; if there is one.
 */
export function successorOf(
  orphan: Orphan,
  records: KnownRecords,
  instances: readonly StackInstance[],
): StackInstance | undefined {
  return instances.find((instance) => formerOf(instance, records) === orphan);
}

/**
 * What stands under a former name of a stack and becomes that stack: the most recent one, as long as the stack has
 * nothing of its own. If a run was killed during the move, both names are known for a while.
 */
export function formerOf(instance: StackInstance, records: KnownRecords): Orphan | undefined {
  const orphans = (instance.formerly ?? []).flatMap((name) =>
    records.orphans.filter(
      ({ of, region }) =>
        region === instance.region && of.role === instance.role && `${of.app}/${of.stack}` === name,
    ),
  );
  if (records.unreadable.has(instance)) return undefined;
  const record = records.get(instance);
  return record ? orphans.find((orphan) => isSame(record, orphan)) : orphans[0];
}

/** Whether the state of a stack also stands under another name. */
function isSame({ state }: DeployRecord, { record, state: found }: Orphan): boolean {
  const other = found ?? (record instanceof Refusal ? undefined : record.state);
  return state?.type === 'terraform' && other?.type === 'terraform' && other.lineage === state.lineage;
}

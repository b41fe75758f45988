import { Refusal } from '@bulkhead/errors';
import { type Environment } from '@bulkhead/config';
import { hasCache, requireCacheEngineKept } from '../engines/changed-cache-engine';
import { hasGlobalDatabase, requireMajorVersionKept } from '../engines/major-upgrade';
import { hasMoves, requireMovedKept } from '../engines/moved-resources';
import { occupiedSubnets, requireSubnetsKept, requireSubnetsUntouched } from '../engines/occupied-subnets';
import { type ResourceChange } from '../engines/resource-change';
import { asksBeforeDestroying, requireStateKept } from '../engines/stateful-destruction';
import { contractOfPath } from '../records/contract-break';
import { type KnownRecords, type RecordedStack } from '../records/known-records';
import { requireRenamedKeepsState } from '../renames/renamed-keeps-state';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';

/** Throws if a deploy must not make the changes. */
export type Approval = (changes: readonly ResourceChange[]) => void;

/**
 * The approvals that the changes of a stack need before any is made. Empty if nothing could be refused: then no plan
 * has to be made for the approvals.
 *
 * @param allowed resources that were named with `--allowDestroy`
 * @param records what is known of the stacks in reach
 * @param unrecorded further stacks that stand without a record. @default none
 */
export function approvalsOf(
  environment: Pick<Environment, 'protected' | 'target'>,
  instance: StackInstance,
  { directory }: Pick<Synthesized, 'directory'>,
  allowed: readonly string[],
  records: KnownRecords,
  unrecorded: readonly RecordedStack[] = [],
): readonly Approval[] {
  const others = [...records.others(instance), ...unrecorded];
  const formerly = records.get(instance)?.formerly;
  const unreadable = others.flatMap(({ record }) => (record instanceof Refusal ? [record] : []));
  const readers = others.flatMap(({ id, record }) =>
    record instanceof Refusal ? [] : [{ id, consumed: record.consumed }],
  );
  // If the record of the stack was lost, its readers still say which values of its contracts they read.
  const read = readers
    .flatMap(({ consumed }) => Object.keys(consumed))
    .filter((path) => instance.publishes.includes(contractOfPath(path)));
  const published = new Set([...Object.keys(records.get(instance)?.published ?? {}), ...read]);
  const occupied = occupiedSubnets(published, readers);
  return [
    ...(unreadable.length > 0
      ? [(changes: readonly ResourceChange[]) => requireSubnetsUntouched(changes, unreadable, allowed)]
      : []),
    ...(occupied.size > 0
      ? [(changes: readonly ResourceChange[]) => requireSubnetsKept(instance.id, changes, occupied, allowed)]
      : []),
    ...(hasGlobalDatabase(directory)
      ? [(changes: readonly ResourceChange[]) => requireMajorVersionKept(instance.id, changes)]
      : []),
    ...(hasCache(directory)
      ? [(changes: readonly ResourceChange[]) => requireCacheEngineKept(instance.id, changes)]
      : []),
    ...(hasMoves(directory)
      ? [(changes: readonly ResourceChange[]) => requireMovedKept(instance.id, changes)]
      : []),
    ...(formerly
      ? [
          (changes: readonly ResourceChange[]) =>
            requireRenamedKeepsState(instance.id, formerly, changes, allowed),
        ]
      : []),
    ...(asksBeforeDestroying(environment)
      ? [(changes: readonly ResourceChange[]) => requireStateKept(instance.id, changes, allowed)]
      : []),
  ];
}

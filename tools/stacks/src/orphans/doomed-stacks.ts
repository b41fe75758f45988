import { Refusal } from '@bulkhead/errors';
import { parameterKeyBetween } from '@bulkhead/stack';
import { type KnownRecords, type Orphan, type RecordedStack } from '../records/known-records';
import { successorOf } from '../renames/former-names';
import { environmentOption, type Run } from '../run/run';
import { orphansAmong } from './standing';

/** Id of what stands, as its instance had it. */
export function orphanId({ of: { app, stack, role } }: Orphan): string {
  return `${app}/${stack}@${role}`;
}

/**
 * What `destroy --orphans` is about: all that stands and is not in the configuration, or those that were named. What a
 * stack of the configuration is about to take over is not among all.
 *
 * @throws Refusal `UnknownOrphan` for a name of nothing that stands, `OrphanIsRenamed` for one that is taken over
 */
export function doomedStacks(
  run: Pick<Run, 'options' | 'instances' | 'environment'>,
  records: KnownRecords,
): Orphan[] {
  const all = orphansAmong(records);
  const option = environmentOption(run);
  const heir = (orphan: Orphan) => successorOf(orphan, records, run.instances);
  const { orphans } = run.options;
  if (typeof orphans !== 'string') return all.filter((orphan) => !heir(orphan));
  const names = orphans.split(',').map((name) => name.trim());
  const known = all.map(orphanId);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Refusal(
      'UnknownOrphan',
      `${unknown.join(', ')} does not stand beside the configuration of ${run.environment.name}; there are: ${known.join(', ') || 'none'}. Nothing was touched.`,
      {
        next:
          known.length > 0
            ? `npx nx run-many -t destroy ${option} --orphans=${known.join(',')}`
            : 'leave out --orphans: there is nothing to destroy',
      },
    );
  }
  const doomed = all.filter((orphan) => names.includes(orphanId(orphan)));
  for (const orphan of doomed) {
    const heirOf = heir(orphan);
    if (!heirOf) continue;
    throw new Refusal(
      'OrphanIsRenamed',
      `${orphanId(orphan)} is ${heirOf.id} now, which takes it over when it is deployed. Nothing was touched.`,
      { next: `npx nx run ${heirOf.app}:deploy ${option}` },
    );
  }
  return doomed;
}

/**
 * Checks that nothing that stays was deployed with what these stacks publish, or may have been.
 *
 * @throws Refusal `StillConsumed`
 */
export function requireNoReaders(
  run: Pick<Run, 'options'>,
  doomed: readonly Orphan[],
  records: KnownRecords,
): void {
  const going = new Set(doomed.map(({ record }) => record));
  const staying = records.everything.filter(({ record }) => !going.has(record));
  const held = doomed.flatMap((orphan) =>
    staying.filter((other) => reads(other, orphan)).map((reader) => ({ orphan, reader })),
  );
  if (held.length === 0) return;
  const lines = held.map(({ orphan, reader }) =>
    reader.record instanceof Refusal
      ? `  ${reader.id} may depend on ${orphanId(orphan)}: ${reader.record.message}`
      : `  ${reader.id} depends on ${orphanId(orphan)}`,
  );
  const option = environmentOption(run);
  const isOrphan = ({ record }: RecordedStack) => orphansAmong(records).some((one) => one.record === record);
  const further = held.filter(({ reader }) => isOrphan(reader)).map(({ reader }) => reader.id);
  const unreadable = held.flatMap(({ reader }) =>
    reader.record instanceof Refusal && !isOrphan(reader) ? [reader.record.next] : [],
  );
  const apps = held.filter(({ reader }) => !isOrphan(reader)).map(({ reader }) => reader.app);
  const next =
    further.length > 0
      ? `destroy them too: npx nx run-many -t destroy ${option} --orphans=${unique([...doomed.map(orphanId), ...further])}`
      : (unreadable[0] ?? `deploy them without it: npx nx run-many -t deploy ${option} -p ${unique(apps)}`);
  throw new Refusal(
    'StillConsumed',
    ['Deployed stacks depend on what would be destroyed:', ...unique(lines).split('\n')].join('\n'),
    { next },
  );

  function unique(names: readonly string[]): string {
    return [...new Set(names)].join(names === lines ? '\n' : ',');
  }
}

/** Whether a stack was deployed with a value that another publishes; of one that nothing is known of, it may have been. */
function reads({ region, record }: Pick<RecordedStack, 'region' | 'record'>, publisher: Orphan): boolean {
  if (publisher.record instanceof Refusal) return false;
  const published = Object.keys(publisher.record.published);
  if (record instanceof Refusal) return published.length > 0;
  return published.some((path) => parameterKeyBetween(region, publisher.region, path) in record.consumed);
}

/**
 * For each stack, those that have to go before it: they were deployed with what it publishes, or may have been. Of a
 * circle, which only deploys of several commits can make, no stack waits for another.
 */
export function consumersFirst(doomed: readonly Orphan[]): Map<Orphan, Orphan[]> {
  const readers = new Map(
    doomed.map((each) => [each, doomed.filter((other) => other !== each && reads(other, each))]),
  );
  const isBehind = (one: Orphan, other: Orphan, path: readonly Orphan[] = []): boolean =>
    (readers.get(one) ?? []).some(
      (next) => next === other || (!path.includes(next) && isBehind(next, other, [...path, next])),
    );
  return new Map(
    doomed.map((each) => [each, (readers.get(each) ?? []).filter((other) => !isBehind(other, each))]),
  );
}

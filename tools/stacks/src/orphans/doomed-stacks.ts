import { parameterPath } from '@bulkhead/contracts';
import { Refusal } from '@bulkhead/errors';
import { nearest } from '@bulkhead/errors/input';
import { stackId } from '@bulkhead/stack/stack-id';
import { type KnownRecords, type Orphan, type RecordedStack } from '../records/known-records';
import { successorOf } from '../records/former-names';
import { type Run } from '../run/run';
import { environmentOption, recoverCommand } from '../workspace/printed-commands';
import { mayRead, unclaimedReads } from './readers';
import { canBecome, orphansAmong } from './standing';

/** Id of an orphan, as its instance had it. */
export function orphanId({ of }: Orphan): string {
  return stackId(of);
}

/**
 * The stacks that `destroy --orphans` is about: all orphans, or the named ones. A stack under a former name of a stack
 * of the configuration is not among all.
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
      `${unknown.join(', ')} is no orphan of ${run.environment.name}; there are: ${known.join(', ') || 'none'}. Nothing was touched.`,
      { next: wayToKnown(names, known, option) },
    );
  }
  const doomed = all.filter((orphan) => names.includes(orphanId(orphan)));
  for (const orphan of doomed) {
    const heirOf = heir(orphan);
    // A named stack that cannot be taken over is destroyed: a deploy would only send its user back here.
    if (!heirOf || !canBecome(heirOf, orphan)) continue;
    throw new Refusal(
      'OrphanIsRenamed',
      `${orphanId(orphan)} is ${heirOf.id} now, which takes it over when it is deployed. Nothing was touched.`,
      { next: `npx nx run ${heirOf.app}:deploy ${option}` },
    );
  }
  return doomed;
}

/** The same command with the nearest names. Never with all orphans, because the user did not mean most of them. */
function wayToKnown(names: readonly string[], known: readonly string[], option: string): string {
  const meant = names.map((name) => nearest(name, known));
  return meant.every((name) => name !== undefined)
    ? `npx nx run-many -t destroy ${option} --orphans=${[...new Set(meant)].join(',')}`
    : `npx nx run bulkhead:orphans ${option} lists them`;
}

/**
 * Checks that no remaining stack was deployed with what these stacks publish, or may have been. A stack whose record
 * cannot be read may publish any value that is read in its region and that no other stack is known to publish.
 *
 * @param unrecorded stacks of the configuration that stand without a record
 * @throws Refusal `StillConsumed`
 */
export function requireNoReaders(
  run: Pick<Run, 'options' | 'instances' | 'environment'>,
  doomed: readonly Orphan[],
  records: KnownRecords,
  unrecorded: readonly RecordedStack[],
): void {
  const going = new Set(doomed.map(({ record }) => record));
  const staying = [...records.everything, ...unrecorded].filter(({ record }) => !going.has(record));
  const held = doomed.flatMap((orphan) =>
    staying.filter((other) => mayRead(other, orphan, records)).map((reader) => ({ orphan, reader })),
  );
  if (held.length === 0) return;
  const lines = held.map(({ orphan, reader }) => {
    const unclaimed = orphan.record instanceof Refusal ? unclaimedReads(orphan.region, reader, records) : [];
    const why =
      reader.record instanceof Refusal
        ? reader.record.message
        : `it reads ${unclaimed.join(', ')}, which no recorded stack publishes`;
    return reader.record instanceof Refusal || unclaimed.length > 0
      ? `  ${reader.id} may depend on ${orphanId(orphan)}: ${why}`
      : `  ${reader.id} depends on ${orphanId(orphan)}`;
  });
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
      : (unreadable[0] ??
        publisherToRecord(run, held, records) ??
        `deploy them without it: npx nx run-many -t deploy ${option} -p ${unique(apps)}`);
  throw new Refusal(
    'StillConsumed',
    ['Deployed stacks depend on what would be destroyed:', ...unique(lines).split('\n')].join('\n'),
    { next },
  );

  function unique(names: readonly string[]): string {
    return [...new Set(names)].join(names === lines ? '\n' : ',');
  }
}

/**
 * The command that writes the lost record of a stack whose code publishes a read value. Then no other stack counts as
 * its publisher.
 */
function publisherToRecord(
  run: Pick<Run, 'options' | 'instances' | 'environment'>,
  held: readonly { readonly orphan: Orphan; readonly reader: RecordedStack }[],
  records: KnownRecords,
): string | undefined {
  for (const { orphan, reader } of held) {
    if (!(orphan.record instanceof Refusal)) continue;
    const unclaimed = unclaimedReads(orphan.region, reader, records);
    const publisher = run.instances.find(
      (instance) =>
        instance.region === orphan.region &&
        !records.get(instance) &&
        instance.publishes.some((contract) =>
          unclaimed.some((path) => path.startsWith(parameterPath(run.environment.name, contract, ''))),
        ),
    );
    if (publisher) return records.unreadable.get(publisher)?.next ?? recoverCommand(run, publisher);
  }
  return undefined;
}

/**
 * For each stack, the stacks that have to go before it: they were deployed with what it publishes, or may have been.
 * Recorded readers come before possible ones. In a circle, which only deploys of several commits can make, no stack
 * waits for another.
 */
export function consumersFirst(doomed: readonly Orphan[], records: KnownRecords): Map<Orphan, Orphan[]> {
  const isKnown = ({ record }: Orphan) => !(record instanceof Refusal);
  const readersOf = (each: Orphan) =>
    doomed.filter((other) => other !== each && mayRead(other, each, records));
  const recorded = new Map(doomed.map((each) => [each, readersOf(each).filter(isKnown)]));
  const guessed = (each: Orphan) =>
    readersOf(each).filter((other) => !isKnown(other) && isKnown(each) && !isBehind(recorded, other, each));
  const readers = new Map([...recorded].map(([each, known]) => [each, [...known, ...guessed(each)]]));
  return new Map(
    [...readers].map(([each, before]) => [each, before.filter((other) => !isBehind(readers, other, each))]),
  );
}

/** Whether one stack has to wait for another, directly or by way of others. */
function isBehind(
  readers: ReadonlyMap<Orphan, readonly Orphan[]>,
  one: Orphan,
  other: Orphan,
  path: readonly Orphan[] = [],
): boolean {
  return (readers.get(one) ?? []).some(
    (next) => next === other || (!path.includes(next) && isBehind(readers, next, other, [...path, next])),
  );
}

import { Refusal } from '@bulkhead/errors';
import { parameterKeyBetween, parseParameterKey } from '@bulkhead/stack';
import { type KnownRecords, type RecordedStack } from '../records/known-records';

type Recorded = Pick<RecordedStack, 'region' | 'record'>;

/** Paths of the parameters of one region that a stack was deployed with. Empty if nobody knows. */
export function pathsReadFrom(publisherRegion: string, { region, record }: Recorded): string[] {
  if (record instanceof Refusal) return [];
  return Object.keys(record.consumed).flatMap((key) => {
    const { path, region: from = region } = parseParameterKey(key);
    return from === publisherRegion ? [path] : [];
  });
}

/**
 * The parameters of one region that a stack was deployed with and that no readable record publishes there. Any stack in
 * that region without a known record may publish them.
 */
export function unclaimedReads(publisherRegion: string, reader: Recorded, records: KnownRecords): string[] {
  const publishes = ({ region, record }: Recorded, path: string) =>
    region === publisherRegion && !(record instanceof Refusal) && path in record.published;
  return pathsReadFrom(publisherRegion, reader).filter(
    (path) => !records.everything.some((each) => publishes(each, path)),
  );
}

/**
 * Whether a stack was deployed with a value of another stack, or may have been: if the record of one of the two cannot
 * be read, nobody knows what it reads or publishes.
 */
export function mayRead(reader: Recorded, publisher: Recorded, records: KnownRecords): boolean {
  const { region, record } = reader;
  if (publisher.record instanceof Refusal)
    return record instanceof Refusal || unclaimedReads(publisher.region, reader, records).length > 0;
  const published = Object.keys(publisher.record.published);
  if (record instanceof Refusal) return published.length > 0;
  return published.some((path) => parameterKeyBetween(region, publisher.region, path) in record.consumed);
}

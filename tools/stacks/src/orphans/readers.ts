import { Refusal } from '@bulkhead/errors';
import { parameterKeyBetween, parseParameterKey } from '@bulkhead/stack';
import { type KnownRecords, type RecordedStack } from '../records/known-records';

type Recorded = Pick<RecordedStack, 'region' | 'record'>;

/** Paths of the parameters of one region that a stack was deployed with; none where nobody knows. */
export function pathsReadFrom(publisherRegion: string, { region, record }: Recorded): string[] {
  if (record instanceof Refusal) return [];
  return Object.keys(record.consumed).flatMap((key) => {
    const { path, region: from = region } = parseParameterKey(key);
    return from === publisherRegion ? [path] : [];
  });
}

/**
 * Of the parameters of one region that a stack was deployed with, those that no record that can be read publishes there:
 * any stack in that region that nothing is known of may publish them.
 */
export function unclaimedReads(publisherRegion: string, reader: Recorded, records: KnownRecords): string[] {
  const publishes = ({ region, record }: Recorded, path: string) =>
    region === publisherRegion && !(record instanceof Refusal) && path in record.published;
  return pathsReadFrom(publisherRegion, reader).filter(
    (path) => !records.everything.some((each) => publishes(each, path)),
  );
}

/**
 * Whether a stack was deployed with a value that another publishes, or may have been: nobody knows what is read, or
 * published, by one whose record cannot be read.
 */
export function mayRead(reader: Recorded, publisher: Recorded, records: KnownRecords): boolean {
  const { region, record } = reader;
  if (publisher.record instanceof Refusal)
    return record instanceof Refusal || unclaimedReads(publisher.region, reader, records).length > 0;
  const published = Object.keys(publisher.record.published);
  if (record instanceof Refusal) return published.length > 0;
  return published.some((path) => parameterKeyBetween(region, publisher.region, path) in record.consumed);
}

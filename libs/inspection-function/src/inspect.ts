import { type HeadObjectCommandOutput, type S3Client } from '@aws-sdk/client-s3';
import { BulkheadError } from '@bulkhead/errors';
import { type ObjectVersion } from './object-event';
import { StoredVersion, VersionGone } from './object-store';
import { type Demands } from './settings';
import { type Fault, faultsOf, inspectionTag, mostTags, verdict, withVerdict } from './verdict';

/** How an inspection ended. */
export type Inspection =
  | {
      readonly outcome: 'accepted' | 'rejected';
      readonly faults: readonly Fault[];
      readonly bytes: number;
      /** What S3 computed or checked when the object arrived: algorithm, colon, value. @default S3 has none */
      readonly checksum: string | undefined;
      /** Whether the tag was written, or said so already. */
      readonly tagged: 'now' | 'before';
    }
  | { readonly outcome: 'gone' };

/**
 * Judges one version of an object and writes the verdict to its tags. It can be called any number of times, in any
 * order: the verdict depends on the version alone, which never changes, and is written only where it is not there yet.
 * A verdict that somebody else wrote counts for nothing.
 *
 * @throws BulkheadError `S3Refused`, `S3Unreachable` or `TooManyTags`
 */
export async function inspect(
  object: ObjectVersion,
  client: S3Client,
  demands: Demands,
): Promise<Inspection> {
  const stored = new StoredVersion(client, object);
  try {
    const before = await stored.tags();
    const head = await stored.head();
    const faults = faultsOf(head, demands);
    const tags = withVerdict(before, verdict(faults));
    if (tags && tags.length > mostTags) throw tooManyTags();
    if (tags) await stored.replaceTags(tags);
    return {
      outcome: faults.length === 0 ? 'accepted' : 'rejected',
      faults,
      bytes: head.ContentLength ?? 0,
      checksum: checksumOf(head),
      tagged: tags ? 'now' : 'before',
    };
  } catch (error) {
    if (error instanceof VersionGone) return { outcome: 'gone' };
    throw error;
  }
}

const algorithms = ['SHA256', 'SHA1', 'CRC64NVME', 'CRC32C', 'CRC32'] as const;

/** The strongest of what S3 has; it computes CRC64NVME of what comes without any. */
function checksumOf(head: HeadObjectCommandOutput): string | undefined {
  const algorithm = algorithms.find((each) => head[`Checksum${each}`]);
  return algorithm && `${algorithm}:${head[`Checksum${algorithm}`]}`;
}

function tooManyTags(): BulkheadError {
  return new BulkheadError(
    'TooManyTags',
    `The object has ${mostTags} tags of its own, which is all that S3 takes, and no place for ${inspectionTag}.`,
    { next: 'remove a tag of the object, and send the event once more' },
  );
}

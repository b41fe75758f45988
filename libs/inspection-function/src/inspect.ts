import { type HeadObjectCommandOutput, type S3Client } from '@aws-sdk/client-s3';
import { BulkheadError } from '@bulkhead/errors';
import { type ObjectVersion } from './object-event';
import { StoredVersion, VersionGone } from './object-store';
import { type Demands } from './settings';
import { type Fault, faultsOf, inspectionTag, mostTags, verdict, withVerdict } from './verdict';

/** The result of an inspection. */
export type Inspection =
  | {
      readonly outcome: 'accepted' | 'rejected';
      readonly faults: readonly Fault[];
      readonly bytes: number;
      /** The checksum that S3 computed or checked at the upload: algorithm, colon, value. @default S3 has none */
      readonly checksum: string | undefined;
      /** Whether this call wrote the tag, or the tag already had this value. */
      readonly tagged: 'now' | 'before';
    }
  | { readonly outcome: 'gone' };

/**
 * Judges one version of an object and writes the verdict to its tags. Can be called any number of times, in any order:
 * the verdict depends only on the version, which never changes, and is written only if it is missing. A verdict that
 * somebody else wrote is ignored.
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

/** The strongest checksum that S3 has. For an upload without a checksum, S3 computes CRC64NVME. */
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

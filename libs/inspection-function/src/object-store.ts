import {
  GetObjectTaggingCommand,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  PutObjectTaggingCommand,
  type S3Client,
  type Tag,
} from '@aws-sdk/client-s3';
import { BulkheadError } from '@bulkhead/errors';
import { type ObjectVersion } from './object-event';

/** The version no longer exists: somebody deleted it, or its lifecycle ended. */
export class VersionGone extends Error {}

/** One version of an object in S3. */
export class StoredVersion {
  private readonly address: { readonly Bucket: string; readonly Key: string; readonly VersionId: string };

  constructor(
    private readonly client: S3Client,
    { bucket, key, version }: ObjectVersion,
  ) {
    this.address = { Bucket: bucket, Key: key, VersionId: version };
  }

  /** @throws VersionGone, or BulkheadError `S3Refused` or `S3Unreachable` */
  async tags(): Promise<Tag[]> {
    const { TagSet = [] } = await answered('GetObjectTagging', () =>
      this.client.send(new GetObjectTaggingCommand(this.address)),
    );
    return TagSet;
  }

  /** Metadata of the version, including its checksum, without any content. @throws as `tags` */
  head(): Promise<HeadObjectCommandOutput> {
    return answered('HeadObject', () =>
      this.client.send(new HeadObjectCommand({ ...this.address, ChecksumMode: 'ENABLED' })),
    );
  }

  /** Replaces all tags. S3 has no other way to set one. @throws as `tags` */
  async replaceTags(TagSet: Tag[]): Promise<void> {
    await answered('PutObjectTagging', () =>
      this.client.send(new PutObjectTaggingCommand({ ...this.address, Tagging: { TagSet } })),
    );
  }
}

/** A delete marker is a version too, but has neither tags nor metadata: S3 answers 405. */
const gone = ['NoSuchKey', 'NoSuchVersion', 'MethodNotAllowed'];

async function answered<T>(operation: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const { name, $metadata } = Object(error) as Partial<Error> & {
      readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
    };
    const status = $metadata?.httpStatusCode;
    // The answer to HeadObject has no body and so no error name. The earlier request for the tags has proved that the
    // bucket exists.
    const isGone = operation === 'HeadObject' ? status === 404 || status === 405 : gone.includes(name ?? '');
    if (isGone) throw new VersionGone();
    // Never add the message: for AccessDenied it contains the key.
    if (status === undefined) {
      throw new BulkheadError('S3Unreachable', `S3 did not answer ${operation}: ${name}.`);
    }
    throw new BulkheadError(
      'S3Refused',
      `S3 answered ${operation} with ${status} ${name} (request ${$metadata?.requestId}).`,
    );
  }
}

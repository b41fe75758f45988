import type { S3Client, _Error as RefusedObject } from '@aws-sdk/client-s3';
import { openS3 } from '../../retries/s3-client';
import { type FailureKind, kindOfAll, kindOfText } from '../../retries/failure-kind';
import { EngineFailure } from '../engine-failure';
import { type StackSite } from './stack-site';

/**
 * Deletes everything in a bucket of the account: every version of every object, and the delete markers.
 *
 * @returns how many versions and markers it deleted
 * @throws EngineFailure `BucketNotEmptied`, with the message of S3 about the first object that S3 kept
 */
export async function emptyBucket(
  { account, region, signal }: Pick<StackSite, 'account' | 'region' | 'signal'>,
  bucket: string,
): Promise<number> {
  const client = await openS3(region);
  try {
    let deleted = 0;
    // Each page is the first page of the remaining objects.
    for (;;) {
      const count = await deletePage(client, account, bucket, signal);
      if (count === 0) return deleted;
      deleted += count;
    }
  } finally {
    client.destroy();
  }
}

/** Deletes one page. S3 lists at most 1000 at once, and deletes at most 1000 at once. */
async function deletePage(
  client: S3Client,
  ExpectedBucketOwner: string,
  Bucket: string,
  abortSignal: AbortSignal,
): Promise<number> {
  const { DeleteObjectsCommand, ListObjectVersionsCommand } = await import('@aws-sdk/client-s3');
  const { Versions = [], DeleteMarkers = [] } = await client.send(
    new ListObjectVersionsCommand({ Bucket, ExpectedBucketOwner }),
    { abortSignal },
  );
  const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
  if (Objects.length === 0) return 0;
  const { Errors = [] } = await client.send(
    new DeleteObjectsCommand({ Bucket, ExpectedBucketOwner, Delete: { Objects, Quiet: true } }),
    { abortSignal },
  );
  const [first] = Errors;
  if (first) throw notEmptied(Bucket, first, Errors);
  return Objects.length;
}

/** The message names no keys: they may contain names of people. */
function notEmptied(
  bucket: string,
  { Code, Message }: RefusedObject,
  refused: readonly RefusedObject[],
): EngineFailure {
  return new EngineFailure(
    'BucketNotEmptied',
    `S3 keeps ${refused.length} objects of ${bucket}, so that it cannot be deleted: ${Code}: ${Message}`,
    kindOfAll(refused.map(kindOf)),
    { next: 'correct the cause and run the same command again; it continues with the rest' },
  );
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
function kindOf({ Code = '' }: RefusedObject): FailureKind {
  return Code === 'InternalError' ? 'transient' : kindOfText(`Error Code: ${Code}`);
}

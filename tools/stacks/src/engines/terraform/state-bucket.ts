import type { S3Client } from '@aws-sdk/client-s3';
import { Refusal } from '@bulkhead/errors';
import { openS3 } from '../../retries/s3-client';
import { bucketSettings, versioning } from './state-bucket-settings';

/**
 * True if the bucket exists and belongs to the account. Anybody can take a bucket name, and the state must not go to
 * somebody else.
 *
 * @throws Refusal `ForeignBucket` if another account has the name, `StateBucketDenied` if S3 does not let the caller
 * see the bucket
 */
export async function stateBucketExists(bucket: string, region: string, account: string): Promise<boolean> {
  const { HeadBucketCommand } = await import('@aws-sdk/client-s3');
  const client = await openS3(region);
  try {
    await client.send(new HeadBucketCommand({ Bucket: bucket, ExpectedBucketOwner: account }));
    return true;
  } catch (error) {
    const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
    if (status === 404) return false;
    if (status === 403) throw await whyClosed(client, bucket, region, account, error);
    throw error;
  } finally {
    client.destroy();
  }
}

/**
 * The missing part of the state bucket in words, such as `versioning of …`; undefined if the bucket exists with all its
 * settings. A bucket whose creation was interrupted has no versioning yet.
 *
 * @throws Refusal as `stateBucketExists`
 */
export async function lackingOfStateBucket(
  bucket: string,
  region: string,
  account: string,
): Promise<string | undefined> {
  const name = `the Terraform state bucket ${bucket}`;
  if (!(await stateBucketExists(bucket, region, account))) return name;
  const client = await openS3(region);
  try {
    const { isSet } = versioning({ client, bucket, account }, await import('@aws-sdk/client-s3'));
    // A caller who may not read the setting may still be allowed to write states.
    const isDenied = (error: unknown) => !unlessDenied(error);
    return (await isSet().catch(isDenied)) ? undefined : `versioning of ${name}`;
  } finally {
    client.destroy();
  }
}

/**
 * Creates the state bucket: encrypted, versioned so that a broken state can be restored, without public access, and
 * only over TLS. For an existing bucket, makes the missing settings.
 *
 * @param emulator leaves the bucket without a policy: the emulator ignores conditions, so that a conditional deny would
 * lock everybody out
 * @returns what was done, in words: `created`, `unchanged`, `put right: versioning, encryption`
 * @throws Refusal `ForeignBucket`
 * @throws AwsFailure naming the call that S3 refused; the next run continues where this one ended
 */
export async function createStateBucket(
  bucket: string,
  region: string,
  account: string,
  emulator: boolean,
): Promise<string> {
  const client = await openS3(region);
  try {
    const isNew = await createBucket(client, bucket, region, account);
    const made: string[] = [];
    for (const { name, isSet, set } of await bucketSettings({ client, bucket, account }, emulator)) {
      if (!isNew && (await isSet().catch(unlessDenied))) continue;
      await set();
      made.push(name);
    }
    if (isNew) return 'created';
    return made.length > 0 ? `put right: ${made.join(', ')}` : 'unchanged';
  } finally {
    client.destroy();
  }
}

/** Creates the bucket unless the account already has it; true if it was created. */
async function createBucket(
  client: S3Client,
  bucket: string,
  region: string,
  account: string,
): Promise<boolean> {
  const { CreateBucketCommand } = await import('@aws-sdk/client-s3');
  // In us-east-1, to create an existing bucket succeeds and resets its ACL.
  if (await stateBucketExists(bucket, region, account)) return false;
  try {
    await client.send(
      new CreateBucketCommand({
        Bucket: bucket,
        // us-east-1 is the only region that must not be named.
        ...(region !== 'us-east-1' && {
          CreateBucketConfiguration: { LocationConstraint: region as never },
        }),
      }),
    );
    return true;
  } catch (error) {
    // Somebody else bootstraps at the same time.
    if ((error as Error).name === 'BucketAlreadyOwnedByYou') return false;
    if ((error as Error).name === 'BucketAlreadyExists') throw foreignBucket(bucket, region, account, error);
    throw error;
  }
}

/** False for a denied read: the caller may still be allowed to make the setting. */
function unlessDenied(error: unknown): false {
  if ((error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 403) return false;
  throw error;
}

/**
 * Why S3 does not show a bucket: its answer is the same for a bucket of another account and for a bucket that the
 * caller may not see.
 */
async function whyClosed(
  client: S3Client,
  bucket: string,
  region: string,
  account: string,
  cause: unknown,
): Promise<Refusal> {
  const { ListBucketsCommand } = await import('@aws-sdk/client-s3');
  const own = await client.send(new ListBucketsCommand({ Prefix: bucket })).catch(() => undefined);
  if (own && !own.Buckets?.some(({ Name }) => Name === bucket))
    return foreignBucket(bucket, region, account, cause);
  const whose = own
    ? `it is of account ${account}`
    : `it belongs to account ${account} or to another one; s3:ListAllMyBuckets would tell`;
  return new Refusal(
    'StateBucketDenied',
    `S3 does not let you look at the Terraform state bucket ${bucket} in ${region}: ${whose}. Nothing was touched.`,
    {
      next: `run the same command again, with credentials that may call s3:ListBucket on arn:aws:s3:::${bucket}`,
      cause,
    },
  );
}

function foreignBucket(bucket: string, region: string, account: string, cause: unknown): Refusal {
  return new Refusal(
    'ForeignBucket',
    `The Terraform state bucket ${bucket} in ${region} does not belong to account ${account}: another account has a bucket of this name. Nothing was touched.`,
    { next: 'give the environment another name: the name of the bucket is made from it', cause },
  );
}

import type { S3Client } from '@aws-sdk/client-s3';
import { Refusal } from '@bulkhead/errors';
import { openS3 } from '../../retries/s3-client';
import { bucketSettings, versioning } from './state-bucket-settings';

/**
 * True when the bucket exists and is the account's: a name is anybody's to take, and state must not go to them.
 *
 * @throws Refusal `ForeignBucket` where another account has the name, `StateBucketDenied` where S3 does not let the
 * caller look at it
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
 * What a deploy misses of the bucket that keeps Terraform state, in words, such as `versioning of …`; undefined where
 * it is there with all its settings. A bucket of which the creation was interrupted has no versioning yet.
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
    // Who may not read the setting may be allowed to keep states all the same.
    const isDenied = (error: unknown) => !unlessDenied(error);
    return (await isSet().catch(isDenied)) ? undefined : `versioning of ${name}`;
  } finally {
    client.destroy();
  }
}

/**
 * Creates the bucket that keeps Terraform state: encrypted, versioned so that a broken state can be taken back,
 * closed to the public and to anything but TLS. Running it on an existing bucket brings it to these settings.
 *
 * @param emulator leaves the bucket without a policy: the emulator ignores conditions, so that a conditional deny
 * would shut everybody out
 * @returns what was done, in words: `created`, `unchanged`, `put right: versioning, encryption`
 * @throws Refusal `ForeignBucket`
 * @throws AwsFailure naming the call that S3 refused; the next run goes on where this one ended
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

/** Creates the bucket unless the account has it; true where it was not there. */
async function createBucket(
  client: S3Client,
  bucket: string,
  region: string,
  account: string,
): Promise<boolean> {
  const { CreateBucketCommand } = await import('@aws-sdk/client-s3');
  // us-east-1 creates a bucket that is there without a word, and takes its ACL back.
  if (await stateBucketExists(bucket, region, account)) return false;
  try {
    await client.send(
      new CreateBucketCommand({
        Bucket: bucket,
        // us-east-1 is the one region that must not be named.
        ...(region !== 'us-east-1' && {
          CreateBucketConfiguration: { LocationConstraint: region as never },
        }),
      }),
    );
    return true;
  } catch (error) {
    // Somebody bootstraps at the same time.
    if ((error as Error).name === 'BucketAlreadyOwnedByYou') return false;
    if ((error as Error).name === 'BucketAlreadyExists') throw foreignBucket(bucket, region, account, error);
    throw error;
  }
}

/** Who may not read a setting may be allowed to make it. */
function unlessDenied(error: unknown): false {
  if ((error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 403) return false;
  throw error;
}

/** Why S3 does not show a bucket: it says the same of one of another account as of one that the caller may not see. */
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
    : `it is of account ${account}, or of another one, which s3:ListAllMyBuckets would tell`;
  return new Refusal(
    'StateBucketDenied',
    `S3 does not let you look at the Terraform state bucket ${bucket} in ${region}: ${whose}. Nothing was touched.`,
    {
      next: `with credentials that may call s3:ListBucket on arn:aws:s3:::${bucket}, the same command again`,
      cause,
    },
  );
}

function foreignBucket(bucket: string, region: string, account: string, cause: unknown): Refusal {
  return new Refusal(
    'ForeignBucket',
    `The Terraform state bucket ${bucket} in ${region} is not of account ${account}: another account has a bucket of this name. Nothing was touched.`,
    { next: 'give the environment another name, from which the name of the bucket follows', cause },
  );
}

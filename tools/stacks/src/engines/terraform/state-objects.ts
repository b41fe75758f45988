import type { S3Client } from '@aws-sdk/client-s3';
import { stateBucketName, stateKey } from '@bulkhead/stack';
import { openS3 } from '../../retries/s3-client';
import { type StackName, type StateKeeper, type StatePlace } from '../engine-state';
import { foundState, stacksNamed, stacksWithResources } from './state-file';

/** State in the objects of the region's bucket. */
export const stateObjects: Omit<StateKeeper, 'lastKept'> = {
  nameOf: ({ environment }, stack) => stateKey(environment, stack),
  list: (place) =>
    inStateBucket(place, new Map(), async (client, bucket) => {
      const { paginateListObjectsV2 } = await import('@aws-sdk/client-s3');
      const marks = new Map<string, string>();
      const prefix = `${place.environment.name}/`;
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { ...bucket, Prefix: prefix }))
        for (const { Key = '', ETag = '' } of Contents)
          // The lock file is beside the state.
          if (Key.endsWith('.tfstate')) marks.set(Key, ETag);
      return marks;
    }),
  read: (place, stack) =>
    inStateBucket(place, { is: 'missing' }, async (client, bucket) => {
      const { GetObjectCommand } = await import('@aws-sdk/client-s3');
      const request = new GetObjectCommand({ ...bucket, Key: stateKey(place.environment, stack) });
      const { Body, ETag = '' } = await client.send(request);
      return foundState((await Body?.transformToString()) ?? '', ETag);
    }),
  stacksOf: (place, unknown) => stacksWithResources(stateObjects, place, stacksOfObjects(place, unknown)),
};

/** The stacks of state objects, by their keys. */
export function stacksOfObjects({ environment }: StatePlace, keys: readonly string[]): StackName[] {
  const prefix = `${environment.name}/`;
  return stacksNamed(keys.flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : [])));
}

/** The text of a state; undefined if there is none. */
export async function stateObjectText(place: StatePlace, stack: StackName): Promise<string | undefined> {
  return inStateBucket(place, undefined, async (client, bucket) => {
    const { GetObjectCommand } = await import('@aws-sdk/client-s3');
    const request = new GetObjectCommand({ ...bucket, Key: stateKey(place.environment, stack) });
    return (await client.send(request)).Body?.transformToString();
  });
}

/**
 * Copies a state to the place of another stack, in the same bucket. An existing state is replaced, and stays as a
 * version of the object.
 *
 * @throws if there is no state to copy
 */
export async function copyStateObject(place: StatePlace, from: StackName, to: StackName): Promise<void> {
  const copied = await inStateBucket(place, false, async (client, bucket) => {
    const { CopyObjectCommand } = await import('@aws-sdk/client-s3');
    await client.send(
      new CopyObjectCommand({
        ...bucket,
        ExpectedSourceBucketOwner: bucket.ExpectedBucketOwner,
        CopySource: `${bucket.Bucket}/${stateKey(place.environment, from)}`,
        Key: stateKey(place.environment, to),
      }),
    );
    return true;
  });
  if (!copied) throw new Error(`There is no state at ${stateKey(place.environment, from)}.`);
}

/** Removes a state. Nothing may need it any more; it stays as a version of the object. */
export async function removeStateObject(place: StatePlace, stack: StackName): Promise<void> {
  await inStateBucket(place, undefined, async (client, bucket) => {
    const { DeleteObjectCommand } = await import('@aws-sdk/client-s3');
    await client.send(new DeleteObjectCommand({ ...bucket, Key: stateKey(place.environment, stack) }));
  });
}

export interface StateBucket {
  readonly Bucket: string;
  /** Anybody can take a bucket name, and a bucket of somebody else has no state of ours. */
  readonly ExpectedBucketOwner: string;
}

/**
 * Works with the state bucket of a region.
 *
 * @param nothing the result if the bucket or the object does not exist
 */
export async function inStateBucket<T>(
  { environment, region }: StatePlace,
  nothing: T,
  work: (client: S3Client, bucket: StateBucket) => Promise<T>,
): Promise<T> {
  const client = await openS3(region);
  try {
    return await work(client, {
      Bucket: stateBucketName(environment, region),
      ExpectedBucketOwner: environment.account,
    });
  } catch (error) {
    if (['NoSuchBucket', 'NoSuchKey'].includes((error as Error).name)) return nothing;
    throw error;
  } finally {
    client.destroy();
  }
}

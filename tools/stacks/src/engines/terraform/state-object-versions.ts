import { randomUUID } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import type {
  ListObjectVersionsCommandInput,
  ListObjectVersionsCommandOutput,
  S3Client,
} from '@aws-sdk/client-s3';
import { Refusal } from '@bulkhead/errors';
import { stateKey } from '@bulkhead/stack';
import { awsCommand } from '../../workspace/printed-commands';
import { type StackName, type StatePlace } from '../engine-state';
import { foundState } from './state-file';
import { inStateBucket, type StateBucket } from './state-objects';
import { lockIn, type StateLock } from './state-lock';

import { lockedState, type StateVersion, type StateVersions } from './state-versions';

/** Number of versions that are read at once. */
const readsAtOnce = 10;

/** The versions of the state objects in the region's bucket. */
export const stateObjectVersions: StateVersions = {
  list: (place, stack) =>
    inStateBucket(place, [], async (client, bucket) => {
      const object = { ...bucket, Key: stateKey(place.environment, stack) };
      const listed = await listVersions(client, object);
      const versions: StateVersion[] = [];
      for (let index = 0; index < listed.length; index += readsAtOnce) {
        const some = listed.slice(index, index + readsAtOnce);
        versions.push(...(await Promise.all(some.map((version) => readVersion(client, object, version)))));
      }
      return versions;
    }),

  async write(place, stack, text) {
    const written = await inStateBucket(place, false, async (client, bucket) => {
      const { PutObjectCommand } = await import('@aws-sdk/client-s3');
      const object = { ...bucket, Key: stateKey(place.environment, stack) };
      await requireVersioned(client, bucket, place);
      await withLock(client, { place, stack }, object, () =>
        client.send(new PutObjectCommand({ ...object, Body: text, ContentType: 'application/json' })),
      );
      return true;
    });
    if (!written) throw noBucket(place);
  },

  async whileUnlocked<T>(place: StatePlace, stack: StackName, work: () => Promise<T>): Promise<T> {
    const done: { result: T }[] = [];
    await inStateBucket(place, undefined, async (client, bucket) => {
      const object = { ...bucket, Key: stateKey(place.environment, stack) };
      await withLock(client, { place, stack }, object, async () => done.push({ result: await work() }));
    });
    const [first] = done;
    if (!first) throw noBucket(place);
    return first.result;
  },
};

function noBucket({ environment, region }: StatePlace): RangeError {
  return new RangeError(`There is no bucket for the state of ${environment.name} in ${region}.`);
}

interface StateObject extends StateBucket {
  readonly Key: string;
}

interface ListedVersion {
  readonly id: string;
  readonly at: Date;
  readonly deleted: boolean;
}

/** Every version and every delete marker of an object, the newest first. */
async function listVersions(client: S3Client, { Key, ...bucket }: StateObject): Promise<ListedVersion[]> {
  const { ListObjectVersionsCommand } = await import('@aws-sdk/client-s3');
  const found: ListedVersion[] = [];
  let from: Pick<ListObjectVersionsCommandInput, 'KeyMarker' | 'VersionIdMarker'> | undefined = {};
  while (from) {
    const page: ListObjectVersionsCommandOutput = await client.send(
      new ListObjectVersionsCommand({ ...bucket, Prefix: Key, ...from }),
    );
    const { Versions = [], DeleteMarkers = [] } = page;
    // The versions of the lock have the same prefix.
    for (const [versions, deleted] of [[Versions, false] as const, [DeleteMarkers, true] as const])
      for (const { Key: name, VersionId = '', LastModified = new Date(0) } of versions)
        if (name === Key) found.push({ id: VersionId, at: LastModified, deleted });
    from = page.IsTruncated
      ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
      : undefined;
  }
  // S3 lists versions and markers separately, each with the newest first.
  return found.sort((one, other) => other.at.getTime() - one.at.getTime());
}

async function readVersion(
  client: S3Client,
  object: StateObject,
  { id, at, deleted }: ListedVersion,
): Promise<StateVersion> {
  const version = { id, at: at.toISOString() };
  if (deleted) return { ...version, found: { is: 'missing' }, text: '' };
  const { GetObjectCommand } = await import('@aws-sdk/client-s3');
  const { Body, ETag = '' } = await client.send(new GetObjectCommand({ ...object, VersionId: id }));
  const text = (await Body?.transformToString()) ?? '';
  return { ...version, found: foundState(text, ETag), text };
}

/** @throws Refusal `StateNotVersioned`: a write would lose the present state */
async function requireVersioned(
  client: S3Client,
  bucket: StateBucket,
  { region }: StatePlace,
): Promise<void> {
  const { GetBucketVersioningCommand } = await import('@aws-sdk/client-s3');
  const { Status } = await client.send(new GetBucketVersioningCommand(bucket));
  if (Status === 'Enabled') return;
  throw new Refusal(
    'StateNotVersioned',
    `Bucket ${bucket.Bucket} in ${region} does not keep versions: a write would lose the present state.`,
    {
      next: awsCommand(
        `s3api put-bucket-versioning --region ${region} --bucket ${bucket.Bucket} --versioning-configuration Status=Enabled`,
      ),
    },
  );
}

/**
 * Holds Terraform's own lock on a state: an object that only one process can create.
 * https://developer.hashicorp.com/terraform/language/backend/s3#state-locking
 */
async function withLock(
  client: S3Client,
  { place, stack }: { readonly place: StatePlace; readonly stack: StackName },
  { Key, ...bucket }: StateObject,
  work: () => Promise<unknown>,
): Promise<void> {
  const { DeleteObjectCommand } = await import('@aws-sdk/client-s3');
  const { isAbandoned, stackDirectory } = await import('./abandoned-lock.js');
  const { notedLocking } = await import('./locking-calls.js');
  const lock = { ...bucket, Key: `${Key}.tflock` };
  const locking = { operation: 'recover', lock: randomUUID() };
  await notedLocking(await stackDirectory(place, stack), locking, async ({ started }) => {
    await started(process.pid);
    const text = lockText(locking.lock, `${bucket.Bucket}/${Key}`);
    const held = await takeLock(client, lock, text);
    if (held) {
      const unlock = awsCommand(`s3 rm s3://${lock.Bucket}/${lock.Key}`);
      if (!(await isAbandoned(place, stack, held))) throw lockedState(stack, held, unlock);
      await client.send(new DeleteObjectCommand(lock));
      const other = await takeLock(client, lock, text);
      if (other) throw lockedState(stack, other, unlock);
    }
    try {
      await work();
    } finally {
      await client.send(new DeleteObjectCommand(lock));
    }
  });
}

/** Takes the lock on a state; returns the existing lock if somebody else has it. */
async function takeLock(client: S3Client, lock: StateObject, text: string): Promise<StateLock | undefined> {
  const { PutObjectCommand } = await import('@aws-sdk/client-s3');
  try {
    await client.send(new PutObjectCommand({ ...lock, Body: text, IfNoneMatch: '*' }));
    return undefined;
  } catch (error) {
    // 412: somebody has the lock; 409: somebody takes it at the same time.
    if (
      ![409, 412].includes(
        (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode ?? 0,
      )
    )
      throw error;
    const there = lockIn(await readLock(client, lock));
    // The lock may be our own: the answer to the first attempt was lost, and the client tried again.
    return there.id === lockIn(text).id ? undefined : there;
  }
}

async function readLock(client: S3Client, lock: StateObject): Promise<string> {
  const { GetObjectCommand } = await import('@aws-sdk/client-s3');
  return client.send(new GetObjectCommand(lock)).then(
    async ({ Body }) => (await Body?.transformToString()) ?? '',
    () => '',
  );
}

/** https://github.com/hashicorp/terraform/blob/v1.11.4/internal/states/statemgr/locker.go */
function lockText(id: string, path: string): string {
  return JSON.stringify({
    ID: id,
    Operation: 'recover',
    Info: '',
    Who: `${userInfo().username}@${hostname()}`,
    Version: '',
    Created: new Date().toISOString(),
    Path: path,
  });
}

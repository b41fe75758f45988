import { bucketName, type NameScope, replicatedBuckets } from '@bulkhead/naming';

/** Logical name of the bucket of the platform's objects. */
export const dataBucket = replicatedBuckets.data;

/** Name of the bucket of the platform's objects in a region, for code that cannot ask the stack that owns it. */
export function dataBucketName(nameScope: NameScope): string {
  return bucketName(nameScope, dataBucket);
}

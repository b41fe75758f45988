import { bucketName, type NameScope } from '@bulkhead/naming';

/** Logical name of the bucket of the platform's objects. */
export const dataBucket = 'data';

/** Name of the bucket of the platform's objects in a region: for who has to know it without asking the stack that owns it. */
export function dataBucketName(nameScope: NameScope): string {
  return bucketName(nameScope, dataBucket);
}

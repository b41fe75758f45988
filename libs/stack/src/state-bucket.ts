import { type Environment } from '@bulkhead/config';
import { bucketName } from '@bulkhead/naming';

/** Name of the bucket that keeps the Terraform state of an environment's stacks in one region. */
export function stateBucketName({ name, account }: Environment, region: string): string {
  return bucketName({ environment: name, region, account }, 'terraform-state');
}

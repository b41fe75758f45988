import { type Environment, type RegionRole } from '@bulkhead/config';
import { bucketName } from '@bulkhead/naming';

/** Name of the bucket that keeps the Terraform state of an environment's stacks in one region. */
export function stateBucketName({ name, account }: Environment, region: string): string {
  return bucketName({ environment: name, region, account }, 'terraform-state');
}

/** Key of the object with the Terraform state of a stack, in the bucket of its region. */
export function stateKey(
  { name }: Pick<Environment, 'name'>,
  { role, app, stack }: { readonly role: RegionRole; readonly app: string; readonly stack: string },
): string {
  return `${name}/${role}/${app}/${stack}.tfstate`;
}

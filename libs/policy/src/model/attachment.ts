import { type PolicyResource } from './policy-resource';

/** Settings that a stack gives to a resource of another stack, such as the replication of a bucket. */
export interface Attachment extends Pick<PolicyResource, 'address' | 'properties' | 'region'> {
  /** CloudFormation type of the other stack's resource. */
  readonly type: string;
  /** The reference to that resource: a consumed parameter. */
  readonly to: unknown;
}

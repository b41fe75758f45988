import { type PolicyResource } from './policy-resource';

/** Settings that a stack gives to a resource of another stack, such as the replication of a bucket. */
export interface Attachment extends Pick<PolicyResource, 'address' | 'properties' | 'region'> {
  /** CloudFormation type of that resource. */
  readonly type: string;
  /** What refers to it: a consumed parameter. */
  readonly to: unknown;
}

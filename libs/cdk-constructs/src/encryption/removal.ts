import { RemovalPolicy } from 'aws-cdk-lib/core';

/**
 * What becomes of logs and keys that leave the stack. Not RETAIN in a protected environment: a first deploy that is
 * rolled back would leave things of those names in the way of the second.
 */
export function removalOf(isProtected: boolean): RemovalPolicy {
  return isProtected ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
}

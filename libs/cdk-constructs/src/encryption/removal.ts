import { RemovalPolicy } from 'aws-cdk-lib/core';

/**
 * The removal policy of logs and keys. It is not RETAIN in a protected environment: if a first deploy is rolled back,
 * retained resources would block the second deploy by their names.
 */
export function removalOf(isProtected: boolean): RemovalPolicy {
  return isProtected ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
}

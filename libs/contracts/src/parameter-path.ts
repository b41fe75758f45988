/**
 * Name of the SSM parameter that holds one value: `/bulkhead/<environment>/<contract>/<key>`. It is in the
 * region of the stack that publishes it.
 */
export function parameterPath(environment: string, contract: string, key: string): string {
  return `/bulkhead/${environment}/${contract}/${key}`;
}

import { functionName, logGroupName, type NameScope } from '@bulkhead/naming';

/** The credentials of a database of which RDS does not manage the password; each has a function of its own. */
export const rotatedCredentials = ['application', 'master'] as const;

/** Name of the function that rotates a credential. Its own permissions are made before it, and need to know it. */
export function rotationFunctionName(nameScope: NameScope, name: string): string {
  return functionName(nameScope, 'rotation', name);
}

/** Name of the log group of that function. The policy of its key is made before it, and needs to know it. */
export function rotationLogGroupName(nameScope: NameScope, name: string): string {
  return logGroupName(nameScope, 'rotation', name);
}

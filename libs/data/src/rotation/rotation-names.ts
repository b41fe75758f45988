import { functionName, logGroupName, type NameScope } from '@bulkhead/naming';

/** The credentials of a database whose password RDS does not manage. Each has a function of its own. */
export const rotatedCredentials = ['application', 'master'] as const;

/** Name of the function that rotates a credential. Its permissions are created first, and need the name. */
export function rotationFunctionName(nameScope: NameScope, name: string): string {
  return functionName(nameScope, 'rotation', name);
}

/** Name of the log group of the function. The key policy is created first, and needs the name. */
export function rotationLogGroupName(nameScope: NameScope, name: string): string {
  return logGroupName(nameScope, 'rotation', name);
}

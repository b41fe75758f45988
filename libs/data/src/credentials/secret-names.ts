import { type LogicalName } from '@bulkhead/naming';

/** Name of the master user's secret, in the primary region and in the replica region. */
export const masterSecretName: LogicalName = ['database', 'master'];

/** Name of the secret for the application user, in both regions. */
export const applicationSecretName: LogicalName = ['database', 'application'];

/** Name of the key of both secrets, in each region. */
export const credentialsKeyName: LogicalName = ['credentials'];

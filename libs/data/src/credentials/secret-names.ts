import { type LogicalName } from '@bulkhead/naming';

/** What the secret of the master user is called, in the primary region and where it is replicated to. */
export const masterSecretName: LogicalName = ['database', 'master'];

/** What the secret of the user that applications connect as is called, there and there. */
export const applicationSecretName: LogicalName = ['database', 'application'];

/** What the key of both secrets is called in each region that they are in. */
export const credentialsKeyName: LogicalName = ['credentials'];

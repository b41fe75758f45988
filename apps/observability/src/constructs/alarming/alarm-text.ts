import { alarmDescription } from '@bulkhead/alert-function';
import { appOwners } from '@bulkhead/config';
import { type Severity } from '../watching/watch';

/** What people read when an alarm calls them. */
export interface AlarmText {
  readonly means: string;
  readonly severity: Severity;
  readonly patients: string;
  /** The app whose team owns what is watched. */
  readonly app: string;
  /** URL of the heading that says what to do. */
  readonly runbook: string;
}

/**
 * The description of an alarm. The function that explains alarms reads it again.
 *
 * @throws Error if the app has no owner
 */
export function alarmText({ means, severity, patients, app, runbook }: AlarmText): string {
  const owner = appOwners[app];
  if (owner === undefined) throw new Error(`Nobody owns an app ${app}.`);
  return alarmDescription({ summary: `${means}.`, severity, owner, patients: `${patients}.`, runbook });
}

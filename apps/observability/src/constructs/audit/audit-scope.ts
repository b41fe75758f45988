import { type NameScope } from '@bulkhead/naming';

/** What every part of the audit of a region knows. */
export interface AuditScope {
  readonly nameScope: NameScope;
  readonly isProtected: boolean;
  /** The region is the primary one: what exists once for the whole account is there. */
  readonly isPrimary: boolean;
  /** The environment has a DR region. */
  readonly hasDrRegion: boolean;
  /** The team to call, such as `@acme/operations`. */
  readonly owner: string;
}

/** Where the audit of a region publishes what it hears. */
export interface Topics {
  /** What somebody has to act on now. */
  readonly alertsTopicArn: string;
  /** What people want to know. */
  readonly notificationsTopicArn: string;
}

/** The topic of a severity. */
export function topicOf(severity: 'page' | 'ticket', topics: Topics): string {
  return severity === 'page' ? topics.alertsTopicArn : topics.notificationsTopicArn;
}

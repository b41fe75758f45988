import { bucketName, logGroupName, type NameScope, replicatedBuckets, trailName } from '@bulkhead/naming';

/**
 * Names of the parts of the audit, for code that cannot ask for them: a policy that the part needs names the part, and a
 * rule hears of a part also where another region has it.
 */
export const auditBuckets = {
  trail: replicatedBuckets.audit,
  config: 'audit-config',
  accessLogs: 'audit-access-logs',
} as const;

/** Names of all buckets of the audit of a region. */
export function auditBucketNames(nameScope: NameScope): string[] {
  return Object.values(auditBuckets).map((name) => bucketName(nameScope, name));
}

/** ARN of the trail, which is in the region of the scope. */
export function trailArnOf(nameScope: NameScope): string {
  const { account, region } = nameScope;
  return `arn:aws:cloudtrail:${region}:${account}:trail/${trailName(nameScope, 'audit')}`;
}

/** Log group with the events of the trail. */
export function trailLogGroupName(nameScope: NameScope): string {
  return logGroupName(nameScope, 'observability', 'audit');
}

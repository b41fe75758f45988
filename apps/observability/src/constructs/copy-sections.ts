import { hasStack, type MonitoringSettings, regionPlanOf } from '@bulkhead/config';
import { bucketName, replicatedBuckets, replicationRuleId } from '@bulkhead/naming';
import { type StackContext } from '@bulkhead/stack';
import { copiesFiles } from './region-stacks';
import { fileSystemReplicationSection, type ReplicatedBucket, replicationSection } from './watching/copies';
import { type Section } from './watching/watch';

/** The part of a stack's context that names follow from. */
type Place = Pick<StackContext, 'environment' | 'nameScope' | 'role'>;

/**
 * What is watched of the copies that the DR region has. A metric of a copy names both regions. No region reads a
 * parameter of the other one for it, since each one stands alone: names follow from the environment. Nor does it come
 * from the stack that replicates, which waits for the audit, which waits for the topics of this stack.
 *
 * @param dataBucketName as its contract says. @default the region has no data bucket
 */
export function objectCopySections(
  context: Place,
  { rpoSeconds }: MonitoringSettings,
  dataBucketName: string | undefined,
): Section[] {
  const { environment, role } = context;
  if (!hasStack(environment, 'dr-region', 'replication', 'primary')) return [];
  const isCopied = (stack: string) => hasStack(environment, 'dr-region', stack, 'dr');
  const buckets: ReplicatedBucket[] = [];
  if (dataBucketName !== undefined && isCopied('storage'))
    buckets.push({
      id: 'object',
      ...between(context, replicatedBuckets.data, dataBucketName),
      holds: 'Objects of the data bucket',
      severity: 'page',
      patients: 'Nothing now; if the primary region is lost, the documents since are lost too',
      app: 'database',
    });
  if (isCopied('static-assets'))
    buckets.push({
      id: 'static-asset',
      ...between(context, replicatedBuckets.staticAssets),
      holds: 'Static files',
      // They are in the repository too, and the next deployment uploads them again.
      severity: 'ticket',
      patients: 'Nothing now; if the primary region is lost, people get an earlier version of the pages',
      app: 'database',
    });
  if (environment.apps.observability?.audit?.trail.managedBy === 'environment')
    buckets.push({
      id: 'audit-file',
      ...between(context, replicatedBuckets.audit),
      holds: 'Files of the trail',
      // CloudTrail itself delivers after minutes, and the log of the trail has the same events.
      severity: 'ticket',
      patients: 'Nothing now; if the primary region is lost, nobody can prove who read their records since',
      app: 'observability',
    });
  return [replicationSection(buckets, { isDestination: role === 'dr', rpoSeconds })];
}

/** The same of the file system, by the id that AWS chose in this region. */
export function fileCopySections(
  context: Place,
  { rpoSeconds }: MonitoringSettings,
  fileSystemId: string,
): Section[] {
  if (!copiesFiles(context)) return [];
  return [fileSystemReplicationSection({ fileSystemId, isDestination: context.role === 'dr', rpoSeconds })];
}

/** @param ownName the bucket's name in the region of the stack. @default as it follows from the environment */
function between({ environment, nameScope, role }: Place, logicalName: string, ownName?: string) {
  const nameIn = (of: 'primary' | 'dr') =>
    of === role && ownName !== undefined
      ? ownName
      : bucketName({ ...nameScope, region: regionPlanOf(environment, of).name }, logicalName);
  return {
    sourceBucket: nameIn('primary'),
    destinationBucket: nameIn('dr'),
    ruleId: replicationRuleId,
  };
}

import { isSelected } from '../reading/backup-selections';
import { isClusterInstance } from '../reading/cluster-instances';
import { takesLoadBalancerLogs, takesServerAccessLogs } from '../reading/log-buckets';
import { isTrue, numberAt, valueAt } from '../reading/properties';
import { isReplica } from '../reading/replication';
import { type PolicyResource } from '../model/policy-resource';
import { patientDataTypes } from '../stateful-types';
import { resourceRule, unless } from './resource-rule';

/**
 * Every data store must be backed up, by a backup plan in its region or by its own service. cdk-nag asks for a plan in
 * the same stack for instances, file systems, tables and volumes. cdk-nag ignores clusters, caches, buckets and
 * selections by tag.
 */
export const backupCoverage = resourceRule({
  id: 'backup-coverage',
  title: 'Every data store is backed up, by a backup plan or by its own service.',
  controls: ['164.308(a)(7)(i)', '164.308(a)(7)(ii)(A)', '164.308(a)(7)(ii)(B)'],
  types: patientDataTypes,
  judge: (resource, place) => {
    const store = { stack: place.stack, resource };
    const takesLogs = takesLoadBalancerLogs(store, place) || takesServerAccessLogs(store, place);
    // The backups of a replica are the backups of its source, since the data is copied from there.
    if (isClusterInstance(resource) || takesLogs || isReplica(store, place)) return 'not-applicable';
    return unless(
      backsItselfUp(resource) || isSelected(store, place),
      'No backup plan selects it, and its own backups are off.',
    );
  },
});

/**
 * A bucket needs both versioning and replication. Versions undo a deletion; a replica survives the loss of the bucket.
 */
function backsItselfUp({ properties }: PolicyResource): boolean {
  const days = ['BackupRetentionPeriod', 'SnapshotRetentionLimit'].map(
    (name) => numberAt(properties, name) ?? 0,
  );
  return (
    days.some((each) => each > 0) ||
    valueAt(properties, 'BackupPolicy.Status') === 'ENABLED' ||
    isTrue(valueAt(properties, 'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled')) ||
    (valueAt(properties, 'VersioningConfiguration.Status') === 'Enabled' &&
      valueAt(properties, 'ReplicationConfiguration.Rules') !== undefined)
  );
}

import { dataStoreTypes, isClusterInstance } from '../reading/data-stores';
import { takesLoadBalancerLogs, takesServerAccessLogs } from '../reading/log-buckets';
import { isSelected } from '../reading/backup-selections';
import { valuesAt } from '../reading/properties';
import { type Located, type Place, regionOf, resourcesOf } from '../reading/references';
import { resourceRule, unless } from './resource-rule';

/** Properties that send what a store holds to another region as it changes. */
const paths: Readonly<Record<string, readonly string[]>> = {
  'AWS::DynamoDB::Table': ['Replicas', 'ReplicationSpecification'],
  'AWS::EFS::FileSystem': ['ReplicationConfiguration.Destinations'],
  'AWS::ElastiCache::ReplicationGroup': ['GlobalReplicationGroupId'],
  'AWS::RDS::DBCluster': ['GlobalClusterIdentifier'],
  'AWS::RDS::DBInstance': ['AutomaticBackupReplicationRegion'],
  'AWS::S3::Bucket': ['ReplicationConfiguration.Rules'],
};

/**
 * In an environment with a DR region what the primary region stores is in the DR region too: replicated, or copied by a
 * backup plan where the plan's hour is soon enough.
 */
export const replicationPath = resourceRule({
  id: 'replication-path',
  title: 'Every data store of the primary region has a way into the DR region, where there is one.',
  controls: ['164.308(a)(7)(i)', '164.308(a)(7)(ii)(B)', '164.308(a)(7)(ii)(C)'],
  types: dataStoreTypes,
  judge: (resource, place) => {
    const store = { stack: place.stack, resource };
    const hasDr = place.environment.stacks.some(({ role }) => role === 'dr');
    const takesLogs = takesLoadBalancerLogs(store, place) || takesServerAccessLogs(store, place);
    if (!hasDr || place.stack.role !== 'primary' || isClusterInstance(resource) || takesLogs)
      return 'not-applicable';
    const replicates = paths[resource.type]?.some((path) => valuesAt(resource.properties, path).length > 0);
    return unless(
      replicates === true || isReplicated(store, place) || (isSelected(store, place) && copiesAway(place)),
      'Nothing takes what it holds to the DR region.',
    );
  },
});

/** A resource of its own that names the store as its source, such as a replica in a stack of the DR region. */
function isReplicated({ resource }: Located, { environment }: Place): boolean {
  const name = resource.properties['DBInstanceIdentifier'];
  return resourcesOf(environment, 'AWS::RDS::DBInstance', 'AWS::RDS::GlobalCluster').some(
    ({ resource: other }) => {
      const { SourceDBInstanceIdentifier, SourceDBClusterIdentifier } = other.properties;
      const source = JSON.stringify([SourceDBInstanceIdentifier, SourceDBClusterIdentifier]);
      return (
        source.includes(`"${resource.logicalId}"`) ||
        (name !== undefined && source.includes(`:${String(name)}"`))
      );
    },
  );
}

function copiesAway({ environment }: Place): boolean {
  return resourcesOf(environment, 'AWS::Backup::BackupPlan').some(({ stack, resource }) =>
    valuesAt(resource.properties, 'BackupPlan.BackupPlanRule.CopyActions.DestinationBackupVaultArn').some(
      (target) => regionOf(target, { environment, stack }) !== stack.region,
    ),
  );
}

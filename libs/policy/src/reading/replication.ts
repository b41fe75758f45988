import { valuesAt } from './properties';
import { type Located, type Place, resourcesOf } from './references';

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
 * True when what the store holds goes to another region as it changes: by its own properties, or by a resource that
 * names it as its source, such as a replica in a stack of the DR region.
 */
export function isReplicated(store: Located, place: Place): boolean {
  const { type, properties } = store.resource;
  const bySelf = paths[type]?.some((path) => valuesAt(properties, path).length > 0);
  return bySelf === true || isSource(store, place);
}

function isSource({ resource }: Located, { environment }: Place): boolean {
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

import { valuesAt } from './properties';
import { attachmentsTo, isSame, type Located, type Place, resourceBehind, resourcesOf } from './references';

/** Properties that replicate the content of a store to another region continuously. */
const paths: Readonly<Record<string, readonly string[]>> = {
  'AWS::DynamoDB::Table': ['Replicas', 'ReplicationSpecification'],
  'AWS::EFS::FileSystem': ['ReplicationConfiguration.Destinations'],
  'AWS::ElastiCache::ReplicationGroup': ['GlobalReplicationGroupId'],
  'AWS::RDS::DBCluster': ['GlobalClusterIdentifier'],
  'AWS::RDS::DBInstance': ['AutomaticBackupReplicationRegion'],
  'AWS::S3::Bucket': ['ReplicationConfiguration.Rules'],
};

/**
 * True if the content of the store is replicated to another region continuously: by its own properties, by settings
 * that another stack adds, or by a resource that names the store as its source, such as a replica in a stack of the DR
 * region.
 */
export function isReplicated(store: Located, place: Place): boolean {
  const attached = attachmentsTo(store, place.environment).map(({ attachment }) => attachment);
  const isOn = [store.resource, ...attached].some(({ type, properties }) =>
    paths[type]?.some((path) => valuesAt(properties, path).length > 0),
  );
  return isOn || isSource(store, place);
}

/** Properties that name the target of a store's replication. */
const destinations: Readonly<Record<string, string>> = {
  'AWS::EFS::FileSystem': 'ReplicationConfiguration.Destinations.FileSystemId',
  'AWS::S3::Bucket': 'ReplicationConfiguration.Rules.Destination.Bucket',
};

/** True when another store of the environment is replicated into this one. */
export function isReplica(store: Located, { environment }: Place): boolean {
  const { type } = store.resource;
  const path = destinations[type];
  if (path === undefined) return false;
  return environment.stacks.some((stack) =>
    [...stack.resources, ...(stack.attachments ?? [])].some(
      (each) =>
        each.type === type &&
        valuesAt(each.properties, path).some((value) =>
          isSame(resourceBehind(value, { stack, environment }, type), store),
        ),
    ),
  );
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

import {
  alike,
  getAtt,
  listOfTags,
  type MappingTable,
  partOf,
  ref,
  resource,
  terraformOnly,
  timeouts,
  without,
} from '../mapping';
import { block, blocksIn, byName, listOfOne, property, type Shape } from '../shapes';

const logDelivery: Shape = (value, scope) =>
  blocksIn(value).map(({ destination, ...rest }) => {
    const to = scope.evaluate(destination);
    return {
      ...scope.properties(alike('destination_type', 'log_format', 'log_type'), rest),
      DestinationDetails:
        rest['destination_type'] === 'kinesis-firehose'
          ? { KinesisFirehoseDetails: { DeliveryStream: to } }
          : { CloudWatchLogsDetails: { LogGroup: to } },
    };
  });

/** Redis and Valkey: replication groups, users, parameter groups and subnet groups. */
export const elastiCache: MappingTable = {
  aws_elasticache_replication_group: resource(
    'AWS::ElastiCache::ReplicationGroup',
    {
      ...alike(
        'at_rest_encryption_enabled',
        'auth_token',
        'auto_minor_version_upgrade',
        'automatic_failover_enabled',
        'cluster_mode',
        'data_tiering_enabled',
        'engine',
        'engine_version',
        'global_replication_group_id',
        'ip_discovery',
        'kms_key_id',
        'network_type',
        'notification_topic_arn',
        'num_cache_clusters',
        'num_node_groups',
        'port',
        'replicas_per_node_group',
        'replication_group_id',
        'security_group_ids',
        'snapshot_arns',
        'snapshot_name',
        'snapshot_retention_limit',
        'snapshot_window',
        'transit_encryption_enabled',
        'transit_encryption_mode',
        'user_group_ids',
      ),
      apply_immediately: without('when AWS applies a change'),
      auth_token_update_strategy: without('when AWS applies a change'),
      description: 'ReplicationGroupDescription',
      final_snapshot_identifier: without('the deletion policy'),
      log_delivery_configuration: property('LogDeliveryConfigurations', logDelivery),
      maintenance_window: 'PreferredMaintenanceWindow',
      multi_az_enabled: 'MultiAZEnabled',
      node_type: 'CacheNodeType',
      parameter_group_name: 'CacheParameterGroupName',
      preferred_cache_cluster_azs: 'PreferredCacheClusterAZs',
      security_group_names: without('EC2-Classic, which is gone'),
      subnet_group_name: 'CacheSubnetGroupName',
      ...timeouts,
    },
    {
      tags: listOfTags,
      deletionPolicy: ({ final_snapshot_identifier: snapshot }) => (snapshot ? 'Snapshot' : 'Delete'),
      attributes: {
        arn: terraformOnly('Arn'),
        configuration_endpoint_address: getAtt('ConfigurationEndPoint.Address'),
        primary_endpoint_address: getAtt('PrimaryEndPoint.Address'),
        reader_endpoint_address: getAtt('ReaderEndPoint.Address'),
        replication_group_id: ref,
      },
    },
  ),
  aws_elasticache_global_replication_group: resource(
    'AWS::ElastiCache::GlobalReplicationGroup',
    {
      ...alike(
        'automatic_failover_enabled',
        'cache_node_type',
        'engine_version',
        'global_replication_group_description',
        'global_replication_group_id_suffix',
      ),
      num_node_groups: 'GlobalNodeGroupCount',
      parameter_group_name: 'CacheParameterGroupName',
      primary_replication_group_id: property('Members', (value, scope) => [
        {
          ReplicationGroupId: scope.evaluate(value),
          ReplicationGroupRegion: { Ref: 'AWS::Region' },
          Role: 'PRIMARY',
        },
      ]),
      ...timeouts,
    },
    { attributes: { id: ref, global_replication_group_id: getAtt('GlobalReplicationGroupId') } },
  ),
  aws_elasticache_user: resource(
    'AWS::ElastiCache::User',
    {
      ...alike('access_string', 'engine', 'no_password_required', 'passwords', 'user_id', 'user_name'),
      authentication_mode: block('AuthenticationMode', { passwords: 'Passwords', type: 'Type' }),
      ...timeouts,
    },
    { tags: listOfTags, attributes: { arn: getAtt('Arn'), user_id: ref } },
  ),
  aws_elasticache_user_group: resource(
    'AWS::ElastiCache::UserGroup',
    alike('engine', 'user_group_id', 'user_ids'),
    { tags: listOfTags, attributes: { arn: getAtt('Arn'), user_group_id: ref }, defaults: { user_ids: [] } },
  ),
  aws_elasticache_user_group_association: partOf('user_group_id', {
    user_id: listOfOne('UserIds'),
    ...timeouts,
  }),
  aws_elasticache_subnet_group: resource(
    'AWS::ElastiCache::SubnetGroup',
    { description: 'Description', name: 'CacheSubnetGroupName', subnet_ids: 'SubnetIds' },
    { tags: listOfTags, attributes: { name: ref }, defaults: { description: 'Managed by Terraform' } },
  ),
  aws_elasticache_parameter_group: resource(
    'AWS::ElastiCache::ParameterGroup',
    {
      description: 'Description',
      family: 'CacheParameterGroupFamily',
      name: without('a name that CloudFormation gives'),
      parameter: byName('Properties'),
    },
    { tags: listOfTags, attributes: { name: ref }, defaults: { description: 'Managed by Terraform' } },
  ),
};

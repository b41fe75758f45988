import { definedByCloudFormation, definedByTerraform } from '../../testing';

test('a replication group with users is the same in both engines', () => {
  const terraform = definedByTerraform({
    aws_elasticache_replication_group: {
      main: {
        replication_group_id: 'main',
        description: 'Sessions',
        engine: 'redis',
        node_type: 'cache.t4g.small',
        at_rest_encryption_enabled: true,
        transit_encryption_enabled: true,
        automatic_failover_enabled: true,
        multi_az_enabled: true,
        num_cache_clusters: 2,
        maintenance_window: 'sun:07:30-sun:08:30',
        parameter_group_name: '${aws_elasticache_parameter_group.main.name}',
        subnet_group_name: '${aws_elasticache_subnet_group.main.name}',
        user_group_ids: ['${aws_elasticache_user_group.main.user_group_id}'],
        log_delivery_configuration: [
          {
            destination: '/cache',
            destination_type: 'cloudwatch-logs',
            log_format: 'json',
            log_type: 'slow-log',
          },
        ],
      },
    },
    aws_elasticache_user_group: { main: { engine: 'redis', user_group_id: 'main', user_ids: ['default'] } },
    aws_elasticache_user: {
      app: {
        engine: 'redis',
        user_id: 'app',
        user_name: 'app',
        access_string: 'on ~* +@all',
        authentication_mode: { type: 'iam' },
      },
    },
    aws_elasticache_user_group_association: {
      app: {
        user_group_id: '${aws_elasticache_user_group.main.user_group_id}',
        user_id: '${aws_elasticache_user.app.user_id}',
      },
    },
    aws_elasticache_subnet_group: { main: { name: 'main', subnet_ids: ['subnet-1'] } },
    aws_elasticache_parameter_group: {
      main: { name: 'main', family: 'redis7', parameter: [{ name: 'timeout', value: '300' }] },
    },
  });

  expect(terraform).toEqual(
    definedByCloudFormation({
      ElasticacheReplicationGroupMain: {
        Type: 'AWS::ElastiCache::ReplicationGroup',
        Properties: {
          ReplicationGroupId: 'main',
          ReplicationGroupDescription: 'Sessions',
          Engine: 'redis',
          CacheNodeType: 'cache.t4g.small',
          AtRestEncryptionEnabled: true,
          TransitEncryptionEnabled: true,
          AutomaticFailoverEnabled: true,
          MultiAZEnabled: true,
          NumCacheClusters: 2,
          PreferredMaintenanceWindow: 'sun:07:30-sun:08:30',
          CacheParameterGroupName: { Ref: 'ElasticacheParameterGroupMain' },
          CacheSubnetGroupName: { Ref: 'ElasticacheSubnetGroupMain' },
          UserGroupIds: [{ Ref: 'ElasticacheUserGroupMain' }],
          LogDeliveryConfigurations: [
            {
              DestinationDetails: { CloudWatchLogsDetails: { LogGroup: '/cache' } },
              DestinationType: 'cloudwatch-logs',
              LogFormat: 'json',
              LogType: 'slow-log',
            },
          ],
        },
      },
      ElasticacheUserGroupMain: {
        Type: 'AWS::ElastiCache::UserGroup',
        Properties: {
          Engine: 'redis',
          UserGroupId: 'main',
          UserIds: ['default', { Ref: 'ElasticacheUserApp' }],
        },
      },
      ElasticacheUserApp: {
        Type: 'AWS::ElastiCache::User',
        Properties: {
          Engine: 'redis',
          UserId: 'app',
          UserName: 'app',
          AccessString: 'on ~* +@all',
          AuthenticationMode: { Type: 'iam' },
        },
      },
      ElasticacheSubnetGroupMain: {
        Type: 'AWS::ElastiCache::SubnetGroup',
        Properties: {
          CacheSubnetGroupName: 'main',
          Description: 'Managed by Terraform',
          SubnetIds: ['subnet-1'],
        },
      },
      ElasticacheParameterGroupMain: {
        Type: 'AWS::ElastiCache::ParameterGroup',
        Properties: {
          CacheParameterGroupFamily: 'redis7',
          Description: 'Managed by Terraform',
          Properties: { timeout: '300' },
        },
      },
    }),
  );
});

import { definedByCloudFormation, definedByTerraform } from '../../testing';
import { readTerraform } from '../read-terraform';

test('an Aurora cluster with its instances is the same in both engines', () => {
  const terraform = definedByTerraform({
    aws_rds_cluster: {
      main: {
        cluster_identifier: 'main',
        engine: 'aurora-postgresql',
        engine_version: '16.13',
        apply_immediately: true,
        backup_retention_period: 35,
        db_cluster_parameter_group_name: '${aws_rds_cluster_parameter_group.main.name}',
        enabled_cloudwatch_logs_exports: ['postgresql'],
        iam_database_authentication_enabled: true,
        lifecycle: { prevent_destroy: true },
        manage_master_user_password: true,
        master_user_secret_kms_key_id: '${aws_kms_key.main.arn}',
        serverlessv2_scaling_configuration: { min_capacity: 0.5, max_capacity: 4 },
        skip_final_snapshot: true,
        storage_encrypted: true,
        kms_key_id: '${aws_kms_key.main.arn}',
        vpc_security_group_ids: ['${aws_security_group.main.id}'],
      },
    },
    aws_rds_cluster_instance: {
      one: {
        cluster_identifier: '${aws_rds_cluster.main.id}',
        engine: '${aws_rds_cluster.main.engine}',
        identifier: 'main-1',
        instance_class: 'db.serverless',
        auto_minor_version_upgrade: false,
        performance_insights_enabled: true,
        performance_insights_kms_key_id: '${aws_kms_key.main.arn}',
      },
    },
    aws_rds_cluster_parameter_group: {
      main: {
        description: 'TLS only',
        family: 'aurora-postgresql16',
        parameter: [{ apply_method: 'immediate', name: 'rds.force_ssl', value: '1' }],
      },
    },
    aws_security_group: { main: { description: 'Database', vpc_id: 'vpc-1' } },
    aws_kms_key: { main: {} },
  });

  expect(terraform).toEqual(
    definedByCloudFormation({
      RdsClusterMain: {
        Type: 'AWS::RDS::DBCluster',
        Properties: {
          DBClusterIdentifier: 'main',
          Engine: 'aurora-postgresql',
          EngineVersion: '16.13',
          BackupRetentionPeriod: 35,
          DBClusterParameterGroupName: { Ref: 'RdsClusterParameterGroupMain' },
          EnableCloudwatchLogsExports: ['postgresql'],
          EnableIAMDatabaseAuthentication: true,
          ManageMasterUserPassword: true,
          MasterUserSecret: { KmsKeyId: { 'Fn::GetAtt': ['KmsKeyMain', 'Arn'] } },
          ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 4 },
          StorageEncrypted: true,
          KmsKeyId: { 'Fn::GetAtt': ['KmsKeyMain', 'Arn'] },
          VpcSecurityGroupIds: [{ 'Fn::GetAtt': ['SecurityGroupMain', 'GroupId'] }],
        },
      },
      RdsClusterInstanceOne: {
        Type: 'AWS::RDS::DBInstance',
        Properties: {
          DBClusterIdentifier: { Ref: 'RdsClusterMain' },
          Engine: 'aurora-postgresql',
          DBInstanceIdentifier: 'main-1',
          DBInstanceClass: 'db.serverless',
          AutoMinorVersionUpgrade: false,
          EnablePerformanceInsights: true,
          PerformanceInsightsKMSKeyId: { 'Fn::GetAtt': ['KmsKeyMain', 'Arn'] },
          PubliclyAccessible: false,
        },
      },
      RdsClusterParameterGroupMain: {
        Type: 'AWS::RDS::DBClusterParameterGroup',
        Properties: {
          Description: 'TLS only',
          Family: 'aurora-postgresql16',
          Parameters: { 'rds.force_ssl': '1' },
        },
      },
      SecurityGroupMain: {
        Type: 'AWS::EC2::SecurityGroup',
        Properties: { GroupDescription: 'Database', VpcId: 'vpc-1', SecurityGroupEgress: [] },
      },
      KmsKeyMain: { Type: 'AWS::KMS::Key', Properties: {} },
    }),
  );
});

test('an instance with a proxy is the same in both engines', () => {
  const terraform = definedByTerraform({
    aws_db_instance: {
      main: {
        allocated_storage: 100,
        backup_retention_period: 35,
        backup_window: '06:00-07:00',
        engine: 'postgres',
        identifier: 'main',
        instance_class: 'db.m7g.large',
        multi_az: true,
        storage_encrypted: true,
        vpc_security_group_ids: ['sg-1'],
      },
    },
    aws_db_proxy: {
      main: {
        name: 'main',
        engine_family: 'POSTGRESQL',
        require_tls: true,
        role_arn: 'arn:aws:iam::111122223333:role/proxy',
        vpc_subnet_ids: ['subnet-1'],
        auth: [{ auth_scheme: 'SECRETS', iam_auth: 'REQUIRED', secret_arn: 'arn' }],
      },
    },
    aws_db_proxy_default_target_group: {
      main: {
        db_proxy_name: '${aws_db_proxy.main.name}',
        connection_pool_config: { max_connections_percent: 90 },
      },
    },
    aws_db_proxy_target: {
      main: {
        db_proxy_name: '${aws_db_proxy.main.name}',
        target_group_name: '${aws_db_proxy_default_target_group.main.name}',
        db_instance_identifier: '${aws_db_instance.main.identifier}',
      },
    },
  });

  expect(terraform).toEqual(
    definedByCloudFormation({
      DbInstanceMain: {
        Type: 'AWS::RDS::DBInstance',
        Properties: {
          AllocatedStorage: '100',
          AutoMinorVersionUpgrade: true,
          BackupRetentionPeriod: 35,
          DBInstanceClass: 'db.m7g.large',
          DBInstanceIdentifier: 'main',
          Engine: 'postgres',
          MultiAZ: true,
          PreferredBackupWindow: '06:00-07:00',
          PubliclyAccessible: false,
          StorageEncrypted: true,
          VPCSecurityGroups: ['sg-1'],
        },
      },
      DbProxyMain: {
        Type: 'AWS::RDS::DBProxy',
        Properties: {
          Auth: [{ AuthScheme: 'SECRETS', IAMAuth: 'REQUIRED', SecretArn: 'arn' }],
          DBProxyName: 'main',
          EngineFamily: 'POSTGRESQL',
          RequireTLS: true,
          RoleArn: 'arn:aws:iam::111122223333:role/proxy',
          VpcSubnetIds: ['subnet-1'],
        },
      },
      DbProxyDefaultTargetGroupMain: {
        Type: 'AWS::RDS::DBProxyTargetGroup',
        Properties: {
          ConnectionPoolConfigurationInfo: { MaxConnectionsPercent: 90 },
          DBInstanceIdentifiers: [{ Ref: 'DbInstanceMain' }],
          DBProxyName: { Ref: 'DbProxyMain' },
          TargetGroupName: 'default',
        },
      },
    }),
  );
});

test('a database that may be deleted leaves a snapshot unless the snapshot is turned off', () => {
  const policyOf = (body: object) =>
    readTerraform({ resource: { aws_rds_cluster: { main: { ...body } } } }).map(
      (resource) => resource.deletionPolicy,
    );

  expect(policyOf({})).toEqual(['Snapshot']);
  expect(policyOf({ skip_final_snapshot: true })).toEqual(['Delete']);
  expect(policyOf({ lifecycle: { prevent_destroy: true } })).toEqual(['Retain']);
});

test('a password that is read for one run is a parameter, alone or inside a document', () => {
  const password = (master_password_wo: string) => {
    const { RdsClusterMain } = definedByTerraform(
      { aws_rds_cluster: { main: { master_password_wo, master_password_wo_version: 1 } } },
      { ephemeral: { aws_secretsmanager_secret_version: { read: { secret_id: 'arn' } } } },
    );
    return (RdsClusterMain?.Properties as { MasterUserPassword?: unknown }).MasterUserPassword;
  };
  const read = 'ephemeral.aws_secretsmanager_secret_version.read.secret_string';

  expect(password(`\${${read}}`)).toEqual(password(`\${jsondecode(${read}).password}`));
  expect(password(`\${${read}}`)).toEqual({ Ref: expect.stringMatching(/^Ephemeral/) });
});

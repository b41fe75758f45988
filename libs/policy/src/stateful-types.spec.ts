import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { encryptions } from './keys/encryptions';
import { heldBy, patientDataTypes, statefulTypes } from './stateful-types';
import { statelessTypes } from './stateless-types';
import { mappings } from './terraform/mappings';

const workspaceRoot = join(__dirname, '..', '..', '..');

test.each([
  ['aws_rds_cluster', 'AWS::RDS::DBCluster'],
  ['aws_rds_global_cluster', 'AWS::RDS::GlobalCluster'],
  ['aws_s3_bucket', 'AWS::S3::Bucket'],
  ['aws_efs_file_system', 'AWS::EFS::FileSystem'],
  ['aws_kms_replica_key', 'AWS::KMS::ReplicaKey'],
  ['aws_backup_vault', 'AWS::Backup::BackupVault'],
  ['aws_secretsmanager_secret', 'AWS::SecretsManager::Secret'],
  ['aws_elasticache_replication_group', 'AWS::ElastiCache::ReplicationGroup'],
  ['aws_elasticache_global_replication_group', 'AWS::ElastiCache::GlobalReplicationGroup'],
  ['aws_cloudwatch_log_group', 'AWS::Logs::LogGroup'],
  ['aws_cloudtrail', 'AWS::CloudTrail::Trail'],
  ['aws_cloudtrail_event_data_store', 'AWS::CloudTrail::EventDataStore'],
  ['aws_dynamodb_table', 'AWS::DynamoDB::Table'],
  ['aws_route53_zone', 'AWS::Route53::HostedZone'],
  ['aws_ecr_repository', 'AWS::ECR::Repository'],
  ['aws_cognito_user_pool', 'AWS::Cognito::UserPool'],
  ['aws_sqs_queue', 'AWS::SQS::Queue'],
  ['aws_sns_topic', 'AWS::SNS::Topic'],
])('%s and %s hold the same, and it cannot be created again', (terraform, cloudFormation) => {
  expect(heldBy(terraform)).toBeDefined();
  expect(heldBy(cloudFormation)).toBe(heldBy(terraform));
});

test.each(['aws_subnet', 'aws_rds_cluster_instance', 'AWS::EC2::VPC', 'constructor'])(
  '%s holds nothing',
  (type) => {
    expect(heldBy(type)).toBeUndefined();
  },
);

const mapped = Object.entries(mappings).flatMap(([terraform, mapping]) =>
  mapping?.counterpart === 'resource' ? [[terraform, mapping.type] as const] : [],
);

test.each(mapped)('it is decided whether %s (%s) holds something, stateful or stateless', (_, type) => {
  expect([type in statefulTypes, statelessTypes.has(type)].filter(Boolean)).toHaveLength(1);
});

// CloudFormation knows an instance of a cluster only as an instance. It holds nothing.
test.each(mapped.filter(([terraform]) => terraform !== 'aws_rds_cluster_instance'))(
  '%s holds the same as %s',
  (terraform, type) => {
    expect(heldBy(terraform)).toBe(heldBy(type));
  },
);

test('no type is both stateful and stateless', () => {
  expect(Object.keys(statefulTypes).filter((type) => statelessTypes.has(type))).toEqual([]);
});

test.each(Object.values(statefulTypes).flatMap(({ terraform }) => terraform))(
  "%s is a type of Terraform's provider",
  (type) => {
    const module = type.replace('aws_', '').replaceAll('_', '-');
    expect(existsSync(join(workspaceRoot, 'node_modules/@cdktf/provider-aws/lib', module))).toBe(true);
  },
);

test.each(patientDataTypes)('the encryption of %s, which holds patient data, is known', (type) => {
  const cannotBe = ['AWS::ElastiCache::CacheCluster'];
  expect(type in encryptions || cannotBe.includes(type)).toBe(true);
});

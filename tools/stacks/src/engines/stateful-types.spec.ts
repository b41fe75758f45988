import { losesState } from './resource-change';
import { heldBy } from './stateful-types';

test.each([
  ['aws_rds_cluster', 'AWS::RDS::DBCluster'],
  ['aws_s3_bucket', 'AWS::S3::Bucket'],
  ['aws_efs_file_system', 'AWS::EFS::FileSystem'],
  ['aws_kms_key', 'AWS::KMS::Key'],
  ['aws_backup_vault', 'AWS::Backup::BackupVault'],
  ['aws_secretsmanager_secret', 'AWS::SecretsManager::Secret'],
  ['aws_elasticache_replication_group', 'AWS::ElastiCache::ReplicationGroup'],
  ['aws_cloudwatch_log_group', 'AWS::Logs::LogGroup'],
  ['aws_dynamodb_table', 'AWS::DynamoDB::Table'],
  ['aws_route53_zone', 'AWS::Route53::HostedZone'],
  ['aws_ecr_repository', 'AWS::ECR::Repository'],
])('%s and %s hold what cannot be made again, and the same', (terraform, cloudFormation) => {
  expect(heldBy(terraform)).toBeDefined();
  expect(heldBy(cloudFormation)).toBe(heldBy(terraform));
});

test.each(['aws_subnet', 'aws_rds_cluster_instance', 'aws_sqs_queue', 'AWS::EC2::VPC', 'constructor'])(
  '%s holds nothing',
  (type) => {
    expect(heldBy(type)).toBeUndefined();
  },
);

test.each([
  ['replace', true],
  ['destroy', true],
  ['change', false],
  ['add', false],
  ['forget', false],
] as const)('a stateful resource to %s loses what it holds: %s', (action, expected) => {
  expect(losesState({ action, stateful: true })).toBe(expected);
  expect(losesState({ action, stateful: false })).toBe(false);
});

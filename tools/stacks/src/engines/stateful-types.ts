/** What holds something that no deploy can make again, as both engines call it. */
interface StatefulKind {
  /** What is lost with it. */
  readonly holds: string;
  readonly types: readonly string[];
}

/**
 * The types of which a replacement or deletion loses something for good. Left out on purpose: the instances of an
 * Aurora cluster in Terraform, whose data is in the cluster's volume; queues and streams, which hold messages in
 * transit only; networks, which are made again from their code.
 */
const statefulKinds: readonly StatefulKind[] = [
  {
    holds: 'the data of a relational or document database',
    types: [
      'aws_rds_cluster',
      'aws_rds_global_cluster',
      'aws_db_instance',
      'aws_docdb_cluster',
      'aws_neptune_cluster',
      'aws_redshift_cluster',
      'aws_opensearch_domain',
      'AWS::RDS::DBCluster',
      'AWS::RDS::GlobalCluster',
      'AWS::RDS::DBInstance',
      'AWS::DocDB::DBCluster',
      'AWS::Neptune::DBCluster',
      'AWS::Redshift::Cluster',
      'AWS::OpenSearchService::Domain',
    ],
  },
  {
    holds: 'the items of a table',
    types: ['aws_dynamodb_table', 'AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'],
  },
  {
    // Sessions and counters at least; a group with data tiering or snapshots holds more.
    holds: 'the content of a cache',
    types: [
      'aws_elasticache_replication_group',
      'aws_elasticache_global_replication_group',
      'aws_elasticache_serverless_cache',
      'aws_elasticache_cluster',
      'aws_memorydb_cluster',
      'AWS::ElastiCache::ReplicationGroup',
      'AWS::ElastiCache::GlobalReplicationGroup',
      'AWS::ElastiCache::ServerlessCache',
      'AWS::ElastiCache::CacheCluster',
      'AWS::MemoryDB::Cluster',
    ],
  },
  { holds: 'objects', types: ['aws_s3_bucket', 'AWS::S3::Bucket'] },
  {
    holds: 'files or blocks',
    types: [
      'aws_efs_file_system',
      'aws_fsx_lustre_file_system',
      'aws_fsx_ontap_file_system',
      'aws_fsx_openzfs_file_system',
      'aws_fsx_windows_file_system',
      'aws_ebs_volume',
      'AWS::EFS::FileSystem',
      'AWS::FSx::FileSystem',
      'AWS::EC2::Volume',
    ],
  },
  {
    // Everything encrypted with a key goes with it.
    holds: 'key material',
    types: [
      'aws_kms_key',
      'aws_kms_replica_key',
      'aws_kms_external_key',
      'aws_acmpca_certificate_authority',
      'AWS::KMS::Key',
      'AWS::KMS::ReplicaKey',
      'AWS::ACMPCA::CertificateAuthority',
    ],
  },
  {
    holds: 'recovery points',
    types: [
      'aws_backup_vault',
      'aws_backup_logically_air_gapped_vault',
      'AWS::Backup::BackupVault',
      'AWS::Backup::LogicallyAirGappedBackupVault',
    ],
  },
  {
    // A value that nobody else may know, which rotation has changed since the code was written.
    holds: 'a secret value',
    types: ['aws_secretsmanager_secret', 'AWS::SecretsManager::Secret'],
  },
  {
    // Every log group: which of them an auditor asks for is not written in the type, and HIPAA wants what documents
    // access kept for six years. https://www.ecfr.gov/current/title-45/section-164.316
    holds: 'log events',
    types: [
      'aws_cloudwatch_log_group',
      'aws_cloudtrail_event_data_store',
      'AWS::Logs::LogGroup',
      'AWS::CloudTrail::EventDataStore',
    ],
  },
  {
    // A zone made again has other name servers, which the parent zone does not know.
    holds: 'a delegation',
    types: ['aws_route53_zone', 'AWS::Route53::HostedZone'],
  },
  { holds: 'images', types: ['aws_ecr_repository', 'AWS::ECR::Repository'] },
  { holds: 'users', types: ['aws_cognito_user_pool', 'AWS::Cognito::UserPool'] },
];

const held = new Map(statefulKinds.flatMap(({ holds, types }) => types.map((type) => [type, holds])));

/** What is lost when a resource of the type is replaced or destroyed, in words; undefined where nothing is. */
export function heldBy(type: string): string | undefined {
  return held.get(type);
}

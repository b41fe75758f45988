/** A type of resource that holds something that no deploy can create again. */
export interface StatefulType {
  /** The names of the type in Terraform's provider. */
  readonly terraform: readonly string[];
  /** The loss, in words, if the resource is replaced or destroyed. */
  readonly holds: string;
  /**
   * Whether the type holds patient data, or would if the platform used it. Such a type must be encrypted with a
   * customer managed key, must be backed up, and must have a copy in the DR region. @default false
   */
  readonly patientData?: boolean;
  /**
   * The minimum that must remain when the resource leaves a stack of a protected environment: the resource, or a
   * snapshot of it. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html
   * @default nothing must remain: only a deploy with `--allowDestroy` can destroy the resource
   */
  readonly leaves?: 'itself' | 'snapshot';
  /** Path of the property that makes AWS refuse the deletion. @default AWS has no such property */
  readonly deletionProtection?: string;
}

const database = 'the data of a relational or document database';
// Sessions and counters at least. A group with data tiering or snapshots holds more.
const cache = 'the content of a cache';
const table = 'the items of a table';
const files = 'files or blocks';
const key = 'key material';
const recoveryPoints = 'recovery points';
const findings = 'findings and their history';

const ofPatients = { patientData: true, leaves: 'itself' } as const;
const ofPatientsOrSnapshot = { patientData: true, leaves: 'snapshot' } as const;

/**
 * The only list of stateful types, by CloudFormation's name. The guards of both engines ask before they replace or
 * destroy such a resource. A recovery keeps such a resource, and rules of the policy read the columns. Where somebody
 * could decide otherwise, the reason stands beside the type. `statelessTypes` has the types that hold nothing.
 */
export const statefulTypes: Readonly<Record<string, StatefulType>> = {
  'AWS::RDS::DBCluster': {
    terraform: ['aws_rds_cluster'],
    holds: database,
    ...ofPatientsOrSnapshot,
    deletionProtection: 'DeletionProtection',
  },
  // Terraform's own type for instances of a cluster is missing on purpose: the data is in the cluster's volume.
  'AWS::RDS::DBInstance': {
    terraform: ['aws_db_instance'],
    holds: database,
    ...ofPatientsOrSnapshot,
    deletionProtection: 'DeletionProtection',
  },
  // The members hold the data. Without the global cluster, the secondary region stops being a copy.
  'AWS::RDS::GlobalCluster': {
    terraform: ['aws_rds_global_cluster'],
    holds: database,
    leaves: 'itself',
    deletionProtection: 'DeletionProtection',
  },
  'AWS::DocDB::DBCluster': {
    terraform: ['aws_docdb_cluster'],
    holds: database,
    ...ofPatientsOrSnapshot,
    deletionProtection: 'DeletionProtection',
  },
  'AWS::DocDB::GlobalCluster': {
    terraform: ['aws_docdb_global_cluster'],
    holds: database,
    leaves: 'itself',
    deletionProtection: 'DeletionProtection',
  },
  'AWS::Neptune::DBCluster': {
    terraform: ['aws_neptune_cluster'],
    holds: database,
    ...ofPatientsOrSnapshot,
    deletionProtection: 'DeletionProtection',
  },
  'AWS::Redshift::Cluster': {
    terraform: ['aws_redshift_cluster'],
    holds: database,
    ...ofPatientsOrSnapshot,
  },
  'AWS::OpenSearchService::Domain': { terraform: ['aws_opensearch_domain'], holds: database, ...ofPatients },
  'AWS::DynamoDB::Table': {
    terraform: ['aws_dynamodb_table', 'aws_dynamodb_table_replica'],
    holds: table,
    ...ofPatients,
    deletionProtection: 'DeletionProtectionEnabled',
  },
  'AWS::DynamoDB::GlobalTable': {
    terraform: [],
    holds: table,
    ...ofPatients,
    deletionProtection: 'Replicas.DeletionProtectionEnabled',
  },
  'AWS::ElastiCache::ReplicationGroup': {
    terraform: ['aws_elasticache_replication_group'],
    holds: cache,
    ...ofPatientsOrSnapshot,
  },
  // As with the global cluster of a database: without it, the replica in the DR region stops being a copy.
  'AWS::ElastiCache::GlobalReplicationGroup': {
    terraform: ['aws_elasticache_global_replication_group'],
    holds: 'the replication of a cache to another region',
    leaves: 'itself',
  },
  'AWS::ElastiCache::ServerlessCache': {
    terraform: ['aws_elasticache_serverless_cache'],
    holds: cache,
    ...ofPatients,
  },
  'AWS::ElastiCache::CacheCluster': {
    terraform: ['aws_elasticache_cluster'],
    holds: cache,
    ...ofPatientsOrSnapshot,
  },
  'AWS::MemoryDB::Cluster': { terraform: ['aws_memorydb_cluster'], holds: cache, ...ofPatients },
  'AWS::S3::Bucket': { terraform: ['aws_s3_bucket'], holds: 'objects', ...ofPatients },
  'AWS::S3Express::DirectoryBucket': {
    terraform: ['aws_s3_directory_bucket'],
    holds: 'objects',
    ...ofPatients,
  },
  'AWS::EFS::FileSystem': { terraform: ['aws_efs_file_system'], holds: files, ...ofPatients },
  'AWS::FSx::FileSystem': {
    terraform: [
      'aws_fsx_lustre_file_system',
      'aws_fsx_ontap_file_system',
      'aws_fsx_openzfs_file_system',
      'aws_fsx_windows_file_system',
    ],
    holds: files,
    ...ofPatients,
  },
  'AWS::EC2::Volume': { terraform: ['aws_ebs_volume'], holds: files, ...ofPatientsOrSnapshot },
  // The instance's own volumes are deleted with it. Data that must stay belongs on a separate volume, which rules
  // check.
  'AWS::EC2::Instance': { terraform: ['aws_instance'], holds: files },
  // Without the key, all data encrypted with it is lost.
  'AWS::KMS::Key': { terraform: ['aws_kms_key', 'aws_kms_external_key'], holds: key, leaves: 'itself' },
  // The primary key keeps the material. But without the replica, data encrypted in its region cannot be read there.
  'AWS::KMS::ReplicaKey': {
    terraform: ['aws_kms_replica_key', 'aws_kms_replica_external_key'],
    holds: key,
    leaves: 'itself',
  },
  'AWS::ACMPCA::CertificateAuthority': {
    terraform: ['aws_acmpca_certificate_authority'],
    holds: key,
    leaves: 'itself',
  },
  'AWS::Backup::BackupVault': { terraform: ['aws_backup_vault'], holds: recoveryPoints, leaves: 'itself' },
  'AWS::Backup::LogicallyAirGappedBackupVault': {
    terraform: ['aws_backup_logically_air_gapped_vault'],
    holds: recoveryPoints,
    leaves: 'itself',
  },
  // A value that nobody else knows. Rotation has changed the value since the code was written.
  'AWS::SecretsManager::Secret': {
    terraform: ['aws_secretsmanager_secret'],
    holds: 'a secret value',
    leaves: 'itself',
  },
  // Every log group counts: the type does not say which ones an auditor needs, and HIPAA requires records of access for
  // six years. https://www.ecfr.gov/current/title-45/section-164.316
  'AWS::Logs::LogGroup': {
    terraform: ['aws_cloudwatch_log_group'],
    holds: 'log events',
    leaves: 'itself',
  },
  'AWS::CloudTrail::EventDataStore': {
    terraform: ['aws_cloudtrail_event_data_store'],
    holds: 'log events',
    leaves: 'itself',
  },
  // The bucket keeps the events that the trail has recorded. But until there is another trail, nobody records events:
  // the audit trail then has a gap that no deploy closes.
  'AWS::CloudTrail::Trail': {
    terraform: ['aws_cloudtrail'],
    holds: 'an audit trail without a gap',
    leaves: 'itself',
  },
  // A zone that is created again has other name servers, which the parent zone does not know.
  'AWS::Route53::HostedZone': { terraform: ['aws_route53_zone'], holds: 'a delegation', leaves: 'itself' },
  // The parent of the zone names this key. With another one, or unsigned, the zone answers nobody who validates.
  'AWS::Route53::KeySigningKey': {
    terraform: ['aws_route53_key_signing_key'],
    holds: 'the chain of trust from the parent zone',
    leaves: 'itself',
  },
  'AWS::Route53::DNSSEC': {
    terraform: ['aws_route53_hosted_zone_dnssec'],
    holds: 'the chain of trust from the parent zone',
    leaves: 'itself',
  },
  // The images that tasks run, by digest. A rollback needs the old ones.
  'AWS::ECR::Repository': { terraform: ['aws_ecr_repository'], holds: 'images', leaves: 'itself' },
  // Accounts and their passwords, which cannot be read back. AWS Backup does not support the type, so no rule asks for
  // a backup.
  'AWS::Cognito::UserPool': {
    terraform: ['aws_cognito_user_pool'],
    holds: 'users',
    leaves: 'itself',
    deletionProtection: 'DeletionProtection',
  },
  // The ids by which applications know their users.
  'AWS::Cognito::IdentityPool': {
    terraform: ['aws_cognito_identity_pool'],
    holds: 'identities',
    leaves: 'itself',
  },
  // Up to 14 days of messages. A dead letter is the only trace of a failure.
  'AWS::SQS::Queue': {
    terraform: ['aws_sqs_queue'],
    holds: 'messages that nobody has taken',
    leaves: 'itself',
  },
  'AWS::Kinesis::Stream': {
    terraform: ['aws_kinesis_stream'],
    holds: 'records that nobody has read',
    leaves: 'itself',
  },
  // People confirm their mail subscriptions. A deploy can subscribe them again, but cannot confirm for them. A topic
  // without its stack notifies of nothing, so no topic has to remain.
  // https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html
  'AWS::SNS::Topic': {
    terraform: ['aws_sns_topic'],
    holds: 'subscriptions that people have confirmed',
  },
  // Without the detector, its findings are lost. The law requires the trail, not the findings.
  // https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_suspend-disable.html
  'AWS::GuardDuty::Detector': { terraform: ['aws_guardduty_detector'], holds: findings },
  'AWS::Macie::Session': { terraform: ['aws_macie2_account'], holds: findings },
};

/** Copies of data as separate resources. CloudFormation has no such types. */
const terraformAlone: Readonly<Record<string, string>> = {
  aws_ami: 'an image',
  aws_db_cluster_snapshot: recoveryPoints,
  aws_db_snapshot: recoveryPoints,
  aws_ebs_snapshot: recoveryPoints,
  aws_glacier_vault: 'archives',
};

const heldByType: ReadonlyMap<string, string> = new Map([
  ...Object.entries(statefulTypes).flatMap(([type, { terraform, holds }]) =>
    [type, ...terraform].map((name) => [name, holds] as const),
  ),
  ...Object.entries(terraformAlone),
]);

/**
 * The loss, in words, if a resource of the type is replaced or destroyed; undefined if nothing is lost.
 *
 * @param type the name in either engine: `aws_rds_cluster`, `AWS::RDS::DBCluster`
 */
export function heldBy(type: string): string | undefined {
  return heldByType.get(type);
}

/** Types that hold patient data, or would if the platform used them, by CloudFormation's names. */
export const patientDataTypes: readonly string[] = typesWith(({ patientData }) => patientData === true);

/** Types that must leave something in a protected environment, by CloudFormation's names. */
export const retainedTypes: readonly string[] = typesWith(({ leaves }) => leaves !== undefined);

/** Types that AWS can protect from deletion, by CloudFormation's names. */
export const protectableTypes: readonly string[] = typesWith(
  ({ deletionProtection }) => deletionProtection !== undefined,
);

function typesWith(column: (type: StatefulType) => boolean): string[] {
  return Object.entries(statefulTypes).flatMap(([name, type]) => (column(type) ? [name] : []));
}

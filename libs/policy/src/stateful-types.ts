/** A type of resource that holds something which no deploy can make again. */
export interface StatefulType {
  /** What Terraform's provider calls it. */
  readonly terraform: readonly string[];
  /** What is lost when it is replaced or destroyed, in words. */
  readonly holds: string;
  /**
   * Holds data of patients, or would if the platform used it: it is encrypted with a key of our own, is backed up, and
   * has a way into the DR region. @default false
   */
  readonly patientData?: boolean;
  /**
   * What has to be left of it when it leaves a stack of a protected environment: the resource, or at least a snapshot
   * of it. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html
   * @default nothing: it is lost only by a deploy that is told to, with `--allowDestroy`
   */
  readonly leaves?: 'itself' | 'snapshot';
  /** Path of the property with which AWS refuses to delete it. @default AWS has none */
  readonly deletionProtection?: string;
}

const database = 'the data of a relational or document database';
// Sessions and counters at least; a group with data tiering or snapshots holds more.
const cache = 'the content of a cache';
const table = 'the items of a table';
const files = 'files or blocks';
const key = 'key material';
const recoveryPoints = 'recovery points';
const findings = 'findings and their history';

const ofPatients = { patientData: true, leaves: 'itself' } as const;
const ofPatientsOrSnapshot = { patientData: true, leaves: 'snapshot' } as const;

/**
 * The stateful types by CloudFormation's name: the one list of them. The engines' guards ask before such a resource is
 * replaced or destroyed, a recovery keeps it, and rules of the policy ask what its columns say. A decision that somebody
 * could take otherwise has its reason beside it; the types that hold nothing are in `statelessTypes`.
 */
export const statefulTypes: Readonly<Record<string, StatefulType>> = {
  'AWS::RDS::DBCluster': {
    terraform: ['aws_rds_cluster'],
    holds: database,
    ...ofPatientsOrSnapshot,
    deletionProtection: 'DeletionProtection',
  },
  // Terraform has a type of its own for instances of a cluster, and it is not here: the data is in the cluster's volume.
  'AWS::RDS::DBInstance': {
    terraform: ['aws_db_instance'],
    holds: database,
    ...ofPatientsOrSnapshot,
    deletionProtection: 'DeletionProtection',
  },
  // Its members hold the data. Without it the secondary region is no copy any more.
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
  // As the global cluster of a database: without it the replica in the DR region is no copy any more.
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
  // What is on its own volumes goes with it. Data that shall stay is on a volume, which the rules ask about.
  'AWS::EC2::Instance': { terraform: ['aws_instance'], holds: files },
  // Everything encrypted with a key goes with it.
  'AWS::KMS::Key': { terraform: ['aws_kms_key', 'aws_kms_external_key'], holds: key, leaves: 'itself' },
  // Its material is the primary's, but what is encrypted in its region cannot be read there without it.
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
  // A value that nobody else may know, which rotation has changed since the code was written.
  'AWS::SecretsManager::Secret': {
    terraform: ['aws_secretsmanager_secret'],
    holds: 'a secret value',
    leaves: 'itself',
  },
  // Every log group: which of them an auditor asks for is not written in the type, and HIPAA wants what documents
  // access kept for six years. https://www.ecfr.gov/current/title-45/section-164.316
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
  // What it has recorded is in its bucket. What happens until there is another one, nobody records: a gap in the audit
  // trail that no deploy closes.
  'AWS::CloudTrail::Trail': {
    terraform: ['aws_cloudtrail'],
    holds: 'an audit trail without a gap',
    leaves: 'itself',
  },
  // A zone made again has other name servers, which the parent zone does not know.
  'AWS::Route53::HostedZone': { terraform: ['aws_route53_zone'], holds: 'a delegation', leaves: 'itself' },
  // The images that tasks run, by digest, and that a rollback returns to.
  'AWS::ECR::Repository': { terraform: ['aws_ecr_repository'], holds: 'images', leaves: 'itself' },
  // Accounts and their passwords, which cannot be read back. AWS Backup does not know the type, so that no rule asks.
  'AWS::Cognito::UserPool': {
    terraform: ['aws_cognito_user_pool'],
    holds: 'users',
    leaves: 'itself',
    deletionProtection: 'DeletionProtection',
  },
  // The ids that applications know their users by.
  'AWS::Cognito::IdentityPool': {
    terraform: ['aws_cognito_identity_pool'],
    holds: 'identities',
    leaves: 'itself',
  },
  // Up to 14 days of messages; of dead letters the only trace of what failed.
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
  // Who subscribes by mail confirms it: a deploy can subscribe them again, and cannot confirm. A topic that is left
  // without its stack notifies of nothing, so that none has to be left.
  // https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html
  'AWS::SNS::Topic': {
    terraform: ['aws_sns_topic'],
    holds: 'subscriptions that people have confirmed',
  },
  // Existing findings are gone when the detector is. What the law wants kept is the trail, not its evaluation.
  // https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_suspend-disable.html
  'AWS::GuardDuty::Detector': { terraform: ['aws_guardduty_detector'], holds: findings },
  'AWS::Macie::Session': { terraform: ['aws_macie2_account'], holds: findings },
};

/** Copies of data as resources of their own, which CloudFormation does not have. */
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
 * What is lost when a resource of the type is replaced or destroyed, in words; undefined where nothing is.
 *
 * @param type as either engine calls it: `aws_rds_cluster`, `AWS::RDS::DBCluster`
 */
export function heldBy(type: string): string | undefined {
  return heldByType.get(type);
}

/** Types that hold data of patients, or would if the platform used them, by CloudFormation's names. */
export const patientDataTypes: readonly string[] = typesWith(({ patientData }) => patientData === true);

/** Types of which something has to be left in a protected environment, by CloudFormation's names. */
export const retainedTypes: readonly string[] = typesWith(({ leaves }) => leaves !== undefined);

/** Types that AWS can be told not to delete, by CloudFormation's names. */
export const protectableTypes: readonly string[] = typesWith(
  ({ deletionProtection }) => deletionProtection !== undefined,
);

function typesWith(column: (type: StatefulType) => boolean): string[] {
  return Object.entries(statefulTypes).flatMap(([name, type]) => (column(type) ? [name] : []));
}

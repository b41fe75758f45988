import { type AuditSettings } from '@bulkhead/config';

/** A rule that AWS manages: its identifier, and what it asks. */
export interface ManagedRule {
  /** https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html */
  readonly identifier: string;
  readonly asks: string;
  /** @default none */
  readonly parameters?: Readonly<Record<string, string>>;
}

/**
 * What is asked in each region: the rules of AWS's conformance pack for HIPAA that the platform can break, each once.
 * The pack itself has a rule for everything that an account could have, the platform's or not, and its rules are those of
 * one version of AWS.
 * https://docs.aws.amazon.com/config/latest/developerguide/operational-best-practices-for-hipaa_security.html
 *
 * Left out is what the platform breaks on purpose: access logging of the buckets that take access logs, replication of
 * what can be built again, and the roles with a policy of their own.
 */
export const regionalRules: readonly ManagedRule[] = [
  { identifier: 'S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED', asks: 'Buckets are encrypted' },
  { identifier: 'S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED', asks: 'Buckets block public access' },
  { identifier: 'S3_BUCKET_PUBLIC_READ_PROHIBITED', asks: 'Nobody reads a bucket anonymously' },
  { identifier: 'S3_BUCKET_PUBLIC_WRITE_PROHIBITED', asks: 'Nobody writes to a bucket anonymously' },
  { identifier: 'S3_BUCKET_SSL_REQUESTS_ONLY', asks: 'Buckets refuse plain HTTP' },
  { identifier: 'S3_BUCKET_VERSIONING_ENABLED', asks: 'Buckets keep versions' },
  { identifier: 'RDS_STORAGE_ENCRYPTED', asks: 'Databases are encrypted' },
  { identifier: 'RDS_INSTANCE_PUBLIC_ACCESS_CHECK', asks: 'Databases have no public address' },
  { identifier: 'RDS_SNAPSHOTS_PUBLIC_PROHIBITED', asks: 'Snapshots of databases are not public' },
  { identifier: 'RDS_SNAPSHOT_ENCRYPTED', asks: 'Snapshots of databases are encrypted' },
  { identifier: 'ENCRYPTED_VOLUMES', asks: 'Attached volumes are encrypted' },
  { identifier: 'EC2_EBS_ENCRYPTION_BY_DEFAULT', asks: 'New volumes are encrypted' },
  { identifier: 'EC2_IMDSV2_CHECK', asks: 'Instances take IMDSv2 only' },
  { identifier: 'EFS_ENCRYPTED_CHECK', asks: 'File systems are encrypted' },
  { identifier: 'ELASTICACHE_REPL_GRP_ENCRYPTED_AT_REST', asks: 'Caches are encrypted' },
  { identifier: 'ELASTICACHE_REPL_GRP_ENCRYPTED_IN_TRANSIT', asks: 'Caches take TLS only' },
  { identifier: 'BACKUP_RECOVERY_POINT_ENCRYPTED', asks: 'Recovery points are encrypted' },
  { identifier: 'SECRETSMANAGER_ROTATION_ENABLED_CHECK', asks: 'Secrets are rotated' },
  { identifier: 'SECRETSMANAGER_USING_CMK', asks: 'Secrets are under a customer managed key' },
  { identifier: 'SNS_ENCRYPTED_KMS', asks: 'Topics are encrypted' },
  { identifier: 'CMK_BACKING_KEY_ROTATION_ENABLED', asks: 'Keys are rotated' },
  { identifier: 'KMS_CMK_NOT_SCHEDULED_FOR_DELETION', asks: 'No key is about to be deleted' },
  { identifier: 'CLOUDWATCH_LOG_GROUP_ENCRYPTED', asks: 'Log groups are encrypted' },
  { identifier: 'CLOUD_TRAIL_ENABLED', asks: 'A trail records the region' },
  { identifier: 'CLOUD_TRAIL_ENCRYPTION_ENABLED', asks: 'Trails are encrypted' },
  { identifier: 'CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED', asks: 'Trails sign their files' },
  { identifier: 'GUARDDUTY_ENABLED_CENTRALIZED', asks: 'GuardDuty is on' },
  { identifier: 'SECURITYHUB_ENABLED', asks: 'Security Hub is on' },
  { identifier: 'VPC_FLOW_LOGS_ENABLED', asks: 'Networks have flow logs' },
  { identifier: 'VPC_DEFAULT_SECURITY_GROUP_CLOSED', asks: 'Default security groups have no rules' },
  { identifier: 'INCOMING_SSH_DISABLED', asks: 'No security group admits everybody to SSH' },
  { identifier: 'ELB_LOGGING_ENABLED', asks: 'Load balancers log requests' },
  { identifier: 'ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK', asks: 'Load balancers redirect HTTP to HTTPS' },
];

/** What is asked of the whole account, once: IAM has no regions. */
export function accountRules(settings: AuditSettings): readonly ManagedRule[] {
  const { minimumLength, maxAgeDays, reusePrevention } = settings.accountSettings.passwordPolicy;
  return [
    {
      identifier: 'IAM_PASSWORD_POLICY',
      asks: 'Passwords follow the policy',
      // Each parameter has a default of AWS, of which MaxPasswordAge is not wanted without a setting.
      parameters: {
        RequireUppercaseCharacters: 'true',
        RequireLowercaseCharacters: 'true',
        RequireNumbers: 'true',
        RequireSymbols: 'true',
        MinimumPasswordLength: String(minimumLength),
        PasswordReusePrevention: String(reusePrevention),
        ...(maxAgeDays !== undefined && { MaxPasswordAge: String(maxAgeDays) }),
      },
    },
    { identifier: 'ROOT_ACCOUNT_MFA_ENABLED', asks: 'Root has a second factor' },
    { identifier: 'IAM_ROOT_ACCESS_KEY_CHECK', asks: 'Root has no access key' },
    { identifier: 'MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS', asks: 'Users with a password have a second factor' },
    {
      identifier: 'IAM_USER_UNUSED_CREDENTIALS_CHECK',
      asks: 'Credentials are used within 45 days',
      // CIS v3.0, 1.12.
      parameters: { maxCredentialUsageAge: '45' },
    },
    {
      identifier: 'ACCESS_KEYS_ROTATED',
      asks: 'Access keys are rotated within 90 days',
      // CIS v3.0, 1.14.
      parameters: { maxAccessKeyAge: '90' },
    },
    { identifier: 'IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS', asks: 'No policy allows everything' },
    { identifier: 'S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS', asks: 'The account blocks public buckets' },
    ...(settings.trail.managedBy === 'environment'
      ? [
          { identifier: 'MULTI_REGION_CLOUD_TRAIL_ENABLED', asks: 'A trail records all regions' },
          ...(settings.trail.dataEvents
            ? [{ identifier: 'CLOUDTRAIL_S3_DATAEVENTS_ENABLED', asks: 'Access to objects is recorded' }]
            : []),
        ]
      : []),
  ];
}

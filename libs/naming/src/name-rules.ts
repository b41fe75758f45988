/** The rule for one kind of AWS name. */
export interface NameRule {
  /** The maximum length that the service accepts, in characters, including the prefix. */
  readonly max: number;
  /** The character between the parts of the name. */
  readonly separator: '-' | '_' | '/';
  /** Allowed characters in addition to lower-case letters, digits and the separator. @default none */
  readonly alphabet?: string;
  /** The beginning of every name of this kind. @default '' */
  readonly prefix?: string;
  /**
   * The smallest scope in which the service requires a unique name. `account`: the region becomes part of the name.
   * `world`: a hash of account, region and logical name becomes part of it. @default 'region'
   */
  readonly uniqueWithin?: 'region' | 'account' | 'world';
  /** An ending that the service misreads. A name with such an ending gets a hash. @default none */
  readonly reservedEnding?: RegExp;
}

/**
 * The rules of all kinds, each with the AWS page that states the limit. Some services accept more than these rules
 * (dots in a bucket name, spaces in a subnet group). The narrower rule is deliberate.
 */
export const nameRules = {
  // elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
  loadBalancer: { max: 32, separator: '-' },
  // elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
  targetGroup: { max: 32, separator: '-' },
  // AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
  securityGroup: { max: 255, separator: '-', alphabet: '._' },
  // AWSEC2/latest/APIReference/API_CreateLaunchTemplate.html
  launchTemplate: { max: 128, separator: '-', alphabet: '._' },
  // autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html
  autoScalingGroup: { max: 255, separator: '-', alphabet: '._' },

  // IAM/latest/UserGuide/reference_iam-quotas.html: one namespace for all regions, compared without case
  iamRole: { max: 64, separator: '-', alphabet: '._', uniqueWithin: 'account' },
  iamPolicy: { max: 128, separator: '-', alphabet: '._', uniqueWithin: 'account' },

  // AmazonS3/latest/userguide/bucketnamingrules.html; a dot would break the TLS wildcard certificate
  bucket: { max: 63, separator: '-', uniqueWithin: 'world' },
  // kms/latest/APIReference/API_CreateAlias.html: 256 with `alias/`; `alias/aws/` is reserved
  keyAlias: { max: 256, separator: '-', alphabet: '_/', prefix: 'alias/' },
  // secretsmanager/latest/apireference/API_CreateSecret.html: the ARN ends in `-` and six random characters. A name
  // with such an ending makes a lookup by partial ARN ambiguous.
  secret: { max: 512, separator: '/', alphabet: '-_.', reservedEnding: /-.{6}$/ },

  // AmazonRDS/latest/APIReference/API_CreateDBCluster.html
  databaseIdentifier: { max: 63, separator: '-' },
  // AmazonRDS/latest/APIReference/API_CreateDBInstance.html, DBName for PostgreSQL
  database: { max: 63, separator: '_' },
  // AmazonRDS/latest/APIReference/API_CreateDBSnapshot.html
  snapshot: { max: 255, separator: '-' },
  // AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html; ElastiCache accepts the same without dots
  subnetGroup: { max: 255, separator: '-' },
  // AmazonRDS/latest/APIReference/API_CreateDBParameterGroup.html
  parameterGroup: { max: 255, separator: '-' },
  // AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
  cacheIdentifier: { max: 40, separator: '-' },

  // efs/latest/ug/API_CreateFileSystem.html, CreationToken: unique in an account and region
  fileSystem: { max: 64, separator: '-' },

  // AmazonECS/latest/APIReference/API_CreateCluster.html and API_CreateService.html
  cluster: { max: 255, separator: '-', alphabet: '_' },
  service: { max: 255, separator: '-', alphabet: '_' },
  // lambda/latest/api/API_CreateFunction.html
  function: { max: 64, separator: '-', alphabet: '_' },

  // AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
  logGroup: { max: 512, separator: '/', alphabet: '-_.', prefix: '/' },
  // AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-CWL.html: the log delivery service lists each group in a
  // policy of limited size, but all groups with this prefix count as one
  vendedLogGroup: { max: 512, separator: '/', alphabet: '-_.', prefix: '/aws/vendedlogs/' },
  // waf/latest/developerguide/logging-cw-logs.html
  wafLogGroup: { max: 512, separator: '-', alphabet: '_.', prefix: 'aws-waf-logs-' },
  // AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html: no limit is stated
  logResourcePolicy: { max: 255, separator: '-', alphabet: '_' },
  // AmazonCloudWatchLogs/latest/APIReference/API_PutDeliverySource.html and API_PutDeliveryDestination.html
  logDelivery: { max: 60, separator: '-', alphabet: '_' },
  // AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
  alarm: { max: 255, separator: '-', alphabet: '_.' },
  // AmazonCloudWatch/latest/APIReference/API_PutDashboard.html: dashboards are global to the account
  dashboard: { max: 255, separator: '-', alphabet: '_', uniqueWithin: 'account' },
  // awscloudtrail/latest/userguide/cloudtrail-trail-naming-requirements.html: the name of a multi-region trail is used
  // in every region
  trail: { max: 128, separator: '-', uniqueWithin: 'account' },
  // config/latest/APIReference/API_ConfigRule.html
  configRule: { max: 128, separator: '-', alphabet: '_.' },
  // config/latest/APIReference/API_ConfigurationRecorder.html and API_DeliveryChannel.html
  configurationRecorder: { max: 256, separator: '-', alphabet: '_.' },
  // access-analyzer/latest/APIReference/API_CreateAnalyzer.html
  analyzer: { max: 255, separator: '-', alphabet: '_.' },
  // eventbridge/latest/APIReference/API_PutRule.html
  eventRule: { max: 64, separator: '-', alphabet: '_.' },

  // sns/latest/api/API_CreateTopic.html
  snsTopic: { max: 256, separator: '-', alphabet: '_' },
  // AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
  queue: { max: 80, separator: '-', alphabet: '_' },

  // aws-backup/latest/devguide/API_CreateBackupVault.html
  backupVault: { max: 50, separator: '-', alphabet: '_' },
  // aws-backup/latest/devguide/API_BackupPlan.html
  backupPlan: { max: 50, separator: '-', alphabet: '_.' },
  // aws-backup/latest/devguide/API_RestoreTestingPlanForCreate.html: no hyphen
  restoreTestingPlan: { max: 50, separator: '_' },

  // Route53/latest/APIReference/API_CreateKeySigningKey.html: unique in its hosted zone
  keySigningKey: { max: 128, separator: '_' },
  // cloudfront/latest/APIReference/API_OriginAccessControlConfig.html: CloudFront has no regions
  originAccessControl: { max: 64, separator: '-', alphabet: '_', uniqueWithin: 'account' },
  // cloudfront/latest/APIReference/API_ResponseHeadersPolicyConfig.html: unique in the account
  responseHeadersPolicy: { max: 128, separator: '-', alphabet: '_', uniqueWithin: 'account' },
  // waf/latest/APIReference/API_CreateWebACL.html
  webAcl: { max: 128, separator: '-', alphabet: '_' },
  // waf/latest/APIReference/API_CreateIPSet.html
  ipSet: { max: 128, separator: '-', alphabet: '_' },

  // AWSCloudFormation/latest/APIReference/API_CreateStack.html
  stack: { max: 128, separator: '-' },
} as const satisfies Record<string, NameRule>;

/** A kind of AWS name. */
export type NameKind = keyof typeof nameRules;

/**
 * Attributes that the emulator does not return as they were given, so a plan right after a deploy on the emulator is
 * not empty. A plan may differ only in these pairs of resource and attribute. A replacement is never allowed.
 */
export const emulatorPlanDifferences: readonly {
  readonly type: string;
  readonly attribute: string;
  readonly reason: string;
}[] = [
  {
    type: 'aws_rds_cluster',
    attribute: 'scaling_configuration',
    reason: 'also returned for a Serverless v2 cluster, which has none',
  },
  ...['aws_rds_cluster_instance', 'aws_db_instance'].flatMap((type) => [
    ...['monitoring_interval', 'monitoring_role_arn'].map((attribute) => ({
      type,
      attribute,
      reason: 'enhanced monitoring is not kept',
    })),
    ...[
      'performance_insights_enabled',
      'performance_insights_kms_key_id',
      'performance_insights_retention_period',
    ].map((attribute) => ({ type, attribute, reason: 'Performance Insights is not kept' })),
  ]),
  {
    type: 'aws_db_parameter_group',
    attribute: 'parameter',
    reason: 'the parameters of an instance parameter group are not returned',
  },
  ...['tags', 'tags_all'].map((attribute) => ({
    type: 'aws_rds_global_cluster',
    attribute,
    reason: 'tags of a global cluster are not kept',
  })),
  {
    type: 'aws_secretsmanager_secret',
    attribute: 'replica',
    reason: 'the key of a replica is not kept; the AWS managed key is returned instead',
  },
  ...['aws_backup_plan', 'aws_backup_vault'].flatMap((type) =>
    ['tags', 'tags_all'].map((attribute) => ({
      type,
      attribute,
      reason: 'tags are accepted but not returned',
    })),
  ),
  {
    type: 'aws_s3_bucket_logging',
    attribute: 'target_object_key_format',
    reason: 'the format of access log keys is not kept',
  },
  {
    type: 'aws_s3_bucket_replication_configuration',
    attribute: 'rule',
    reason: 'the settings for deletions and for encrypted objects are not kept',
  },
  {
    type: 'aws_s3_bucket_notification',
    attribute: 'eventbridge',
    reason: 'the switch is an empty element, which is not returned',
  },
  ...['default_cache_behavior', 'ordered_cache_behavior'].map((attribute) => ({
    type: 'aws_cloudfront_distribution',
    attribute,
    reason: 'forwarded values are also returned for a behavior with a cache policy, which has none',
  })),
  {
    type: 'aws_cloudfront_distribution',
    attribute: 'origin',
    reason: 'the origin access control of an origin is not kept',
  },
  {
    type: 'aws_cloudfront_distribution',
    attribute: 'viewer_certificate',
    reason: 'the certificate of CloudFront is returned beside the own one',
  },
  {
    type: 'aws_wafv2_web_acl',
    attribute: 'data_protection_config',
    reason: 'what is masked is not kept',
  },
  {
    type: 'aws_wafv2_web_acl',
    attribute: 'rule',
    reason:
      'an empty text is returned for what a rule does not set, and shows as soon as something else differs',
  },
  ...['kms_key_arn', 'logging_config'].map((attribute) => ({
    type: 'aws_lambda_function',
    attribute,
    reason: 'not kept for a function',
  })),
  ...['aws_vpc_security_group_egress_rule', 'aws_vpc_security_group_ingress_rule'].map((type) => ({
    type,
    attribute: 'description',
    reason: 'not kept for a rule that names a security group',
  })),
];

/** Whether the list contains a difference of one attribute. */
export function isOfEmulator(type: string, attribute: string): boolean {
  return emulatorPlanDifferences.some((known) => known.type === type && known.attribute === attribute);
}

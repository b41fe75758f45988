import { type Finder, finders } from './finders';

/** How the object of a resource is found, and its import id for `terraform import`. */
export type AdoptionRule = TaggedRule | NamedRule | LookedUpRule | WrittenRule | IdempotentRule;

/** For a resource whose id AWS generates: the object is found by its tags. */
export interface TaggedRule {
  readonly by: 'tags';
  /**
   * The service to ask: EC2 for its own tags, which are current, or the Resource Groups Tagging API for one of its
   * types.
   */
  readonly of:
    | 'ec2'
    | 'acm:certificate'
    | 'backup:backup-plan'
    | 'cloudfront:distribution'
    | 'cloudtrail:trail'
    | 'elasticfilesystem:access-point'
    | 'elasticfilesystem:file-system'
    | 'guardduty:detector'
    | 'kms:key'
    | 'logs:delivery'
    | 'route53:healthcheck'
    | 'secretsmanager:secret'
    | 'sns'
    | 'wafv2';
}

/** How to prove the owner of an object without tags: its type has no tags, or a later call adds them. */
export interface Provable {
  /**
   * Attributes of the object in AWS that refer to other objects; a dot leads into a block. One of them must refer to an
   * object of this stack, and each of the others to such an object or to the configured one.
   * @default the tags of the object prove the owner
   */
  readonly references?: readonly string[];
  /** Why an object may lack the tags of its creation. @default the call that creates it tags it */
  readonly taggedLater?: string;
  /**
   * Why an object that is exactly what the last apply tried to create is the stack's, although AWS said that it exists.
   * An engine sends a call again if the answer is lost, and then hears of its own object. `with` is the attribute that
   * leads to what only this environment has: an object without it may be somebody else's who wants the same.
   * @default such an object is somebody else's
   */
  readonly sameContent?: { readonly with: string; readonly reason: string };
}

/** For a resource whose import id consists of configured values. */
export interface NamedRule extends Provable {
  readonly by: 'name';
  /** Attributes in braces; of attributes that exclude each other, the one that is set. */
  readonly importId: string;
  /** The provider's message about an id that names nothing. @default Terraform's message for every other type */
  readonly absence?: (id: string) => string;
}

/** For a resource whose id AWS generates and that has no tags: a query to AWS finds the id. */
export interface LookedUpRule extends Provable {
  readonly by: 'lookup';
  readonly find: Finder;
}

/** For a resource that must not be imported and must not be created twice: it is written directly into the state. */
export interface WrittenRule extends Provable {
  readonly by: 'state';
  readonly reason: string;
}

/**
 * For a resource that cannot be adopted and need not be: to create it while it exists, and is in use, changes nothing.
 */
export interface IdempotentRule {
  readonly by: 'creation';
  readonly reason: string;
}

const ec2: TaggedRule = { by: 'tags', of: 'ec2' };
const named = (importId: string, rest: Omit<NamedRule, 'by' | 'importId'> = {}): NamedRule => ({
  by: 'name',
  importId,
  ...rest,
});
const lookedUp = (find: Finder, references: readonly string[]): LookedUpRule => ({
  by: 'lookup',
  find,
  references,
});

/** Targets of a route. https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/route */
const routeTargets = [
  'carrier_gateway_id',
  'core_network_arn',
  'egress_only_gateway_id',
  'gateway_id',
  'local_gateway_id',
  'nat_gateway_id',
  'network_interface_id',
  'transit_gateway_id',
  'vpc_endpoint_id',
  'vpc_peering_connection_id',
] as const;

const ofBucket: IdempotentRule = {
  by: 'creation',
  reason: 'the bucket gets the same settings in S3 again',
};

/**
 * Every Terraform type that a stack has. The form of each import id is from the section "Import" of the type's page,
 * https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/…
 */
export const adoptionRules: Readonly<Record<string, AdoptionRule>> = {
  aws_accessanalyzer_analyzer: named('{analyzer_name}'),
  aws_acm_certificate: { by: 'tags', of: 'acm:certificate' },
  aws_acm_certificate_validation: {
    by: 'creation',
    reason: 'it waits for a certificate, and creates nothing',
  },
  aws_backup_plan: { by: 'tags', of: 'backup:backup-plan' },
  aws_backup_region_settings: {
    by: 'creation',
    reason: 'every region has settings, and they get the same values again',
  },
  aws_backup_restore_testing_plan: named('{name}'),
  aws_backup_restore_testing_selection: named('{name}:{restore_testing_plan_name}', {
    references: ['restore_testing_plan_name', 'iam_role_arn'],
  }),
  aws_backup_selection: lookedUp(finders.backupSelection, ['plan_id', 'iam_role_arn']),
  aws_backup_vault: named('{name}'),
  aws_backup_vault_lock_configuration: {
    by: 'creation',
    reason: 'the vault gets the same lock again',
  },
  aws_backup_vault_policy: {
    by: 'creation',
    reason: 'the vault gets the same policy again',
  },
  aws_cloudfront_continuous_deployment_policy: lookedUp(finders.continuousDeploymentPolicy, [
    'staging_distribution_dns_names',
  ]),
  aws_cloudfront_distribution: { by: 'tags', of: 'cloudfront:distribution' },
  // Nothing else tells whose it is: it refers to nothing. So only what the last apply says about its name proves it.
  aws_cloudfront_origin_access_control: lookedUp(finders.originAccessControl, ['name']),
  aws_cloudfront_response_headers_policy: lookedUp(finders.responseHeadersPolicy, ['name']),
  aws_cloudtrail: { by: 'tags', of: 'cloudtrail:trail' },
  // The rule is on the bus that every account has. To create it again would replace a rule of another stack.
  aws_cloudwatch_event_rule: named('{name}'),
  aws_cloudwatch_event_target: { by: 'creation', reason: 'EventBridge gets the same target again' },
  aws_cloudwatch_log_delivery: { by: 'tags', of: 'logs:delivery' },
  // To put one again would replace that of another stack.
  aws_cloudwatch_log_delivery_destination: named('{name}'),
  aws_cloudwatch_log_delivery_source: named('{name}'),
  aws_cloudwatch_log_data_protection_policy: {
    by: 'creation',
    reason: 'the log group gets the same policy again',
  },
  aws_cloudwatch_log_group: named('{name}'),
  aws_cloudwatch_log_metric_filter: {
    by: 'creation',
    reason: 'the log group gets the same filter under the same name again',
  },
  aws_cloudwatch_log_resource_policy: {
    by: 'creation',
    reason: 'CloudWatch Logs gets the same policy under the same name again',
  },
  // To create it again would replace an alarm of another stack.
  aws_cloudwatch_metric_alarm: named('{alarm_name}'),
  // To put one again would replace the rule of another stack.
  aws_config_config_rule: named('{name}'),
  aws_config_configuration_recorder: {
    by: 'creation',
    reason: 'AWS Config gets the same recorder under the same name again, and refuses a second one',
  },
  aws_config_configuration_recorder_status: {
    by: 'creation',
    reason: 'the recorder is started again, which changes nothing',
  },
  aws_config_delivery_channel: {
    by: 'creation',
    reason: 'AWS Config gets the same channel under the same name again, and refuses a second one',
  },
  aws_db_instance: named('{identifier}'),
  aws_db_parameter_group: named('{name}'),
  aws_db_proxy: named('{name}'),
  aws_db_proxy_default_target_group: {
    by: 'creation',
    reason: 'every proxy has this group, and the group gets the same settings again',
  },
  aws_db_proxy_target: named('{db_proxy_name}/{target_group_name}/TRACKED_CLUSTER/{db_cluster_identifier}', {
    references: ['db_proxy_name', 'db_cluster_identifier'],
  }),
  aws_db_subnet_group: named('{name}'),
  aws_default_security_group: ec2,
  aws_ebs_encryption_by_default: { by: 'creation', reason: 'the region gets the same setting again' },
  aws_ec2_instance_metadata_defaults: { by: 'creation', reason: 'the region gets the same settings again' },
  aws_ec2_transit_gateway: ec2,
  aws_ec2_transit_gateway_peering_attachment: ec2,
  aws_ec2_transit_gateway_peering_attachment_accepter: {
    by: 'lookup',
    find: finders.acceptedPeering,
    references: ['transit_gateway_id'],
    taggedLater: 'a further call tags the accepted attachment',
  },
  aws_ec2_transit_gateway_route: named('{transit_gateway_route_table_id}_{destination_cidr_block}', {
    references: ['transit_gateway_route_table_id', 'transit_gateway_attachment_id'],
  }),
  aws_ec2_transit_gateway_route_table: ec2,
  aws_ec2_transit_gateway_route_table_association: named(
    '{transit_gateway_route_table_id}_{transit_gateway_attachment_id}',
    { references: ['transit_gateway_route_table_id', 'transit_gateway_attachment_id'] },
  ),
  aws_ec2_transit_gateway_route_table_propagation: named(
    '{transit_gateway_route_table_id}_{transit_gateway_attachment_id}',
    { references: ['transit_gateway_route_table_id', 'transit_gateway_attachment_id'] },
  ),
  aws_ec2_transit_gateway_vpc_attachment: ec2,
  aws_efs_access_point: { by: 'tags', of: 'elasticfilesystem:access-point' },
  aws_efs_file_system: { by: 'tags', of: 'elasticfilesystem:file-system' },
  aws_efs_file_system_policy: { by: 'creation', reason: 'the file system gets the same policy again' },
  aws_efs_replication_configuration: named('{source_file_system_id}', {
    references: ['source_file_system_id', 'destination.file_system_id'],
  }),
  aws_efs_mount_target: lookedUp(finders.mountTarget, ['file_system_id', 'subnet_id']),
  aws_eip: ec2,
  aws_elasticache_global_replication_group: lookedUp(finders.globalReplicationGroup, [
    'primary_replication_group_id',
  ]),
  aws_elasticache_parameter_group: named('{name}'),
  aws_elasticache_replication_group: named('{replication_group_id}'),
  aws_elasticache_subnet_group: named('{name}'),
  aws_elasticache_user: named('{user_id}'),
  aws_elasticache_user_group: named('{user_group_id}'),
  aws_flow_log: ec2,
  aws_guardduty_detector: { by: 'tags', of: 'guardduty:detector' },
  aws_guardduty_detector_feature: {
    by: 'creation',
    reason: 'every detector has each feature, and the feature gets the same status again',
  },
  aws_iam_account_password_policy: { by: 'creation', reason: 'the account gets the same policy again' },
  aws_iam_role: named('{name}'),
  aws_iam_role_policy: named('{role}:{name}', { references: ['role'] }),
  // It is a part of the role, so that the policy does not matter.
  aws_iam_role_policy_attachment: named('{role}/{policy_arn}', { references: ['role'] }),
  aws_internet_gateway: ec2,
  aws_kms_alias: named('{name}', { references: ['target_key_arn'] }),
  aws_kms_key: { by: 'tags', of: 'kms:key' },
  aws_lambda_function: named('{function_name}'),
  aws_lambda_permission: named('{function_name}/{statement_id}', { references: ['function_name'] }),
  // EnableMacie refuses an account that has it. There is no name and no tag: whose it is cannot be told.
  aws_macie2_account: {
    by: 'creation',
    reason: 'AWS refuses a second session, and somebody has to decide whose the first one is',
  },
  aws_nat_gateway: ec2,
  aws_network_acl: ec2,
  aws_network_acl_association: {
    by: 'creation',
    reason: 'every subnet has an association, and EC2 replaces it with the same one',
  },
  aws_network_acl_rule: named('{network_acl_id}:{rule_number}:{protocol}:{egress}', {
    references: ['network_acl_id'],
  }),
  aws_rds_cluster: named('{cluster_identifier}'),
  aws_rds_cluster_instance: named('{identifier}'),
  aws_rds_cluster_parameter_group: named('{name}'),
  aws_rds_global_cluster: named('{global_cluster_identifier}'),
  // CreateHealthCheck takes no tags. A check that was not tagged any more is created again: nothing refers to the first.
  aws_route53_health_check: { by: 'tags', of: 'route53:healthcheck' },
  aws_route: named(
    '{route_table_id}_{destination_cidr_block|destination_ipv6_cidr_block|destination_prefix_list_id}',
    { references: ['route_table_id', ...routeTargets] },
  ),
  aws_route53_hosted_zone_dnssec: named('{hosted_zone_id}', { references: ['hosted_zone_id'] }),
  aws_route53_key_signing_key: named('{hosted_zone_id},{name}', {
    references: ['hosted_zone_id', 'key_management_service_arn'],
  }),
  aws_route53_query_log: lookedUp(finders.queryLog, ['zone_id', 'cloudwatch_log_group_arn']),
  aws_route53_record: {
    ...lookedUp(finders.recordSet, ['zone_id', 'health_check_id']),
    // Not the record of a certificate or a CAA record: others have the same, and need it when this stack is gone.
    // https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
    sameContent: {
      with: 'alias',
      reason:
        'an alias to a load balancer, distribution or record of this environment is of no use to others',
    },
  },
  // A second zone of the name would have other name servers, and the records of a zone that nobody asks.
  aws_route53_zone: {
    by: 'lookup',
    find: finders.hostedZone,
    taggedLater: 'CreateHostedZone takes no tags',
  },
  aws_route_table: ec2,
  aws_route_table_association: named('{subnet_id|gateway_id}/{route_table_id}', {
    references: ['subnet_id', 'gateway_id', 'route_table_id'],
    absence: (id) =>
      `No association found between route table ID ${id.split('/')[1]} and target ID ${id.split('/')[0]}`,
  }),
  aws_s3_account_public_access_block: { by: 'creation', reason: 'the account gets the same settings again' },
  aws_s3_bucket: named('{bucket}', { taggedLater: 'CreateBucket takes no tags from this provider' }),
  aws_s3_bucket_lifecycle_configuration: ofBucket,
  aws_s3_bucket_logging: ofBucket,
  aws_s3_bucket_notification: ofBucket,
  aws_s3_bucket_object_lock_configuration: ofBucket,
  aws_s3_bucket_ownership_controls: ofBucket,
  aws_s3_bucket_policy: ofBucket,
  aws_s3_bucket_public_access_block: ofBucket,
  aws_s3_bucket_replication_configuration: ofBucket,
  aws_s3_bucket_server_side_encryption_configuration: ofBucket,
  aws_s3_bucket_versioning: ofBucket,
  aws_secretsmanager_secret: { by: 'tags', of: 'secretsmanager:secret' },
  // To create it again would change the password at once, if the schedule says so.
  aws_secretsmanager_secret_rotation: lookedUp(finders.scheduledRotation, [
    'secret_id',
    'rotation_lambda_arn',
  ]),
  aws_secretsmanager_secret_version: {
    by: 'state',
    reason:
      'to create it again would replace the password in use; to import it would write the password into the state',
    references: ['secret_id'],
  },
  aws_securityhub_account: {
    by: 'creation',
    reason: 'AWS refuses a second hub, and somebody has to decide whose the first one is',
  },
  aws_securityhub_standards_subscription: {
    by: 'creation',
    reason: 'the hub gets the same standard again',
  },
  aws_security_group: ec2,
  // SNS accepts an existing name only with exactly the same tags, and one of the tags identifies the deployment.
  aws_sns_topic: { by: 'tags', of: 'sns' },
  aws_sns_topic_policy: { by: 'creation', reason: 'the topic gets the same policy again' },
  aws_ssm_parameter: named('{name}'),
  aws_subnet: ec2,
  aws_vpc: ec2,
  aws_vpc_endpoint: ec2,
  aws_vpc_endpoint_route_table_association: named('{vpc_endpoint_id}/{route_table_id}', {
    references: ['vpc_endpoint_id', 'route_table_id'],
  }),
  aws_vpc_security_group_egress_rule: ec2,
  aws_vpc_security_group_ingress_rule: ec2,
  aws_wafv2_ip_set: { by: 'tags', of: 'wafv2' },
  aws_wafv2_web_acl: { by: 'tags', of: 'wafv2' },
  aws_wafv2_web_acl_logging_configuration: {
    by: 'creation',
    reason: 'the web ACL gets the same log again',
  },
};

/**
 * Fills a text of a rule with planned attribute values; undefined if one of the values is not known.
 *
 * @param planned attributes of the planned resource; values that are unknown before the creation are missing or null
 */
export function filledIn(template: string, planned: Readonly<Record<string, unknown>>): string | undefined {
  let complete = true;
  const text = template.replace(/\{([^}]+)\}/g, (_, names: string) => {
    const values = names.split('|').map((name) => planned[name]);
    const value = values.find(
      (candidate) => candidate !== undefined && candidate !== null && candidate !== '',
    );
    complete &&= value !== undefined;
    return String(value);
  });
  return complete ? text : undefined;
}

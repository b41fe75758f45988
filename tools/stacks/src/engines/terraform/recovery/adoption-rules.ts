/** How the object behind a resource is found, and what `terraform import` calls it. */
export type AdoptionRule = TaggedRule | NamedRule | IdempotentRule | ManualRule;

/** Terraform knows it by an id that AWS made up; it is found by its tags. */
export interface TaggedRule {
  readonly by: 'tags';
  /** What is asked: EC2 of its own tags, which are current, or the Resource Groups Tagging API for a type of it. */
  readonly of:
    | 'ec2'
    | 'backup:backup-plan'
    | 'elasticfilesystem:access-point'
    | 'elasticfilesystem:file-system'
    | 'kms:key'
    | 'secretsmanager:secret';
}

/** Terraform knows it by what the configuration says of it. */
export interface NamedRule {
  readonly by: 'name';
  /** Attributes in braces; of some that exclude each other, the one that is set. */
  readonly importId: string;
  /** What the provider says of an id that names nothing. @default what Terraform says of every other type */
  readonly absence?: (id: string) => string;
}

/** It cannot be adopted and need not be: to create it where it exists changes nothing. */
export interface IdempotentRule {
  readonly by: 'creation';
  readonly reason: string;
}

/** It carries no tag and has an id that AWS made up: AWS refuses the next deploy, and a person imports it. */
export interface ManualRule {
  readonly by: 'hand';
  readonly reason: string;
}

const ec2: TaggedRule = { by: 'tags', of: 'ec2' };
const named = (importId: string, absence?: NamedRule['absence']): NamedRule => ({
  by: 'name',
  importId,
  absence,
});

const ofBucket: IdempotentRule = {
  by: 'creation',
  reason: 'S3 is given the same settings of the bucket again',
};

/**
 * Every Terraform type that a stack has. The form of an import id is the one in the section "Import" of the type's
 * page, https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/…
 */
export const adoptionRules: Readonly<Record<string, AdoptionRule>> = {
  aws_backup_plan: { by: 'tags', of: 'backup:backup-plan' },
  aws_backup_region_settings: {
    by: 'creation',
    reason: 'every region has settings, which are given the same values again',
  },
  aws_backup_restore_testing_plan: named('{name}'),
  aws_backup_restore_testing_selection: named('{name}:{restore_testing_plan_name}'),
  aws_backup_selection: { by: 'hand', reason: 'it is known by its plan and an id that AWS Backup made up' },
  aws_backup_vault: named('{name}'),
  aws_backup_vault_lock_configuration: {
    by: 'creation',
    reason: 'AWS Backup is given the same lock of the vault again',
  },
  aws_backup_vault_policy: {
    by: 'creation',
    reason: 'AWS Backup is given the same policy of the vault again',
  },
  aws_cloudwatch_event_rule: { by: 'creation', reason: 'EventBridge is given the same rule again' },
  aws_cloudwatch_event_target: { by: 'creation', reason: 'EventBridge is given the same target again' },
  aws_cloudwatch_log_group: named('{name}'),
  aws_cloudwatch_metric_alarm: { by: 'creation', reason: 'CloudWatch is given the same alarm again' },
  aws_db_instance: named('{identifier}'),
  aws_db_parameter_group: named('{name}'),
  aws_db_proxy: named('{name}'),
  aws_db_proxy_default_target_group: {
    by: 'creation',
    reason: 'every proxy has it, and it is given the same settings again',
  },
  aws_db_proxy_target: named('{db_proxy_name}/{target_group_name}/TRACKED_CLUSTER/{db_cluster_identifier}'),
  aws_db_subnet_group: named('{name}'),
  aws_default_security_group: ec2,
  aws_ec2_transit_gateway: ec2,
  aws_ec2_transit_gateway_peering_attachment: ec2,
  aws_ec2_transit_gateway_peering_attachment_accepter: {
    by: 'hand',
    reason: 'an attachment that nobody has accepted yet can be imported like one that somebody has',
  },
  aws_ec2_transit_gateway_route: named('{transit_gateway_route_table_id}_{destination_cidr_block}'),
  aws_ec2_transit_gateway_route_table: ec2,
  aws_ec2_transit_gateway_route_table_association: named(
    '{transit_gateway_route_table_id}_{transit_gateway_attachment_id}',
  ),
  aws_ec2_transit_gateway_route_table_propagation: named(
    '{transit_gateway_route_table_id}_{transit_gateway_attachment_id}',
  ),
  aws_ec2_transit_gateway_vpc_attachment: ec2,
  aws_efs_access_point: { by: 'tags', of: 'elasticfilesystem:access-point' },
  aws_efs_file_system: { by: 'tags', of: 'elasticfilesystem:file-system' },
  aws_efs_file_system_policy: { by: 'creation', reason: 'EFS is given the same policy again' },
  aws_efs_replication_configuration: named('{source_file_system_id}'),
  aws_efs_mount_target: { by: 'hand', reason: 'it carries no tags, and has an id that EFS made up' },
  aws_eip: ec2,
  aws_elasticache_global_replication_group: {
    by: 'hand',
    reason: 'its name begins with letters that ElastiCache made up',
  },
  aws_elasticache_parameter_group: named('{name}'),
  aws_elasticache_replication_group: named('{replication_group_id}'),
  aws_elasticache_subnet_group: named('{name}'),
  aws_elasticache_user: named('{user_id}'),
  aws_elasticache_user_group: named('{user_group_id}'),
  aws_flow_log: ec2,
  aws_iam_role: named('{name}'),
  aws_iam_role_policy: named('{role}:{name}'),
  aws_iam_role_policy_attachment: named('{role}/{policy_arn}'),
  aws_internet_gateway: ec2,
  aws_kms_alias: named('{name}'),
  aws_kms_key: { by: 'tags', of: 'kms:key' },
  aws_lambda_function: named('{function_name}'),
  aws_lambda_permission: named('{function_name}/{statement_id}'),
  aws_nat_gateway: ec2,
  aws_network_acl: ec2,
  aws_network_acl_association: {
    by: 'creation',
    reason: 'EC2 replaces the association that every subnet has, with the same one',
  },
  aws_network_acl_rule: named('{network_acl_id}:{rule_number}:{protocol}:{egress}'),
  aws_rds_cluster: named('{cluster_identifier}'),
  aws_rds_cluster_instance: named('{identifier}'),
  aws_rds_cluster_parameter_group: named('{name}'),
  aws_rds_global_cluster: named('{global_cluster_identifier}'),
  aws_route: named(
    '{route_table_id}_{destination_cidr_block|destination_ipv6_cidr_block|destination_prefix_list_id}',
  ),
  aws_route_table: ec2,
  aws_route_table_association: named(
    '{subnet_id|gateway_id}/{route_table_id}',
    (id) =>
      `No association found between route table ID ${id.split('/')[1]} and target ID ${id.split('/')[0]}`,
  ),
  aws_s3_bucket: named('{bucket}'),
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
  aws_secretsmanager_secret_rotation: {
    by: 'creation',
    reason:
      'Secrets Manager is given the same schedule again; to an import every secret would look scheduled',
  },
  aws_secretsmanager_secret_version: {
    by: 'creation',
    reason: 'the secret is given a further version, which nobody has read before the deploy is done',
  },
  aws_security_group: ec2,
  aws_sns_topic: { by: 'creation', reason: 'SNS answers with the topic that has the name' },
  aws_sns_topic_policy: { by: 'creation', reason: 'SNS is given the same policy again' },
  aws_ssm_parameter: named('{name}'),
  aws_subnet: ec2,
  aws_vpc: ec2,
  aws_vpc_endpoint: ec2,
  aws_vpc_endpoint_route_table_association: named('{vpc_endpoint_id}/{route_table_id}'),
  aws_vpc_security_group_egress_rule: ec2,
  aws_vpc_security_group_ingress_rule: ec2,
};

/**
 * A text of a rule with the values that a plan gives to its attributes; undefined while one of them is not known.
 *
 * @param planned attributes of the planned resource; what is not known before it exists is not among them, or null
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

import { type Finder, finders } from './finders';

/** How the object behind a resource is found, and what `terraform import` calls it. */
export type AdoptionRule = TaggedRule | NamedRule | LookedUpRule | WrittenRule | IdempotentRule;

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
    | 'secretsmanager:secret'
    | 'sns';
}

/** What says whose an object is that carries no tags: by its type, or since they are given to it by a later call. */
export interface Provable {
  /**
   * Attributes of the object, as AWS has it, that refer to others: a dot leads into a block. One of them has to lead to
   * what is this stack's, and each of the rest to the same or where the configuration says.
   * @default its tags say whose it is
   */
  readonly references?: readonly string[];
  /** Why an object may lack the tags that its creation was to give it. @default the call that creates it tags it */
  readonly taggedLater?: string;
}

/** Terraform knows it by what the configuration says of it. */
export interface NamedRule extends Provable {
  readonly by: 'name';
  /** Attributes in braces; of some that exclude each other, the one that is set. */
  readonly importId: string;
  /** What the provider says of an id that names nothing. @default what Terraform says of every other type */
  readonly absence?: (id: string) => string;
}

/** Terraform knows it by an id that AWS made up, and it carries no tags; AWS tells the id when it is asked. */
export interface LookedUpRule extends Provable {
  readonly by: 'lookup';
  readonly find: Finder;
}

/** It cannot be imported without harm and must not be created twice: it is written into the state as it is. */
export interface WrittenRule extends Provable {
  readonly by: 'state';
  readonly reason: string;
}

/** It cannot be adopted and need not be: to create it where it exists, and is in use, changes nothing. */
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

/** Where a route leads. https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/route */
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
  aws_backup_restore_testing_selection: named('{name}:{restore_testing_plan_name}', {
    references: ['restore_testing_plan_name', 'iam_role_arn'],
  }),
  aws_backup_selection: lookedUp(finders.backupSelection, ['plan_id', 'iam_role_arn']),
  aws_backup_vault: named('{name}'),
  aws_backup_vault_lock_configuration: {
    by: 'creation',
    reason: 'AWS Backup is given the same lock of the vault again',
  },
  aws_backup_vault_policy: {
    by: 'creation',
    reason: 'AWS Backup is given the same policy of the vault again',
  },
  // Of the bus that every account has. Created again, it would take the place of one of another stack.
  aws_cloudwatch_event_rule: named('{name}'),
  aws_cloudwatch_event_target: { by: 'creation', reason: 'EventBridge is given the same target again' },
  aws_cloudwatch_log_group: named('{name}'),
  // Created again, it would take the place of one of another stack.
  aws_cloudwatch_metric_alarm: named('{alarm_name}'),
  aws_db_instance: named('{identifier}'),
  aws_db_parameter_group: named('{name}'),
  aws_db_proxy: named('{name}'),
  aws_db_proxy_default_target_group: {
    by: 'creation',
    reason: 'every proxy has it, and it is given the same settings again',
  },
  aws_db_proxy_target: named('{db_proxy_name}/{target_group_name}/TRACKED_CLUSTER/{db_cluster_identifier}', {
    references: ['db_proxy_name', 'db_cluster_identifier'],
  }),
  aws_db_subnet_group: named('{name}'),
  aws_default_security_group: ec2,
  aws_ec2_transit_gateway: ec2,
  aws_ec2_transit_gateway_peering_attachment: ec2,
  aws_ec2_transit_gateway_peering_attachment_accepter: {
    by: 'lookup',
    find: finders.acceptedPeering,
    references: ['transit_gateway_id'],
    taggedLater: 'what was accepted is tagged by a further call',
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
  aws_efs_file_system_policy: { by: 'creation', reason: 'EFS is given the same policy again' },
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
  aws_iam_role: named('{name}'),
  aws_iam_role_policy: named('{role}:{name}', { references: ['role'] }),
  // Of the policy it takes nothing: it is a part of the role.
  aws_iam_role_policy_attachment: named('{role}/{policy_arn}', { references: ['role'] }),
  aws_internet_gateway: ec2,
  aws_kms_alias: named('{name}', { references: ['target_key_arn'] }),
  aws_kms_key: { by: 'tags', of: 'kms:key' },
  aws_lambda_function: named('{function_name}'),
  aws_lambda_permission: named('{function_name}/{statement_id}', { references: ['function_name'] }),
  aws_nat_gateway: ec2,
  aws_network_acl: ec2,
  aws_network_acl_association: {
    by: 'creation',
    reason: 'EC2 replaces the association that every subnet has, with the same one',
  },
  aws_network_acl_rule: named('{network_acl_id}:{rule_number}:{protocol}:{egress}', {
    references: ['network_acl_id'],
  }),
  aws_rds_cluster: named('{cluster_identifier}'),
  aws_rds_cluster_instance: named('{identifier}'),
  aws_rds_cluster_parameter_group: named('{name}'),
  aws_rds_global_cluster: named('{global_cluster_identifier}'),
  aws_route: named(
    '{route_table_id}_{destination_cidr_block|destination_ipv6_cidr_block|destination_prefix_list_id}',
    { references: ['route_table_id', ...routeTargets] },
  ),
  aws_route_table: ec2,
  aws_route_table_association: named('{subnet_id|gateway_id}/{route_table_id}', {
    references: ['subnet_id', 'gateway_id', 'route_table_id'],
    absence: (id) =>
      `No association found between route table ID ${id.split('/')[1]} and target ID ${id.split('/')[0]}`,
  }),
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
  // Created again, it would change the password at once where the schedule says so.
  aws_secretsmanager_secret_rotation: lookedUp(finders.scheduledRotation, [
    'secret_id',
    'rotation_lambda_arn',
  ]),
  aws_secretsmanager_secret_version: {
    by: 'state',
    reason:
      'created again, it would give the secret another password than the one in use; imported, it would bring the password into the state',
    references: ['secret_id'],
  },
  aws_security_group: ec2,
  // SNS takes a name again with the very same tags only, and one of them says which deployment it was.
  aws_sns_topic: { by: 'tags', of: 'sns' },
  aws_sns_topic_policy: { by: 'creation', reason: 'SNS is given the same policy again' },
  aws_ssm_parameter: named('{name}'),
  aws_subnet: ec2,
  aws_vpc: ec2,
  aws_vpc_endpoint: ec2,
  aws_vpc_endpoint_route_table_association: named('{vpc_endpoint_id}/{route_table_id}', {
    references: ['vpc_endpoint_id', 'route_table_id'],
  }),
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

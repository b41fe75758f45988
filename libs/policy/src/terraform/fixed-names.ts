import { type Body } from './configuration';

/** Attributes that the configuration chooses and that must be unique for AWS. */
const names = [
  'alarm_name',
  'alias',
  'bucket',
  'cluster_identifier',
  'creation_token',
  'domain',
  'function_name',
  'global_cluster_identifier',
  'global_replication_group_id_suffix',
  'identifier',
  'instance_identifier',
  'layer_name',
  'name',
  'replication_group_id',
  'repository_name',
  'role_name',
  'rule_name',
  'user_group_id',
  'user_id',
] as const;

/** Types without a name. Instead, AWS allows one object with the same attributes inside another object. */
const placesWithin: Readonly<Record<string, readonly string[]>> = {
  aws_iam_role_policy_attachment: ['policy_arn'],
  aws_lambda_permission: ['statement_id'],
  aws_network_acl_rule: ['rule_number'],
  aws_route: ['destination_cidr_block', 'destination_ipv6_cidr_block', 'destination_prefix_list_id'],
  aws_route_table_association: ['subnet_id', 'gateway_id'],
  aws_ec2_transit_gateway_route: ['destination_cidr_block'],
  aws_efs_mount_target: ['subnet_id'],
  aws_vpc_endpoint_route_table_association: ['route_table_id'],
};

/** Types with an attribute from the list above that is not their name, or that several objects may share. */
const noNames: Readonly<Record<string, readonly string[]>> = {
  // The place of use: `vpc`, for a NAT gateway or an instance.
  aws_eip: ['domain'],
  // The function that the mapping belongs to.
  aws_lambda_event_source_mapping: ['function_name'],
};

/**
 * The attribute, with its value, that must be unique: AWS refuses a second object, or overwrites the first one so that
 * both are deleted together. Undefined for a resource that may exist twice.
 */
export function fixedName(type: string, body: Body): string | undefined {
  const candidates = placesWithin[type] ?? names.filter((name) => !noNames[type]?.includes(name));
  const attribute = candidates.find((name) => body[name] !== undefined && body[name] !== null);
  return attribute === undefined ? undefined : `${attribute} ${String(body[attribute])}`;
}

import { type Body } from './configuration';

/** Attributes by which AWS tells the objects of a type apart, and which the configuration chooses. */
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

/** Types without a name of which AWS has no two with the same of these: an object within another one. */
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

/** Types that have an attribute of a name in the list which is no name of theirs, or of which there may be several. */
const noNames: Readonly<Record<string, readonly string[]>> = {
  // What a NAT gateway or an instance has: `vpc`.
  aws_eip: ['domain'],
  // The function that it is of.
  aws_lambda_event_source_mapping: ['function_name'],
};

/**
 * The attribute, with its value, of which AWS refuses a second object: one that is created beside the first fails, and
 * one that AWS writes over the first goes with it. Undefined for a resource that may be there twice.
 */
export function fixedName(type: string, body: Body): string | undefined {
  const candidates = placesWithin[type] ?? names.filter((name) => !noNames[type]?.includes(name));
  const attribute = candidates.find((name) => body[name] !== undefined && body[name] !== null);
  return attribute === undefined ? undefined : `${attribute} ${String(body[attribute])}`;
}

/** How the object behind a resource is found, and what `terraform import` calls it. */
export type AdoptionRule = TaggedRule | NamedRule | IdempotentRule;

/** Terraform knows it by an id that AWS made up; it is found by its tags. */
export interface TaggedRule {
  readonly by: 'tags';
  /** What is asked: EC2 of its own tags, which are current, or the Resource Groups Tagging API for a type of it. */
  readonly of: 'ec2' | 'kms:key';
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

const ec2: TaggedRule = { by: 'tags', of: 'ec2' };
const named = (importId: string, absence?: NamedRule['absence']): NamedRule => ({
  by: 'name',
  importId,
  absence,
});

/**
 * Every Terraform type that a stack has. The form of an import id is the one in the section "Import" of the type's
 * page, https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/…
 */
export const adoptionRules: Readonly<Record<string, AdoptionRule>> = {
  aws_cloudwatch_log_group: named('{name}'),
  aws_db_subnet_group: named('{name}'),
  aws_default_security_group: ec2,
  aws_eip: ec2,
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
  aws_route: named(
    '{route_table_id}_{destination_cidr_block|destination_ipv6_cidr_block|destination_prefix_list_id}',
  ),
  aws_route_table: ec2,
  aws_route_table_association: named(
    '{subnet_id|gateway_id}/{route_table_id}',
    (id) =>
      `No association found between route table ID ${id.split('/')[1]} and target ID ${id.split('/')[0]}`,
  ),
  aws_secretsmanager_secret_rotation: {
    by: 'creation',
    reason:
      'Secrets Manager is given the same schedule again; to an import every secret would look scheduled',
  },
  aws_security_group: ec2,
  aws_ssm_parameter: named('{name}'),
  aws_subnet: ec2,
  aws_vpc: ec2,
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

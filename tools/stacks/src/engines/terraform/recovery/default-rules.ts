import { type SecurityGroupRule } from '@aws-sdk/client-ec2';
import { openClient } from '../../../retries/open-client';
import { type ImportFolder, type ImportPlan, type PlannedResource } from './import-folder';
import { type StateResource, type TerraformState } from './terraform-state';

const groupType = 'aws_security_group';
const ruleType = 'aws_vpc_security_group_egress_rule';

/** Protocol and destinations of EC2's default rules for a new group: everything, to everywhere. */
const everything = '-1';
const everywhere: ReadonlySet<unknown> = new Set(['0.0.0.0/0', '::/0']);

/** Maximum number of values in one EC2 filter. */
const valuesPerFilter = 200;

/** A default rule that EC2 created with a security group of the stack, and that nobody has removed. */
export interface DefaultRule {
  /** Id of the group. */
  readonly group: string;
  /** Id of the rule. */
  readonly id: string;
}

/**
 * The rules that allow all outbound traffic of the stack's security groups although the code has no such rule. EC2 adds
 * such a rule to each new group. The provider removes it only when it creates the group. If a group is imported, or
 * kept although its creation was interrupted, it would stay open for ever: if the configuration of a group does not
 * mention rules, no plan compares them.
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
 * https://github.com/hashicorp/terraform-provider-aws/blob/v5.100.0/internal/service/ec2/vpc_security_group.go
 *
 * No other default of AWS for a new object has this gap: the rules of a default group are compared, because the code
 * says that there are none (seen with provider 5.100.0); the default rules of a network ACL cannot be changed; for
 * every other type see `half-created.ts`.
 *
 * @param plan in which the groups are imported
 * @param regionOf region of a resource
 * @returns the rules that the state does not know. AWS is asked only about open groups
 */
export async function defaultRules(
  { resources }: ImportPlan,
  configuredOf: ImportFolder['configuredOf'],
  regionOf: (address: string) => string,
  signal: AbortSignal,
): Promise<DefaultRule[]> {
  const known = new Set(resources.map(({ change }) => change.before?.['id']));
  const open = resources.filter(
    (resource) =>
      resource.type === groupType &&
      isOpen(resource) &&
      !configuredOf(groupType, resource.name)?.set['egress'],
  );
  const regions = new Map<string, string[]>();
  for (const { address, change } of open) {
    const region = regionOf(address);
    regions.set(region, [...(regions.get(region) ?? []), String(change.before?.['id'])]);
  }
  const found = await Promise.all([...regions].map(([region, ids]) => egressRules(ids, region, signal)));
  return found
    .flat()
    .filter(isDefault)
    .map(({ GroupId: group = '', SecurityGroupRuleId: id = '' }) => ({ group, id }))
    .filter(({ id }) => !known.has(id));
}

/**
 * A state that contains the rules as resources which the code does not have: the next deploy destroys them, and its
 * plan shows that.
 *
 * @returns the state, and the addresses of the rules
 */
export function withDefaultRules(
  state: TerraformState,
  rules: readonly DefaultRule[],
): { readonly state: TerraformState; readonly addresses: readonly string[] } {
  const added = rules.flatMap((rule): StateResource[] => {
    const group = state.resources.find(
      ({ type, instances }) => type === groupType && instances[0]?.attributes['id'] === rule.group,
    );
    return group ? [stateOf(rule, group)] : [];
  });
  return {
    state: { ...state, serial: state.serial + 1, resources: [...state.resources, ...added] },
    addresses: added.map(({ type, name }) => `${type}.${name}`),
  };
}

/** The provider reads the missing attributes when it plans. */
function stateOf({ group, id }: DefaultRule, { name, provider }: StateResource): StateResource {
  return {
    mode: 'managed',
    type: ruleType,
    name: `${name}-default-${id}`,
    provider,
    instances: [
      {
        schema_version: 0,
        attributes: { id, security_group_id: group, security_group_rule_id: id },
        dependencies: [`${groupType}.${name}`],
      },
    ],
  };
}

/** Whether a group that stays allows all outbound traffic. */
function isOpen({ change: { actions, before } }: PlannedResource): boolean {
  const egress = before?.['egress'];
  if (actions.includes('delete') || !Array.isArray(egress)) return false;
  return (egress as readonly EgressBlock[]).some(
    ({ protocol, cidr_blocks: v4, ipv6_cidr_blocks: v6 }) =>
      protocol === everything && [...(v4 ?? []), ...(v6 ?? [])].some((cidr) => everywhere.has(cidr)),
  );
}

interface EgressBlock {
  readonly protocol?: string;
  readonly cidr_blocks?: readonly string[] | null;
  readonly ipv6_cidr_blocks?: readonly string[] | null;
}

/** A rule that somebody made on purpose has a description or tags, as each of our rules does. */
function isDefault(rule: SecurityGroupRule): boolean {
  return (
    rule.IsEgress === true &&
    rule.IpProtocol === everything &&
    everywhere.has(rule.CidrIpv4 ?? rule.CidrIpv6) &&
    !rule.Description &&
    (rule.Tags ?? []).length === 0
  );
}

async function egressRules(
  groups: readonly string[],
  region: string,
  abortSignal: AbortSignal,
): Promise<SecurityGroupRule[]> {
  const { EC2Client, paginateDescribeSecurityGroupRules } = await import('@aws-sdk/client-ec2');
  const client = await openClient(EC2Client, region);
  try {
    const rules: SecurityGroupRule[] = [];
    for (let from = 0; from < groups.length; from += valuesPerFilter) {
      const Filters = [{ Name: 'group-id', Values: groups.slice(from, from + valuesPerFilter) }];
      for await (const page of paginateDescribeSecurityGroupRules({ client }, { Filters }, { abortSignal }))
        rules.push(...(page.SecurityGroupRules ?? []));
    }
    return rules;
  } finally {
    client.destroy();
  }
}

import { logicalIdOf } from '../logical-id';
import { type Properties, without } from '../mapping';
import { type Scope } from '../scope';
import { blocksIn } from '../shapes';

/** Terraform's attributes for the peer of an inline rule, with CloudFormation's names. */
const peers = {
  cidr_blocks: () => 'CidrIp',
  ipv6_cidr_blocks: () => 'CidrIpv6',
  prefix_list_ids: (peer: string) => `${peer}PrefixListId`,
  security_groups: (peer: string) => `${peer}SecurityGroupId`,
  self: (peer: string) => `${peer}SecurityGroupId`,
} as const;

const properties: Properties = {
  description: 'Description',
  from_port: 'FromPort',
  to_port: 'ToPort',
  protocol: 'IpProtocol',
  ...Object.fromEntries(Object.keys(peers).map((peer) => [peer, without('one rule for each')])),
};

/** Inline rules. Terraform names several peers in a rule, CloudFormation one, so each rule becomes several. */
export function rulesOf(value: unknown, peer: 'Source' | 'Destination', scope: Scope): unknown[] {
  return blocksIn(value).flatMap((rule) => {
    const ports = scope.properties(properties, rule);
    return Object.entries(peers).flatMap(([attribute, name]) =>
      peersIn(rule[attribute], scope).map((each) => ({ ...ports, [name(peer)]: each })),
    );
  });
}

function peersIn(value: unknown, scope: Scope): readonly unknown[] {
  if (value === true) return [{ 'Fn::GetAtt': [logicalIdOf(scope.address), 'GroupId'] }];
  const evaluated = scope.evaluate(value);
  if (evaluated === null || evaluated === undefined || evaluated === false) return [];
  return Array.isArray(evaluated) ? evaluated : [evaluated];
}

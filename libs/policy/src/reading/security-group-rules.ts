import { type PolicyResource } from '../model/policy-resource';
import { isText, valueAt, valuesAt } from './properties';

/** Types that hold rules of security groups. */
export const securityGroupTypes = {
  ingress: ['AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupIngress'],
  egress: ['AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupEgress'],
} as const;

/** The inline rules of a group, or the one rule that a resource of its own describes. */
export function securityGroupRules(
  { type, properties }: PolicyResource,
  direction: 'ingress' | 'egress',
): readonly unknown[] {
  if (type !== 'AWS::EC2::SecurityGroup') return [properties];
  return valuesAt(properties, direction === 'ingress' ? 'SecurityGroupIngress' : 'SecurityGroupEgress');
}

/** The address range of a rule if the range is public; `undefined` if the range is private. */
export function openRange(rule: unknown): string | undefined {
  const ranges = ['CidrIp', 'CidrIpv6'].map((property) => valueAt(rule, property)).filter(isText);
  return ranges.find((range) => Number(range.split('/')[1] ?? 32) < widest);
}

/** Bits of the network: no private network is wider than this. */
const widest = 8;

/** The single TCP port of a rule; `undefined` for several ports, all protocols or a port known only on deployment. */
export function onlyPort(rule: unknown): number | undefined {
  const [protocol, from, to] = ['IpProtocol', 'FromPort', 'ToPort'].map((name) => valueAt(rule, name));
  const isOne = String(protocol) === 'tcp' || String(protocol) === '6';
  return isOne && from !== undefined && String(from) === String(to) ? Number(from) : undefined;
}

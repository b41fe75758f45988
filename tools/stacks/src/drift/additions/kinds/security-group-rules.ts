import { type AdditionKind, type Declared, type Declares } from '../addition-kind';
import { batches, everyPage } from '../asking';
import { type Attributes, items, text, texts } from '../deployed-resource';

/** The most values that EC2 takes in one filter. */
const valuesPerFilter = 200;

type Direction = 'ingress' | 'egress';

/** One rule for one peer: `ingress tcp 5432 10.0.0.0/8`, `egress all 0.0.0.0/0`. */
function ruleContent(
  direction: Direction,
  protocol: unknown,
  ports: readonly unknown[],
  peer: string,
): string {
  const named = protocolName(text(protocol));
  const [from = '', to = ''] = ports.map(text);
  const range =
    named === 'all' || from === '' || from === '-1' ? '' : from === to ? ` ${from}` : ` ${from}-${to}`;
  return `${direction} ${named}${range} ${peer}`;
}

/** EC2 also takes a protocol by number, and returns the names of four. */
function protocolName(protocol: string): string {
  const names: Record<string, string> = { '-1': 'all', '6': 'tcp', '17': 'udp', '1': 'icmp', '58': 'icmpv6' };
  return names[protocol] ?? protocol.toLowerCase();
}

/** The rule that CloudFormation gives a group if the template has no egress rules. */
const defaultEgress = 'egress all 0.0.0.0/0';

const ofTerraform =
  (direction: Direction): Declares =>
  ({ physicalId, attributes: a }) => {
    const peer = [a['cidr_ipv4'], a['cidr_ipv6'], a['prefix_list_id'], a['referenced_security_group_id']]
      .map(text)
      .find((value) => value !== '');
    const content = ruleContent(direction, a['ip_protocol'], [a['from_port'], a['to_port']], peerOf(peer));
    return [{ id: physicalId }, { parent: text(a['security_group_id']), content }];
  };

/** A group of another account is `<account>/<group>` in Terraform. */
function peerOf(peer = ''): string {
  return peer.replace(/^\d{12}\/(?=sg-)/, '');
}

/** `aws_security_group_rule`: several peers in one resource. */
const ofOlderTerraform: Declares = ({ attributes: a }) => {
  const peers = [
    ...texts(a['cidr_blocks']),
    ...texts(a['ipv6_cidr_blocks']),
    ...texts(a['prefix_list_ids']),
    text(a['source_security_group_id']),
    a['self'] === true ? text(a['security_group_id']) : '',
  ].filter(Boolean);
  return peers.map((peer) => ({
    parent: text(a['security_group_id']),
    content: ruleContent(
      text(a['type']) as Direction,
      a['protocol'],
      [a['from_port'], a['to_port']],
      peerOf(peer),
    ),
  }));
};

const ofTemplate =
  (direction: Direction): Declares =>
  ({ physicalId, attributes }) => [
    { id: physicalId },
    templateRule(direction, text(attributes['GroupId']), attributes),
  ];

function templateRule(direction: Direction, parent: string, rule: Attributes): Declared {
  const peer = [
    'CidrIp',
    'CidrIpv6',
    'SourcePrefixListId',
    'DestinationPrefixListId',
    'SourceSecurityGroupId',
    'DestinationSecurityGroupId',
  ]
    .map((property) => text(rule[property]))
    .find((value) => value !== '');
  const content = ruleContent(
    direction,
    rule['IpProtocol'],
    [rule['FromPort'], rule['ToPort']],
    peerOf(peer),
  );
  return { parent, content };
}

/** Rules of security groups, whose peers are ranges, prefix lists or other groups. */
export const securityGroupRules: AdditionKind = {
  name: 'rule of a security group',
  parents: {
    aws_security_group: ({ physicalId }) => physicalId,
    aws_default_security_group: ({ physicalId }) => physicalId,
    'AWS::EC2::SecurityGroup': ({ physicalId }) => physicalId,
  },
  declares: {
    aws_vpc_security_group_ingress_rule: ofTerraform('ingress'),
    aws_vpc_security_group_egress_rule: ofTerraform('egress'),
    aws_security_group_rule: ofOlderTerraform,
    'AWS::EC2::SecurityGroupIngress': ofTemplate('ingress'),
    'AWS::EC2::SecurityGroupEgress': ofTemplate('egress'),
    /** @emulator The default egress rule of a group counts as declared: it stays beside a list of the template's own. */
    'AWS::EC2::SecurityGroup': ({ physicalId: parent, attributes }, target) => {
      const egress = items(attributes['SecurityGroupEgress']);
      return [
        ...items(attributes['SecurityGroupIngress']).map((rule) => templateRule('ingress', parent, rule)),
        ...egress.map((rule) => templateRule('egress', parent, rule)),
        // "When you create a VPC security group, CloudFormation adds a default egress rule". Only a list of egress
        // rules in the template removes it.
        // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html
        ...(egress.length === 0 || target === 'emulator' ? [{ parent, content: defaultEgress }] : []),
      ];
    },
  },
  compared: {
    aws_security_group: ['ingress', 'egress'],
    aws_default_security_group: ['ingress', 'egress'],
  },
  async list(groups, services) {
    const {
      paginateDescribeSecurityGroupRules,
      RevokeSecurityGroupEgressCommand,
      RevokeSecurityGroupIngressCommand,
    } = await import('@aws-sdk/client-ec2');
    const client = await services.ec2();
    const pages = await Promise.all(
      batches(groups, valuesPerFilter).map((Values) =>
        everyPage(
          paginateDescribeSecurityGroupRules({ client }, { Filters: [{ Name: 'group-id', Values }] }),
          ({ SecurityGroupRules }) => SecurityGroupRules,
        ),
      ),
    );
    return pages.flat().map((rule) => {
      const { GroupId = '', SecurityGroupRuleId = '', IsEgress, IpProtocol, FromPort, ToPort } = rule;
      const peer =
        rule.CidrIpv4 ?? rule.CidrIpv6 ?? rule.PrefixListId ?? rule.ReferencedGroupInfo?.GroupId ?? 'nobody';
      const named = { GroupId, SecurityGroupRuleIds: [SecurityGroupRuleId] };
      return {
        parent: GroupId,
        id: SecurityGroupRuleId,
        content: ruleContent(IsEgress ? 'egress' : 'ingress', IpProtocol, [FromPort, ToPort], peer),
        remove: () =>
          IsEgress
            ? client.send(new RevokeSecurityGroupEgressCommand(named))
            : client.send(new RevokeSecurityGroupIngressCommand(named)),
      };
    });
  },
};

import { type Edit, ofTypes, removed, setting } from '../edit';
import { type Body, type TemplateResource } from '../template';

const anywhere = '0.0.0.0/0';

/** Ports, addresses and routes to the internet. */
export const networks = [
  setting(['map_public_ip_on_launch', 'MapPublicIpOnLaunch'], true),
  setting(['assign_public_ip'], true),
  setting(['AssignPublicIp'], 'ENABLED'),
  ofTypes(['aws_default_security_group'], removed, {
    change: 'open to everybody',
    apply: ({ body }) =>
      void (body['ingress'] = [{ protocol: '-1', from_port: 0, to_port: 0, cidr_blocks: [anywhere] }]),
  }),
  ofTypes(
    ['aws_security_group'],
    terraformRule('ingress', 'tcp', 22),
    terraformRule('ingress', 'tcp', 5432),
    terraformRule('ingress', '-1', 0),
    terraformRule('egress', '-1', 0),
  ),
  ofTypes(
    ['AWS::EC2::SecurityGroup'],
    cloudFormationRule('SecurityGroupIngress', {
      IpProtocol: 'tcp',
      FromPort: 22,
      ToPort: 22,
      CidrIp: anywhere,
    }),
    cloudFormationRule('SecurityGroupIngress', {
      IpProtocol: 'tcp',
      FromPort: 80,
      ToPort: 80,
      CidrIp: anywhere,
    }),
    cloudFormationRule('SecurityGroupIngress', { IpProtocol: '-1', CidrIpv6: '::/0' }),
    cloudFormationRule('SecurityGroupEgress', { IpProtocol: '-1', CidrIp: anywhere }),
    { change: 'SecurityGroupEgress left out', apply: ({ body }) => void delete body['SecurityGroupEgress'] },
  ),
  ofTypes(
    ['AWS::EC2::SecurityGroupIngress'],
    fromEverybody('CidrIp', anywhere),
    fromEverybody('CidrIpv6', '::/0'),
  ),
  ofTypes(['aws_network_acl_rule'], {
    change: 'every address and every port',
    apply: ({ body }) =>
      void Object.assign(body, { cidr_block: anywhere, protocol: '-1', from_port: 0, to_port: 0 }),
  }),
  isolatedRoute,
];

function terraformRule(direction: 'ingress' | 'egress', protocol: string, port: number): Edit {
  return {
    change: `${direction} of ${protocol} ${port} from or to everybody`,
    apply: ({ body }: TemplateResource) =>
      void (body[direction] = [
        { protocol, from_port: port, to_port: port, cidr_blocks: [anywhere], description: 'Everybody' },
      ]),
  };
}

function cloudFormationRule(property: string, rule: Body): Edit {
  return {
    change: `${property}: ${JSON.stringify(rule)}`,
    apply: ({ body }: TemplateResource) =>
      void (body[property] = [...((body[property] ?? []) as unknown[]), rule]),
  };
}

function fromEverybody(property: string, range: string): Edit {
  return {
    change: `${property}: ${range}`,
    apply: ({ body }: TemplateResource) => {
      delete body['SourceSecurityGroupId'];
      body[property] = range;
    },
  };
}

/** A route table without routes isolates subnets. The edit adds a route to the internet. */
function isolatedRoute({ type, address }: TemplateResource): Edit[] {
  if (type !== 'aws_route_table' || !address.includes('isolated')) return [];
  return [
    {
      change: 'a route to the internet gateway',
      apply: (resource) =>
        resource.add('aws_route', 'leak', {
          route_table_id: `\${${address}.id}`,
          destination_cidr_block: anywhere,
          gateway_id: 'igw-0123456789abcdef0',
        }),
    },
  ];
}

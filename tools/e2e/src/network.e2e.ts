import {
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeTransitGatewayRouteTablesCommand,
  DescribeTransitGatewaysCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
  type VpcEndpoint,
} from '@aws-sdk/client-ec2';
import { WorkspaceCopy } from '@bulkhead/workspace-copy';
import { AwsClients } from './aws-clients';
import { isOfEmulator } from '@bulkhead/emulator/plan-differences';
import { planDifferences } from './terraform-plan';

/** The network of a preset with three zones, every endpoint and a Transit Gateway. The tests build on each other. */
let copy: WorkspaceCopy;
let aws: AwsClients;

const zone = (letter: string, index: number) => ({
  name: `us-east-1${letter}`,
  public: `10.20.${1 + index}.0/24`,
  private: `10.20.${11 + index}.0/24`,
  isolated: `10.20.${21 + index}.0/24`,
});
/** Writes the environment with zones of some letters, and returns how a command names it. */
function inZones(letters: string): string {
  const definition = {
    name: 'qa',
    preset: 'web-multi-region',
    account: '123456789012',
    target: 'emulator',
    protected: false,
    regions: { primary: { availabilityZones: [...letters].map(zone) } },
    apps: {
      network: { vpc: { natGateways: 2 }, transit: { amazonSideAsn: 64512 } },
      'dr-region': { transit: { amazonSideAsn: 64513 } },
    },
  };
  copy.write('qa.json', JSON.stringify(definition));
  return '--environment=qa.json';
}
const outputs = () => copy.outputs('qa');
const endpoints = async (): Promise<VpcEndpoint[]> => {
  const ofVpc = { Filters: [{ Name: 'vpc-id', Values: [outputs()['network.vpcId'] as string] }] };
  return (await aws.ec2.send(new DescribeVpcEndpointsCommand(ofVpc))).VpcEndpoints ?? [];
};
const serviceOf = ({ ServiceName = '' }: VpcEndpoint) => ServiceName.replace('com.amazonaws.us-east-1.', '');

beforeAll(async () => {
  copy = await WorkspaceCopy.create();
  aws = new AwsClients(copy.endpoint);
});
afterAll(async () => {
  aws.destroy();
  await copy.dispose();
});

test('P1.1, P2.1, P2.12: the network of three zones and its Transit Gateway are deployed, and then unchanged', async () => {
  await copy.succeed(`run network:deploy ${inZones('abc')}`);
  expect(copy.outcomes()).toEqual({ 'network/transit': 'deployed', 'network/vpc': 'deployed' });

  await copy.succeed(`run network:deploy ${inZones('abc')}`);
  expect(copy.outcomes()).toEqual({ 'network/transit': 'unchanged', 'network/vpc': 'unchanged' });
});

test.each(['vpc', 'transit'])(
  'the plan of %s is empty, but for what the emulator does not return',
  async (stack) => {
    const found = await planDifferences(copy, 'network', stack, { environment: 'qa' });

    expect(
      found.filter(({ actions, type, attribute }) => actions !== 'update' || !isOfEmulator(type, attribute)),
    ).toEqual([]);
  },
);

describe('P3.6: endpoints', () => {
  test('of S3 and DynamoDB are on the route tables of the private subnets', async () => {
    const gateways = (await endpoints()).filter(({ VpcEndpointType }) => VpcEndpointType === 'Gateway');

    expect(gateways.map(serviceOf).sort()).toEqual(['dynamodb', 's3']);
    for (const { RouteTableIds = [] } of gateways) {
      expect([...RouteTableIds].sort()).toEqual(
        [...(outputs()['network.privateRouteTableIds'] ?? [])].sort(),
      );
    }
  });

  test('of seven services are in every private subnet, with the name of the service', async () => {
    const interfaces = (await endpoints()).filter(({ VpcEndpointType }) => VpcEndpointType === 'Interface');

    expect(interfaces.map(serviceOf).sort()).toEqual([
      'ecr.api',
      'ecr.dkr',
      'kms',
      'logs',
      'secretsmanager',
      'ssm',
      'ssmmessages',
    ]);
    for (const { SubnetIds = [], PrivateDnsEnabled } of interfaces) {
      expect([...SubnetIds].sort()).toEqual([...(outputs()['network.privateSubnetIds'] ?? [])].sort());
      expect(PrivateDnsEnabled).toBe(true);
    }
  });

  test('let HTTPS in from the private subnets, and nothing out', async () => {
    const ids = new Set(
      (await endpoints()).flatMap(({ Groups = [] }) => Groups.map(({ GroupId }) => GroupId)),
    );
    const { SecurityGroups = [] } = await aws.ec2.send(
      new DescribeSecurityGroupsCommand({ GroupIds: [...ids].filter((id) => id !== undefined) }),
    );

    expect(SecurityGroups).toHaveLength(1);
    const [{ IpPermissions = [], IpPermissionsEgress } = {}] = SecurityGroups;
    expect(IpPermissionsEgress).toEqual([]);
    expect(
      IpPermissions.flatMap(({ FromPort, ToPort, IpRanges = [] }) =>
        IpRanges.map(({ CidrIp }) => `${FromPort}-${ToPort} ${CidrIp}`),
      ).sort(),
    ).toEqual(['443-443 10.20.11.0/24', '443-443 10.20.12.0/24', '443-443 10.20.13.0/24']);
  });
});

test('P2.12: the Transit Gateway attaches nobody unasked, and what a peering needs is published', async () => {
  const { TransitGateways = [] } = await aws.ec2.send(new DescribeTransitGatewaysCommand({}));
  const { TransitGatewayRouteTables = [] } = await aws.ec2.send(
    new DescribeTransitGatewayRouteTablesCommand({}),
  );
  const id = outputs()['transit-gateway.transitGatewayId'];

  expect(TransitGateways).toEqual([
    expect.objectContaining({
      TransitGatewayId: id,
      Options: expect.objectContaining({
        AmazonSideAsn: 64512,
        AutoAcceptSharedAttachments: 'disable',
        DefaultRouteTableAssociation: 'disable',
      }),
    }),
  ]);
  expect(TransitGatewayRouteTables).toContainEqual(
    expect.objectContaining({
      TransitGatewayId: id,
      TransitGatewayRouteTableId: outputs()['transit-gateway.routeTableId'],
    }),
  );
});

describe('P1.1: the zones', () => {
  test('are not fewer while a deployed stack is in one of them, and nothing is touched', async () => {
    const { code, text } = await copy.nx(`run network:deploy ${inZones('ab')} --stack=vpc`);

    expect(copy.outcomes()).toEqual({ 'network/vpc': 'refused' });
    expect(text).toMatch(
      /destroy aws_subnet\.\S*private\S*us-east-1c\S* \(subnet-\w+\), in use by network\/transit@primary/,
    );
    expect(text).toContain('(SubnetInUse)');
    expect(code).not.toBe(0);
    expect(await zonesOf('network.privateSubnetIds')).toEqual(['us-east-1a', 'us-east-1b', 'us-east-1c']);
  });

  test('are more without anything being moved', async () => {
    const before = outputs();
    await copy.succeed(`run network:deploy ${inZones('abcd')}`);

    expect(copy.report()).toContainEqual(
      expect.objectContaining({
        stack: 'vpc',
        outcome: 'deployed',
        resources: expect.objectContaining({ destroyed: 0 }),
      }),
    );
    for (const key of ['publicSubnetIds', 'privateSubnetIds', 'isolatedSubnetIds', 'privateRouteTableIds']) {
      expect(outputs()[`network.${key}`]?.slice(0, 3)).toEqual(before[`network.${key}`]);
      expect(outputs()[`network.${key}`]).toHaveLength(4);
    }
    expect(outputs()['transit-gateway.transitGatewayId']).toBe(before['transit-gateway.transitGatewayId']);
  });

  async function zonesOf(key: string): Promise<(string | undefined)[]> {
    const { Subnets = [] } = await aws.ec2.send(new DescribeSubnetsCommand({ SubnetIds: outputs()[key] }));
    return Subnets.map(({ AvailabilityZone }) => AvailabilityZone).sort();
  }
});

test('P4.6: everything is destroyed, the Transit Gateway first', async () => {
  const text = await copy.succeed(`run network:destroy ${inZones('abcd')}`);
  const ours = { Filters: [{ Name: 'tag:bulkhead:app', Values: ['network'] }] };
  const { Vpcs = [] } = await aws.ec2.send(new DescribeVpcsCommand(ours));
  const { VpcEndpoints = [] } = await aws.ec2.send(new DescribeVpcEndpointsCommand({}));
  const { TransitGateways = [] } = await aws.ec2.send(new DescribeTransitGatewaysCommand({}));

  expect(copy.outcomes()).toEqual({ 'network/transit': 'destroyed', 'network/vpc': 'destroyed' });
  expect(text.indexOf('network/transit@primary  destroyed')).toBeLessThan(
    text.indexOf('network/vpc@primary  destroyed'),
  );
  expect([Vpcs, VpcEndpoints.filter(({ State }) => !/deleted/i.test(State ?? '')), TransitGateways]).toEqual([
    [],
    [],
    [],
  ]);
});

import { resourcesOf, terraformOf } from '@bulkhead/cdktf/testing';
import { sharedStackContext } from '@bulkhead/stack/testing';
import { one, type Overrides, referred } from './test-network';
import { TransitStack } from './transit-stack';

const contextOf = (overrides: Overrides = {}) =>
  sharedStackContext(
    { app: 'network', stack: 'transit', consumes: ['network'], publishes: ['transit-gateway'] },
    {
      preset: 'web-multi-region',
      apps: {
        network: { transit: { amazonSideAsn: 64512 } },
        'dr-region': { transit: { amazonSideAsn: 64513 } },
      },
      ...overrides,
    },
  );
const terraform = terraformOf(TransitStack, contextOf());

describe('P2.12: the Transit Gateway', () => {
  test('Security Hub EC2.23: attaches no VPC without acceptance, and has its own route table', () => {
    expect(one(terraform, 'aws_ec2_transit_gateway')).toMatchObject({
      amazon_side_asn: 64512,
      auto_accept_shared_attachments: 'disable',
      default_route_table_association: 'disable',
      default_route_table_propagation: 'disable',
    });
    const table = one(terraform, 'aws_ec2_transit_gateway_route_table');
    for (const type of ['association', 'propagation']) {
      const link = one(terraform, `aws_ec2_transit_gateway_route_table_${type}`);
      expect(referred(terraform, link['transit_gateway_route_table_id'])).toBe(table);
      expect(referred(terraform, link['transit_gateway_attachment_id'])).toBe(
        one(terraform, 'aws_ec2_transit_gateway_vpc_attachment'),
      );
    }
  });

  test('is attached to the private subnets', () => {
    const attachment = one(terraform, 'aws_ec2_transit_gateway_vpc_attachment');

    expect(attachment).toMatchObject({
      subnet_ids: expect.stringContaining('data.aws_ssm_parameter.consume-network-privateSubnetIds'),
      transit_gateway_default_route_table_association: false,
      transit_gateway_default_route_table_propagation: false,
    });
    expect(referred(terraform, attachment['transit_gateway_id'])).toBe(
      one(terraform, 'aws_ec2_transit_gateway'),
    );
  });

  test('P3.9: routes every private subnet to the other region, by separate routes that wait for the attachment', () => {
    const routes = resourcesOf(terraform, 'aws_route');

    expect(routes).toHaveLength(3);
    expect(new Set(routes.map((route) => route['route_table_id'])).size).toBe(3);
    for (const route of routes) {
      expect(route).toMatchObject({
        destination_cidr_block: '10.21.0.0/16',
        depends_on: [expect.stringMatching(/^aws_ec2_transit_gateway_vpc_attachment\./)],
      });
    }
  });

  test('an additional zone adds a route and changes no other', () => {
    const { environment } = contextOf();
    const plan = environment.regions.primary;
    const zone = {
      name: 'us-east-1d',
      public: '10.20.4.0/24',
      private: '10.20.14.0/24',
      isolated: '10.20.24.0/24',
    };
    const more = terraformOf(
      TransitStack,
      contextOf({ regions: { primary: { ...plan, availabilityZones: [...plan.availabilityZones, zone] } } }),
    );

    expect(more.resource['aws_route']).toMatchObject(terraform.resource['aws_route'] ?? {});
    expect(resourcesOf(more, 'aws_route')).toHaveLength(4);
  });

  test('publishes the values for a peering, and reads only the network', () => {
    const context = contextOf();
    terraformOf(TransitStack, context);
    context.requireEverythingDeclaredUsed();

    expect(context.exchanged.publishes.map(({ path }) => path)).toEqual([
      '/bulkhead/test/transit-gateway/routeTableId',
      '/bulkhead/test/transit-gateway/transitGatewayId',
    ]);
    expect(context.exchanged.consumes).toMatchObject([
      { key: 'privateRouteTableIds', length: 3 },
      { key: 'privateSubnetIds', length: 3 },
      { key: 'vpcId' },
    ]);
  });
});

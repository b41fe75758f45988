import { type AdditionKind, type Declares } from '../addition-kind';
import { batches, everyPage } from '../asking';
import { text } from '../deployed-resource';
import { type Services } from '../services';
import type { RouteTable } from '@aws-sdk/client-ec2';

/** The most values that EC2 takes in one filter. */
const valuesPerFilter = 200;

/** The tables with these ids that exist. */
export async function routeTables(ids: readonly string[], services: Services): Promise<RouteTable[]> {
  const { paginateDescribeRouteTables } = await import('@aws-sdk/client-ec2');
  const client = await services.ec2();
  const pages = batches(ids, valuesPerFilter).map((Values) =>
    everyPage(
      paginateDescribeRouteTables({ client }, { Filters: [{ Name: 'route-table-id', Values }] }),
      (page) => page.RouteTables,
    ),
  );
  return (await Promise.all(pages)).flat();
}

const destination = (values: readonly unknown[]): string =>
  `route to ${values.map(text).find((value) => value !== '') ?? 'nowhere'}`;

const ofTerraform: Declares = ({ attributes: a }) => [
  {
    parent: text(a['route_table_id']),
    content: destination([
      a['destination_cidr_block'],
      a['destination_ipv6_cidr_block'],
      a['destination_prefix_list_id'],
    ]),
  },
];

const ofTemplate: Declares = ({ attributes: a }) => [
  {
    parent: text(a['RouteTableId']),
    content: destination([
      a['DestinationCidrBlock'],
      a['DestinationIpv6CidrBlock'],
      a['DestinationPrefixListId'],
    ]),
  },
];

/** Routes of route tables. A table has one route for each destination; its target is an attribute of the route. */
export const routes: AdditionKind = {
  name: 'route of a route table',
  parents: {
    aws_route_table: ({ physicalId }) => physicalId,
    aws_default_route_table: ({ physicalId }) => physicalId,
    'AWS::EC2::RouteTable': ({ physicalId }) => physicalId,
  },
  declares: { aws_route: ofTerraform, 'AWS::EC2::Route': ofTemplate },
  compared: { aws_route_table: ['route'], aws_default_route_table: ['route'] },
  async list(tables, services) {
    const { DeleteRouteCommand } = await import('@aws-sdk/client-ec2');
    const client = await services.ec2();
    const found = await routeTables(tables, services);
    return found.flatMap(({ RouteTableId = '', Routes = [] }) =>
      Routes.map((route) => {
        const { DestinationCidrBlock, DestinationIpv6CidrBlock, DestinationPrefixListId } = route;
        const [target = 'nowhere'] = [
          route.GatewayId,
          route.NatGatewayId,
          route.TransitGatewayId,
          route.VpcPeeringConnectionId,
          route.InstanceId,
          route.NetworkInterfaceId,
          route.EgressOnlyInternetGatewayId,
          route.LocalGatewayId,
          route.CarrierGatewayId,
          route.CoreNetworkArn,
        ].filter(Boolean);
        const why = ofAws(route.Origin, target);
        return {
          parent: RouteTableId,
          content: destination([DestinationCidrBlock, DestinationIpv6CidrBlock, DestinationPrefixListId]),
          detail: target,
          ...(why && { byAws: why }),
          remove: () =>
            client.send(
              new DeleteRouteCommand({
                RouteTableId,
                DestinationCidrBlock,
                DestinationIpv6CidrBlock,
                DestinationPrefixListId,
              }),
            ),
        };
      }),
    );
  },
};

/** Why AWS itself put a route into a table. Undefined if AWS did not. */
function ofAws(origin: string | undefined, target: string): string | undefined {
  // https://docs.aws.amazon.com/vpc/latest/userguide/RouteTables.html: "Every route table contains a local route for
  // communication within the VPC. This route is added by default".
  if (origin === 'CreateRouteTable' || target === 'local') return 'the local route of a VPC';
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html: a virtual private gateway propagates it.
  if (origin === 'EnableVgwRoutePropagation') return 'propagated by a gateway';
  // https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html: "we automatically add a route" to each
  // associated table. Only the association is made by somebody, and it is a kind of its own.
  if (target.startsWith('vpce-')) return 'the route of a gateway endpoint';
  return undefined;
}

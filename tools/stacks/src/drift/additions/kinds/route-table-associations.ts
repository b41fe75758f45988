import { type AdditionKind, type Declares } from '../addition-kind';
import { text } from '../deployed-resource';
import { routeTables } from './routes';

const associated = (target: string): string => `association with ${target}`;

const ofTerraform: Declares = ({ physicalId, attributes: a }) => [
  { id: physicalId },
  {
    parent: text(a['route_table_id']),
    content: associated(text(a['subnet_id']) || text(a['gateway_id'])),
  },
];

const ofTemplate: Declares = ({ physicalId, attributes: a }) => [
  { id: physicalId },
  { parent: text(a['RouteTableId']), content: associated(text(a['SubnetId']) || text(a['GatewayId'])) },
];

/** Subnets and gateways that a route table is associated with. */
export const routeTableAssociations: AdditionKind = {
  name: 'association of a route table',
  parents: {
    aws_route_table: ({ physicalId }) => physicalId,
    'AWS::EC2::RouteTable': ({ physicalId }) => physicalId,
  },
  declares: {
    aws_route_table_association: ofTerraform,
    aws_main_route_table_association: ofTerraform,
    'AWS::EC2::SubnetRouteTableAssociation': ofTemplate,
    'AWS::EC2::GatewayRouteTableAssociation': ofTemplate,
  },
  async list(tables, services) {
    const { DisassociateRouteTableCommand } = await import('@aws-sdk/client-ec2');
    const client = await services.ec2();
    const found = await routeTables(tables, services);
    return found.flatMap(({ RouteTableId = '', Associations = [] }) =>
      Associations.filter(({ AssociationState }) => AssociationState?.State !== 'disassociated').map(
        ({ RouteTableAssociationId: AssociationId = '', SubnetId, GatewayId, Main }) => ({
          parent: RouteTableId,
          id: AssociationId,
          content: associated(SubnetId ?? GatewayId ?? 'the VPC'),
          // https://docs.aws.amazon.com/vpc/latest/userguide/RouteTables.html: every VPC has a main table.
          ...(Main && { byAws: 'the main route table of a VPC' }),
          remove: () => client.send(new DisassociateRouteTableCommand({ AssociationId })),
        }),
      ),
    );
  },
};

import { type NatGateway } from '@cdktf/provider-aws/lib/nat-gateway';
import { Route } from '@cdktf/provider-aws/lib/route';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { nameTag } from './name-tag';
import { type ZonedSubnet } from './subnet-tier';

export interface PrivateRoutingProps {
  readonly nameScope: NameScope;
  readonly vpcId: string;
  readonly subnets: readonly ZonedSubnet[];
  /** At least one, in the order of the zones that have their own gateway. */
  readonly natGateways: readonly NatGateway[];
}

/** The route table of one subnet. */
export interface ZonedRouteTable {
  /** Name of the availability zone, such as `us-east-1a`. */
  readonly zone: string;
  /** Id of the route table, a token. */
  readonly id: string;
}

/**
 * A route table per private subnet, even if subnets share a NAT gateway. If a zone gets its own gateway later, only one
 * route changes and no subnet moves.
 */
export class PrivateRouting extends Construct {
  /** The route tables, in the order of the subnets. */
  readonly routeTables: readonly ZonedRouteTable[];

  constructor(scope: Construct, id: string, { nameScope, vpcId, subnets, natGateways }: PrivateRoutingProps) {
    super(scope, id);
    this.routeTables = subnets.map(({ zone, id: subnetId }, index) => {
      const routeTable = new RouteTable(this, `routes-${zone}`, {
        vpcId,
        tags: nameTag(nameScope, 'private', zone),
      });
      new Route(this, `to-nat-${zone}`, {
        routeTableId: routeTable.id,
        destinationCidrBlock: '0.0.0.0/0',
        natGatewayId: gatewayFor(index, natGateways).id,
      });
      new RouteTableAssociation(this, `association-${zone}`, { subnetId, routeTableId: routeTable.id });
      return { zone, id: routeTable.id };
    });
  }
}

/** The zone's own gateway. Zones without a gateway are spread evenly over the existing ones. */
function gatewayFor(zoneIndex: number, natGateways: readonly NatGateway[]): NatGateway {
  const gateway = natGateways[zoneIndex % natGateways.length];
  if (!gateway) throw new RangeError('Private subnets need at least one NAT gateway.');
  return gateway;
}

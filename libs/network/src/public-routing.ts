import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { Route } from '@cdktf/provider-aws/lib/route';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { type NameScope } from '@bulkhead/naming';
import { suppress } from '@bulkhead/cdktf';
import { Construct } from 'constructs';
import { nameTag } from './name-tag';
import { type ZonedSubnet } from './subnet-tier';

export interface PublicRoutingProps {
  readonly nameScope: NameScope;
  readonly vpcId: string;
  readonly subnets: readonly ZonedSubnet[];
}

/** The internet gateway, and the single route table of the public subnets, which leads to it. */
export class PublicRouting extends Construct {
  readonly internetGateway: InternetGateway;

  constructor(scope: Construct, id: string, { nameScope, vpcId, subnets }: PublicRoutingProps) {
    super(scope, id);

    this.internetGateway = new InternetGateway(this, 'internet-gateway', {
      vpcId,
      tags: nameTag(nameScope, 'internet'),
    });

    const routeTable = new RouteTable(this, 'routes', { vpcId, tags: nameTag(nameScope, 'public') });
    const toInternet = new Route(this, 'to-internet', {
      routeTableId: routeTable.id,
      destinationCidrBlock: '0.0.0.0/0',
      gatewayId: this.internetGateway.id,
    });
    suppress(toInternet, {
      rule: 'HIPAA.Security-VPCNoUnrestrictedRouteToIGW',
      reason:
        'Only the public subnets route here, which hold NAT gateways and load balancers; hosts and data are in private and isolated subnets.',
    });
    for (const { zone, id: subnetId } of subnets) {
      new RouteTableAssociation(this, `association-${zone}`, { subnetId, routeTableId: routeTable.id });
    }
  }
}

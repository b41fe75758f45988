import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { nameTag } from './name-tag';
import { type ZonedSubnet } from './subnet-tier';

export interface IsolatedRoutingProps {
  readonly nameScope: NameScope;
  readonly vpcId: string;
  readonly subnets: readonly ZonedSubnet[];
}

/**
 * A route table without routes: the isolated subnets reach only the VPC. The table is their own, since somebody may add
 * a route to the VPC's main table.
 */
export class IsolatedRouting extends Construct {
  constructor(scope: Construct, id: string, { nameScope, vpcId, subnets }: IsolatedRoutingProps) {
    super(scope, id);
    const routeTable = new RouteTable(this, 'routes', { vpcId, tags: nameTag(nameScope, 'isolated') });
    for (const { zone, id: subnetId } of subnets) {
      new RouteTableAssociation(this, `association-${zone}`, { subnetId, routeTableId: routeTable.id });
    }
  }
}

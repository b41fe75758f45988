import { BulkheadStack, consume, publish } from '@bulkhead/cdktf';
import { regionPlanOf, transitInRegion } from '@bulkhead/config';
import { network, transitGateway } from '@bulkhead/contracts';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';
import { RegionalTransitGateway } from './regional-transit-gateway';

/** A region's part of the network between the regions, with a route to the other region. */
export class TransitStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope, role } = context;
    const zones = regionPlanOf(environment, role).availabilityZones.map(({ name }) => name);

    const { vpcId, privateSubnetIds, privateRouteTableIds } = consume(this, network, {
      privateSubnetIds: zones.length,
      privateRouteTableIds: zones.length,
    });
    const { values } = new RegionalTransitGateway(this, 'transit', {
      nameScope,
      vpcId,
      subnetIds: privateSubnetIds,
      routeTableIds: privateRouteTableIds,
      zones,
      peerCidr: regionPlanOf(environment, role === 'dr' ? 'primary' : 'dr').cidr,
      settings: transitInRegion(environment, role),
    });

    publish(this, transitGateway, values);
  }
}

import { BulkheadStack, consume, publish } from '@bulkhead/cdktf';
import { regionPlanOf, settingsOf } from '@bulkhead/config';
import { network, transitGateway } from '@bulkhead/contracts';
import { RegionalTransitGateway } from '@bulkhead/network';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';

/** The DR region's part of the network between the regions. */
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
      peerCidr: regionPlanOf(environment, 'primary').cidr,
      settings: settingsOf(environment, 'dr-region', 'transit'),
    });

    publish(this, transitGateway, values);
  }
}

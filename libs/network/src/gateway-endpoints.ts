import { type VpcSettings } from '@bulkhead/config';
import { type NameScope } from '@bulkhead/naming';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { VpcEndpointRouteTableAssociation } from '@cdktf/provider-aws/lib/vpc-endpoint-route-table-association';
import { Construct } from 'constructs';
import { endpointPolicy } from './endpoint-policies';
import { nameTag } from './name-tag';
import { type ZonedRouteTable } from './private-routing';

export interface GatewayEndpointsProps {
  readonly nameScope: NameScope;
  readonly vpcId: string;
  readonly services: VpcSettings['endpoints']['gateway'];
  /** The route tables that get the routes to the services. */
  readonly routeTables: readonly ZonedRouteTable[];
}

/**
 * Routes to S3 and DynamoDB that use neither the internet nor a NAT gateway. The isolated subnets have none: RDS backs
 * up over its own network, and without a route to S3 nobody can move data there.
 */
export class GatewayEndpoints extends Construct {
  constructor(scope: Construct, id: string, props: GatewayEndpointsProps) {
    super(scope, id);
    const { nameScope, vpcId, services, routeTables } = props;

    for (const service of services) {
      const endpoint = new VpcEndpoint(this, service, {
        vpcId,
        vpcEndpointType: 'Gateway',
        serviceName: `com.amazonaws.${nameScope.region}.${service}`,
        policy: JSON.stringify(endpointPolicy(service, nameScope, vpcId)),
        tags: nameTag(nameScope, 'endpoint', service),
      });
      // Separate from the endpoint: an additional zone adds its association, and the endpoint does not change.
      for (const { zone, id: routeTableId } of routeTables) {
        new VpcEndpointRouteTableAssociation(this, `${service}-${zone}`, {
          vpcEndpointId: endpoint.id,
          routeTableId,
        });
      }
    }
  }
}

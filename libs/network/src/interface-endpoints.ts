import { type VpcSettings } from '@bulkhead/config';
import { type NameScope } from '@bulkhead/naming';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { Construct } from 'constructs';
import { endpointPolicy } from './endpoint-policies';
import { EndpointSecurityGroup } from './endpoint-security-group';
import { nameTag } from './name-tag';
import { type ZonedSubnet } from './subnet-tier';

export interface InterfaceEndpointsProps {
  readonly nameScope: NameScope;
  readonly vpcId: string;
  /** At least one. */
  readonly services: VpcSettings['endpoints']['interface'];
  /** The private subnets: the endpoints are in these subnets and serve their hosts. */
  readonly subnets: readonly ZonedSubnet[];
}

/**
 * Network interfaces in the private subnets that answer for AWS services. Each has the private DNS name of its service,
 * so clients need no configuration.
 */
export class InterfaceEndpoints extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { nameScope, vpcId, services, subnets }: InterfaceEndpointsProps,
  ) {
    super(scope, id);

    const { securityGroup } = new EndpointSecurityGroup(this, 'door', { nameScope, vpcId, clients: subnets });
    for (const service of services) {
      new VpcEndpoint(this, service, {
        vpcId,
        vpcEndpointType: 'Interface',
        serviceName: `com.amazonaws.${nameScope.region}.${service}`,
        privateDnsEnabled: true,
        // One in each zone: the loss of a zone does not cut off other zones from the service.
        subnetIds: subnets.map((subnet) => subnet.id),
        securityGroupIds: [securityGroup.id],
        policy: JSON.stringify(endpointPolicy(service, nameScope, vpcId)),
        tags: nameTag(nameScope, 'endpoint', service),
      });
    }
  }
}

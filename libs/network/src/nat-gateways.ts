import { Eip } from '@cdktf/provider-aws/lib/eip';
import { type InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway';
import { type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { nameTag } from './name-tag';
import { type ZonedSubnet } from './subnet-tier';

export interface NatGatewaysProps {
  readonly nameScope: NameScope;
  /** The internet gateway that the NAT gateways use. */
  readonly internetGateway: InternetGateway;
  /** The public subnets that get a gateway each. */
  readonly subnets: readonly ZonedSubnet[];
}

/** NAT gateways with a fixed address each, so that partners can allow these addresses. */
export class NatGateways extends Construct {
  /** The gateways in the order of their subnets. */
  readonly gateways: readonly NatGateway[];

  constructor(scope: Construct, id: string, { nameScope, internetGateway, subnets }: NatGatewaysProps) {
    super(scope, id);
    this.gateways = subnets.map(({ zone, id: subnetId }) => {
      const address = new Eip(this, `address-${zone}`, {
        domain: 'vpc',
        tags: nameTag(nameScope, 'nat', zone),
        // EC2 refuses a public address in a VPC if its internet gateway is not attached yet.
        dependsOn: [internetGateway],
      });
      return new NatGateway(this, `gateway-${zone}`, {
        subnetId,
        allocationId: address.allocationId,
        connectivityType: 'public',
        tags: nameTag(nameScope, 'nat', zone),
        dependsOn: [internetGateway],
      });
    });
  }
}

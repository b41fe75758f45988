import { type TransitSettings } from '@bulkhead/config';
import { type ContractValues, type transitGateway } from '@bulkhead/contracts';
import { type NameScope } from '@bulkhead/naming';
import { Ec2TransitGateway } from '@cdktf/provider-aws/lib/ec2-transit-gateway';
import { Ec2TransitGatewayRouteTable } from '@cdktf/provider-aws/lib/ec2-transit-gateway-route-table';
import { Construct } from 'constructs';
import { nameTag } from './name-tag';
import { TransitVpcAttachment } from './transit-vpc-attachment';

export interface RegionalTransitGatewayProps {
  readonly nameScope: NameScope;
  readonly vpcId: string;
  /** The private subnets, one in each zone: the gateway has a network interface in each. */
  readonly subnetIds: string[];
  /** The route tables of the private subnets, in the order of the zones. */
  readonly routeTableIds: string[];
  /** Names of the availability zones. */
  readonly zones: readonly string[];
  /** Network of the VPC in the region to be peered with. */
  readonly peerCidr: string;
  readonly settings: TransitSettings;
}

/**
 * One region's part of a network of two: a Transit Gateway, the VPC attached to it, and routes from the private subnets
 * to the other region. Until a peering attachment is associated with its route table, the routes lead no further.
 */
export class RegionalTransitGateway extends Construct {
  /** What a peering with another region needs. */
  readonly values: ContractValues<(typeof transitGateway)['parameters']>;

  constructor(scope: Construct, id: string, props: RegionalTransitGatewayProps) {
    super(scope, id);
    const { nameScope, settings, ...attached } = props;

    const gateway = new Ec2TransitGateway(this, 'gateway', {
      description: `Between the regions of Bulkhead environment ${nameScope.environment}`,
      amazonSideAsn: settings.amazonSideAsn,
      // Security Hub EC2.23: nobody attaches a VPC unasked.
      autoAcceptSharedAttachments: 'disable',
      // Who reaches whom is written in a route table of its own.
      defaultRouteTableAssociation: 'disable',
      defaultRouteTablePropagation: 'disable',
      dnsSupport: 'enable',
      tags: nameTag(nameScope, 'transit'),
    });
    const routeTable = new Ec2TransitGatewayRouteTable(this, 'routes', {
      transitGatewayId: gateway.id,
      tags: nameTag(nameScope, 'transit'),
    });
    new TransitVpcAttachment(this, 'vpc', {
      nameScope,
      transitGatewayId: gateway.id,
      transitRouteTableId: routeTable.id,
      ...attached,
    });

    this.values = { transitGatewayId: gateway.id, routeTableId: routeTable.id };
  }
}

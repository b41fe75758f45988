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
  /** The private subnets, one in each zone. The gateway has a network interface in each. */
  readonly subnetIds: string[];
  /** The route tables of the private subnets, in the order of the zones. */
  readonly routeTableIds: string[];
  /** Names of the availability zones. */
  readonly zones: readonly string[];
  /** Network of the VPC in the other region. */
  readonly peerCidr: string;
  readonly settings: TransitSettings;
}

/**
 * One region's part of a network of two regions: a Transit Gateway, the attached VPC, and routes from the private
 * subnets to the other region. The routes work only after a peering attachment is associated with the gateway's route
 * table.
 */
export class RegionalTransitGateway extends Construct {
  /** The values that a peering with another region needs. */
  readonly values: ContractValues<(typeof transitGateway)['parameters']>;

  constructor(scope: Construct, id: string, props: RegionalTransitGatewayProps) {
    super(scope, id);
    const { nameScope, settings, ...attached } = props;

    const gateway = new Ec2TransitGateway(this, 'gateway', {
      description: `Between the regions of Bulkhead environment ${nameScope.environment}`,
      amazonSideAsn: settings.amazonSideAsn,
      // Security Hub EC2.23: nobody can attach a VPC without our acceptance.
      autoAcceptSharedAttachments: 'disable',
      // A separate route table defines the allowed connections.
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

import { type NameScope } from '@bulkhead/naming';
import { Ec2TransitGatewayRouteTableAssociation } from '@cdktf/provider-aws/lib/ec2-transit-gateway-route-table-association';
import { Ec2TransitGatewayRouteTablePropagation } from '@cdktf/provider-aws/lib/ec2-transit-gateway-route-table-propagation';
import { Ec2TransitGatewayVpcAttachment } from '@cdktf/provider-aws/lib/ec2-transit-gateway-vpc-attachment';
import { Route } from '@cdktf/provider-aws/lib/route';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { nameTag } from './name-tag';

export interface TransitVpcAttachmentProps {
  readonly nameScope: NameScope;
  readonly transitGatewayId: string;
  /** The gateway's route table. */
  readonly transitRouteTableId: string;
  readonly vpcId: string;
  /** One subnet in each zone. */
  readonly subnetIds: string[];
  /** The VPC's route tables that get a route to the peer, in the order of the zones. */
  readonly routeTableIds: string[];
  /** Names of the availability zones. */
  readonly zones: readonly string[];
  /** Network of the VPC in the other region. */
  readonly peerCidr: string;
}

/** The connection between a VPC and its Transit Gateway, in both directions. */
export class TransitVpcAttachment extends Construct {
  constructor(scope: Construct, id: string, props: TransitVpcAttachmentProps) {
    super(scope, id);
    const { nameScope, transitGatewayId, vpcId, subnetIds, peerCidr } = props;

    const attachment = new Ec2TransitGatewayVpcAttachment(this, 'attachment', {
      transitGatewayId,
      vpcId,
      subnetIds,
      dnsSupport: 'enable',
      transitGatewayDefaultRouteTableAssociation: false,
      transitGatewayDefaultRouteTablePropagation: false,
      tags: nameTag(nameScope, 'transit'),
    });

    // The table routes traffic from the VPC, and learns the route to the VPC.
    const link = {
      transitGatewayAttachmentId: attachment.id,
      transitGatewayRouteTableId: props.transitRouteTableId,
    };
    new Ec2TransitGatewayRouteTableAssociation(this, 'association', link);
    new Ec2TransitGatewayRouteTablePropagation(this, 'propagation', link);

    props.zones.forEach((zone, index) => {
      new Route(this, `to-peer-${zone}`, {
        routeTableId: Fn.element(props.routeTableIds, index) as string,
        destinationCidrBlock: peerCidr,
        transitGatewayId,
        // EC2 refuses a route to a gateway if the VPC is not attached to it.
        dependsOn: [attachment],
      });
    });
  }
}

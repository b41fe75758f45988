import { Ec2TransitGatewayPeeringAttachment } from '@cdktf/provider-aws/lib/ec2-transit-gateway-peering-attachment';
import { Ec2TransitGatewayPeeringAttachmentAccepter } from '@cdktf/provider-aws/lib/ec2-transit-gateway-peering-attachment-accepter';
import { Ec2TransitGatewayRoute } from '@cdktf/provider-aws/lib/ec2-transit-gateway-route';
import { Ec2TransitGatewayRouteTableAssociation } from '@cdktf/provider-aws/lib/ec2-transit-gateway-route-table-association';
import { type Region } from '@bulkhead/config';
import { type ContractValues, type transitGateway } from '@bulkhead/contracts';
import { type NameScope } from '@bulkhead/naming';
import { type ITerraformDependable, type TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';

/** One end of the peering. */
interface End {
  readonly gateway: ContractValues<(typeof transitGateway)['parameters']>;
  readonly region: Region;
}

export interface TransitPeeringProps {
  readonly nameScope: NameScope;
  /** The end in the region of the stack. It requests the peering. */
  readonly requester: End;
  readonly accepter: End;
  readonly accepterProvider: TerraformProvider;
}

/**
 * The peering between the Transit Gateways of both regions. Its routes are static, because gateways of two regions
 * exchange no routes.
 * https://docs.aws.amazon.com/vpc/latest/tgw/tgw-peering.html
 */
export class TransitPeering extends Construct {
  constructor(scope: Construct, id: string, props: TransitPeeringProps) {
    super(scope, id);
    const { nameScope, requester, accepter, accepterProvider } = props;

    const attachment = new Ec2TransitGatewayPeeringAttachment(this, 'attachment', {
      transitGatewayId: requester.gateway.transitGatewayId,
      peerTransitGatewayId: accepter.gateway.transitGatewayId,
      peerRegion: accepter.region.name,
      peerAccountId: nameScope.account,
    });
    const acceptance = new Ec2TransitGatewayPeeringAttachmentAccepter(this, 'acceptance', {
      transitGatewayAttachmentId: attachment.id,
      provider: accepterProvider,
    });

    const lead = (from: string, end: End, peerCidr: string, provider?: TerraformProvider) => {
      const link = {
        transitGatewayAttachmentId: attachment.id,
        transitGatewayRouteTableId: end.gateway.routeTableId,
        dependsOn: [acceptance] as ITerraformDependable[],
        ...(provider && { provider }),
      };
      new Ec2TransitGatewayRouteTableAssociation(this, `${from}-association`, link);
      new Ec2TransitGatewayRoute(this, `${from}-route`, { ...link, destinationCidrBlock: peerCidr });
    };
    lead('requester', requester, accepter.region.cidr);
    lead('accepter', accepter, requester.region.cidr, accepterProvider);
  }
}

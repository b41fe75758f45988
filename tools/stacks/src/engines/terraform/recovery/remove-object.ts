import { type EC2Client } from '@aws-sdk/client-ec2';
import { openClient } from '../../../retries/open-client';
import { type EngineRequest } from '../../engine';

type Ec2Api = typeof import('@aws-sdk/client-ec2');

/** The days within which a key can be had back: the fewest that KMS takes. */
const pendingDays = 7;

/**
 * How what EC2 creates without a client token is removed. EC2 refuses each of them as long as the object is in use or
 * holds anything.
 */
const ec2Removals: Readonly<
  Record<string, (api: Ec2Api, client: EC2Client, id: string) => Promise<unknown>>
> = {
  aws_ec2_transit_gateway: (api, client, TransitGatewayId) =>
    client.send(new api.DeleteTransitGatewayCommand({ TransitGatewayId })),
  aws_ec2_transit_gateway_route_table: (api, client, TransitGatewayRouteTableId) =>
    client.send(new api.DeleteTransitGatewayRouteTableCommand({ TransitGatewayRouteTableId })),
  aws_eip: (api, client, AllocationId) => client.send(new api.ReleaseAddressCommand({ AllocationId })),
  aws_internet_gateway: (api, client, InternetGatewayId) =>
    client.send(new api.DeleteInternetGatewayCommand({ InternetGatewayId })),
  aws_network_acl: (api, client, NetworkAclId) =>
    client.send(new api.DeleteNetworkAclCommand({ NetworkAclId })),
  aws_route_table: (api, client, RouteTableId) =>
    client.send(new api.DeleteRouteTableCommand({ RouteTableId })),
  aws_vpc: (api, client, VpcId) => client.send(new api.DeleteVpcCommand({ VpcId })),
};

/**
 * Whether an object of a type can exist twice for one resource, and be removed without harm: AWS refuses to while it is
 * in use, or keeps it for days.
 */
export function isRemovable(type: string): boolean {
  return type === 'aws_kms_key' || type in ec2Removals;
}

/**
 * Removes an object that nobody uses; a key is scheduled for deletion.
 *
 * @param type Terraform's, one that is removable
 * @param id Terraform's
 * @throws the error of AWS, as where the object is in use
 */
export async function removeObject(
  type: string,
  id: string,
  { instance: { region }, signal }: Pick<EngineRequest, 'instance' | 'signal'>,
): Promise<void> {
  const removal = ec2Removals[type];
  if (removal) {
    const api = await import('@aws-sdk/client-ec2');
    const client = await openClient(api.EC2Client, region);
    await removal(api, client, id).finally(() => client.destroy());
    return;
  }
  const { KMSClient, ScheduleKeyDeletionCommand } = await import('@aws-sdk/client-kms');
  const client = await openClient(KMSClient, region);
  const request = new ScheduleKeyDeletionCommand({ KeyId: id, PendingWindowInDays: pendingDays });
  await client.send(request, { abortSignal: signal }).finally(() => client.destroy());
}

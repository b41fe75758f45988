import { type EC2Client } from '@aws-sdk/client-ec2';
import { openClient } from '../../../retries/open-client';
import { type EngineRequest } from '../../engine';

type Ec2Api = typeof import('@aws-sdk/client-ec2');

/** The days in which the deletion of a key can be cancelled: the minimum of KMS. */
const pendingDays = 7;

/**
 * How to remove EC2 objects that are created without a client token. EC2 refuses to delete an object that is in use or
 * not empty.
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
 * Whether an object of a type can exist twice for one resource, and can be removed without harm: AWS refuses to delete
 * it while it is in use, or deletes it only after days.
 */
export function isRemovable(type: string): boolean {
  return type === 'aws_kms_key' || type in ec2Removals;
}

/**
 * Removes an object that nobody uses; schedules the deletion of a key.
 *
 * @param type Terraform type that is removable
 * @param id Terraform id
 * @throws the error of AWS, for example if the object is in use
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

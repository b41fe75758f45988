import { type AdditionKind, byId } from '../addition-kind';
import { batches, everyPage } from '../asking';

/** The most values that EC2 takes in one filter. */
const valuesPerFilter = 200;

const vpcs = {
  aws_vpc: ({ physicalId }: { readonly physicalId: string }) => physicalId,
  'AWS::EC2::VPC': ({ physicalId }: { readonly physicalId: string }) => physicalId,
};

/** Endpoints of VPCs: ways out of a VPC that bypass the policies of its declared endpoints. */
export const vpcEndpoints: AdditionKind = {
  name: 'endpoint of a VPC',
  parents: vpcs,
  declares: { aws_vpc_endpoint: byId, 'AWS::EC2::VPCEndpoint': byId },
  async list(ids, services) {
    const { DeleteVpcEndpointsCommand, paginateDescribeVpcEndpoints } = await import('@aws-sdk/client-ec2');
    const client = await services.ec2();
    const pages = batches(ids, valuesPerFilter).map((Values) =>
      everyPage(
        paginateDescribeVpcEndpoints({ client }, { Filters: [{ Name: 'vpc-id', Values }] }),
        ({ VpcEndpoints }) => VpcEndpoints,
      ),
    );
    return (await Promise.all(pages))
      .flat()
      .filter(({ State }) => !/^(?:deleted|deleting|rejected|expired|failed)$/i.test(State ?? ''))
      .map((endpoint) => {
        const { VpcId = '', VpcEndpointId: id = '', ServiceName, VpcEndpointType, Tags = [] } = endpoint;
        // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEndpoint.html, RequesterManaged; GuardDuty tags
        // its own: https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring-shared-vpc.html
        const ofService =
          endpoint.RequesterManaged ||
          Tags.some(({ Key, Value }) => Key === 'GuardDutyManaged' && Value === 'true');
        return {
          parent: VpcId,
          id,
          content: `${VpcEndpointType ?? 'Gateway'} endpoint ${id} of ${ServiceName}`,
          ...(ofService && { byAws: 'an endpoint that a service of AWS manages' }),
          remove: () => client.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds: [id] })),
        };
      });
  },
};

/** Subnets of VPCs: parts of the network without the routes, logs and ACLs of a stack. */
export const subnets: AdditionKind = {
  name: 'subnet of a VPC',
  parents: vpcs,
  declares: { aws_subnet: byId, 'AWS::EC2::Subnet': byId },
  async list(ids, services) {
    const { DeleteSubnetCommand, paginateDescribeSubnets } = await import('@aws-sdk/client-ec2');
    const client = await services.ec2();
    const pages = batches(ids, valuesPerFilter).map((Values) =>
      everyPage(
        paginateDescribeSubnets({ client }, { Filters: [{ Name: 'vpc-id', Values }] }),
        ({ Subnets }) => Subnets,
      ),
    );
    return (await Promise.all(pages))
      .flat()
      .map(({ VpcId = '', SubnetId = '', CidrBlock, AvailabilityZone }) => ({
        parent: VpcId,
        id: SubnetId,
        content: `subnet ${SubnetId} ${CidrBlock} in ${AvailabilityZone}`,
        remove: () => client.send(new DeleteSubnetCommand({ SubnetId })),
      }));
  },
};

/** Peering connections of VPCs, whoever requested them. */
export const peeringConnections: AdditionKind = {
  name: 'peering connection of a VPC',
  parents: vpcs,
  declares: {
    aws_vpc_peering_connection: byId,
    aws_vpc_peering_connection_accepter: byId,
    'AWS::EC2::VPCPeeringConnection': byId,
  },
  async list(ids, services) {
    const { DeleteVpcPeeringConnectionCommand, paginateDescribeVpcPeeringConnections } =
      await import('@aws-sdk/client-ec2');
    const client = await services.ec2();
    const pages = ['requester-vpc-info.vpc-id', 'accepter-vpc-info.vpc-id'].flatMap((Name) =>
      batches(ids, valuesPerFilter).map((Values) =>
        everyPage(
          paginateDescribeVpcPeeringConnections({ client }, { Filters: [{ Name, Values }] }),
          ({ VpcPeeringConnections }) => VpcPeeringConnections,
        ),
      ),
    );
    const seen = new Map(
      (await Promise.all(pages)).flat().map((peering) => [peering.VpcPeeringConnectionId ?? '', peering]),
    );
    return [...seen].flatMap(([id, { RequesterVpcInfo, AccepterVpcInfo, Status }]) => {
      if (
        Status?.Code !== 'active' &&
        Status?.Code !== 'provisioning' &&
        Status?.Code !== 'pending-acceptance'
      )
        return [];
      const [requester = '', accepter = ''] = [RequesterVpcInfo?.VpcId, AccepterVpcInfo?.VpcId];
      return [
        {
          parent: ids.includes(requester) ? requester : accepter,
          id,
          content: `peering ${id} from ${requester} to ${accepter}`,
          remove: () => client.send(new DeleteVpcPeeringConnectionCommand({ VpcPeeringConnectionId: id })),
        },
      ];
    });
  },
};

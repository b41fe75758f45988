import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeAddressesCommand,
  DescribeInternetGatewaysCommand,
  DescribeNatGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2';
import { DescribeServicesCommand, ListClustersCommand, ListServicesCommand } from '@aws-sdk/client-ecs';
import { ListRolesCommand } from '@aws-sdk/client-iam';
import { DescribeKeyCommand, ListKeysCommand } from '@aws-sdk/client-kms';
import { DescribeDBClustersCommand, DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import { type AwsClients } from './aws-clients';
import { type WorkspaceCopy } from '@bulkhead/workspace-copy';

/** A kind of resource: its types in the templates of both engines, and how many of it the API returns. */
export interface ResourceKind {
  readonly name: string;
  readonly types: readonly string[];
  count(aws: AwsClients): Promise<number>;
}

type ServerFault = Error & { readonly $response?: { readonly statusCode?: number } };

/** The emulator brings a VPC of its own; what is ours says of which environment it is. */
const ours = { Filters: [{ Name: 'tag:bulkhead:environment', Values: ['local'] }] };

/** Kinds of which one too many would show: nothing but their tags keeps two of them apart. */
export const resourceKinds: readonly ResourceKind[] = [
  {
    name: 'VPCs',
    types: ['aws_vpc'],
    count: async ({ ec2 }) => (await ec2.send(new DescribeVpcsCommand(ours))).Vpcs?.length ?? 0,
  },
  {
    name: 'subnets',
    types: ['aws_subnet'],
    count: async ({ ec2 }) => (await ec2.send(new DescribeSubnetsCommand(ours))).Subnets?.length ?? 0,
  },
  {
    name: 'NAT gateways',
    types: ['aws_nat_gateway'],
    count: async ({ ec2 }) =>
      (await ec2.send(new DescribeNatGatewaysCommand({}))).NatGateways?.filter(
        ({ State }) => State === 'available',
      ).length ?? 0,
  },
  {
    name: 'Elastic IP addresses',
    types: ['aws_eip'],
    count: async ({ ec2 }) => (await ec2.send(new DescribeAddressesCommand({}))).Addresses?.length ?? 0,
  },
  {
    name: 'internet gateways',
    types: ['aws_internet_gateway'],
    count: async ({ ec2 }) =>
      (await ec2.send(new DescribeInternetGatewaysCommand(ours))).InternetGateways?.length ?? 0,
  },
  {
    name: 'route tables',
    types: ['aws_route_table'],
    count: async ({ ec2 }) => (await ec2.send(new DescribeRouteTablesCommand(ours))).RouteTables?.length ?? 0,
  },
  {
    name: 'network ACLs',
    types: ['aws_network_acl'],
    count: async ({ ec2 }) => (await ec2.send(new DescribeNetworkAclsCommand(ours))).NetworkAcls?.length ?? 0,
  },
  {
    name: 'security groups',
    types: ['aws_security_group', 'aws_default_security_group', 'AWS::EC2::SecurityGroup'],
    count: async ({ ec2 }) =>
      (await ec2.send(new DescribeSecurityGroupsCommand(ours))).SecurityGroups?.length ?? 0,
  },
  {
    name: "keys of Terraform's",
    types: ['aws_kms_key'],
    count: async ({ kms }) => {
      const { Keys = [] } = await kms.send(new ListKeysCommand({}));
      const described = await Promise.all(
        Keys.map(({ KeyId }) =>
          kms.send(new DescribeKeyCommand({ KeyId })).catch((error: ServerFault) => {
            // The emulator fails to describe a key that CloudFormation made.
            if (error.$response?.statusCode === 500) return undefined;
            throw error;
          }),
        ),
      );
      return described.filter((key) => key?.KeyMetadata?.KeyState === 'Enabled').length;
    },
  },
  {
    name: 'roles',
    types: ['aws_iam_role', 'AWS::IAM::Role'],
    count: async ({ iam }) => {
      const { Roles = [] } = await iam.send(new ListRolesCommand({}));
      return Roles.filter(({ RoleName }) => RoleName?.startsWith('bulkhead-local-')).length;
    },
  },
  {
    name: 'log groups',
    types: ['aws_cloudwatch_log_group', 'AWS::Logs::LogGroup'],
    count: async ({ logs }) => (await logs.send(new DescribeLogGroupsCommand({}))).logGroups?.length ?? 0,
  },
  {
    name: 'database clusters',
    types: ['aws_rds_cluster'],
    count: async ({ rds }) => (await rds.send(new DescribeDBClustersCommand({}))).DBClusters?.length ?? 0,
  },
  {
    name: 'database instances',
    types: ['aws_rds_cluster_instance'],
    count: async ({ rds }) => (await rds.send(new DescribeDBInstancesCommand({}))).DBInstances?.length ?? 0,
  },
  {
    name: 'running services',
    types: ['AWS::ECS::Service'],
    count: async ({ ecs }) => {
      const { clusterArns = [] } = await ecs.send(new ListClustersCommand({}));
      const described = await Promise.all(
        clusterArns.map(async (cluster) => {
          const { serviceArns: services = [] } = await ecs.send(new ListServicesCommand({ cluster }));
          return services.length > 0
            ? ecs.send(new DescribeServicesCommand({ cluster, services }))
            : { services: [] };
        }),
      );
      return described.flatMap(({ services = [] }) => services).filter(({ status }) => status === 'ACTIVE')
        .length;
    },
  },
];

/** How many resources of some types the synthesized templates of environment `local` have. */
export function countInTemplates(copy: WorkspaceCopy, types: readonly string[]): number {
  const { stacks } = JSON.parse(copy.read('dist/synth/local/index.json')) as {
    stacks: { template: string }[];
  };
  return stacks
    .flatMap(({ template }) => typesIn(JSON.parse(copy.read(template)) as Template))
    .filter((type) => types.includes(type)).length;
}

interface Template {
  /** Terraform's, by type and name. */
  readonly resource?: Readonly<Record<string, object>>;
  /** CloudFormation's, by logical id. */
  readonly Resources?: Readonly<Record<string, { readonly Type: string }>>;
}

function typesIn({ resource = {}, Resources = {} }: Template): string[] {
  return [
    ...Object.entries(resource).flatMap(([type, named]) => Object.keys(named).map(() => type)),
    ...Object.values(Resources).map(({ Type }) => Type),
  ];
}

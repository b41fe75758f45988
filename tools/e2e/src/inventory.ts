import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeAddressesCommand,
  DescribeFlowLogsCommand,
  DescribeInternetGatewaysCommand,
  DescribeNatGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2';
import {
  DescribeServicesCommand,
  ListClustersCommand,
  ListServicesCommand,
  ListTaskDefinitionsCommand,
} from '@aws-sdk/client-ecs';
import { ListRolesCommand } from '@aws-sdk/client-iam';
import { DescribeKeyCommand, ListAliasesCommand, ListKeysCommand } from '@aws-sdk/client-kms';
import { GetParametersByPathCommand } from '@aws-sdk/client-ssm';
import { type AwsClients } from './aws-clients';

/**
 * Everything that the stacks of `local` have in the emulator, without the ids that differ from one life to the next:
 * equal inventories mean that two deploys came to the same, with nothing doubled and nothing left over.
 */
export async function inventory(aws: AwsClients): Promise<Record<string, unknown>> {
  return { ...(await networkOf(aws)), ...(await servicesOf(aws)), ...(await accountOf(aws)) };
}

async function networkOf({ ec2 }: AwsClients): Promise<Record<string, unknown>> {
  const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}));
  const own = Vpcs.filter(({ IsDefault }) => !IsDefault);
  const ids = own.map(({ VpcId = '' }) => VpcId);
  const here = (item: { VpcId?: string }) => ids.includes(item.VpcId ?? '');
  const [subnets, tables, gateways, nats, addresses, acls, groups, flowLogs] = await Promise.all([
    ec2.send(new DescribeSubnetsCommand({})),
    ec2.send(new DescribeRouteTablesCommand({})),
    ec2.send(new DescribeInternetGatewaysCommand({})),
    ec2.send(new DescribeNatGatewaysCommand({})),
    ec2.send(new DescribeAddressesCommand({})),
    ec2.send(new DescribeNetworkAclsCommand({})),
    ec2.send(new DescribeSecurityGroupsCommand({})),
    ec2.send(new DescribeFlowLogsCommand({})),
  ]);
  return {
    vpcs: sorted(own.map(({ CidrBlock }) => CidrBlock)),
    subnets: sorted((subnets.Subnets ?? []).filter(here).map(({ CidrBlock }) => CidrBlock)),
    routeTables: sorted(
      (tables.RouteTables ?? [])
        .filter(here)
        .map(
          ({ Routes = [], Associations = [] }) =>
            `${sorted(Routes.map(({ DestinationCidrBlock }) => DestinationCidrBlock)).join()} of ${Associations.filter(({ Main }) => !Main).length} subnets`,
        ),
    ),
    internetGateways: (gateways.InternetGateways ?? []).filter(({ Attachments = [] }) =>
      Attachments.some(here),
    ).length,
    unattachedInternetGateways: (gateways.InternetGateways ?? []).filter(
      ({ Attachments = [] }) => Attachments.length === 0,
    ).length,
    natGateways: (nats.NatGateways ?? []).filter((gateway) => here(gateway) && gateway.State === 'available')
      .length,
    addresses: (addresses.Addresses ?? []).map(({ AssociationId }) =>
      AssociationId ? 'associated' : 'unused',
    ),
    networkAcls: sorted(
      (acls.NetworkAcls ?? [])
        .filter(here)
        .map(
          ({ IsDefault, Entries = [], Associations = [] }) =>
            `${IsDefault ? 'default' : 'own'}: ${Entries.length} entries, ${Associations.length} subnets`,
        ),
    ),
    securityGroups: sorted(
      (groups.SecurityGroups ?? [])
        .filter(here)
        .map(
          ({ GroupName, IpPermissions = [], IpPermissionsEgress = [] }) =>
            `${GroupName}: ${IpPermissions.length} in, ${IpPermissionsEgress.length} out`,
        ),
    ),
    flowLogs: (flowLogs.FlowLogs ?? []).map(({ TrafficType }) => TrafficType),
  };
}

async function servicesOf({ ecs }: AwsClients): Promise<Record<string, unknown>> {
  const { clusterArns = [] } = await ecs.send(new ListClustersCommand({}));
  const services = await Promise.all(
    clusterArns.map(async (cluster) => {
      const { serviceArns = [] } = await ecs.send(new ListServicesCommand({ cluster }));
      if (serviceArns.length === 0) return [];
      const { services: found = [] } = await ecs.send(
        new DescribeServicesCommand({ cluster, services: serviceArns }),
      );
      return found.map(
        ({ serviceName, desiredCount, status }) => `${serviceName}: ${desiredCount} ${status}`,
      );
    }),
  );
  const { taskDefinitionArns = [] } = await ecs.send(new ListTaskDefinitionsCommand({ status: 'ACTIVE' }));
  return {
    clusters: clusterArns.map((arn) => arn.split('/').at(-1)),
    services: services.flat(),
    taskDefinitions: taskDefinitionArns.length,
  };
}

async function accountOf({ iam, kms, logs, ssm }: AwsClients): Promise<Record<string, unknown>> {
  const { Roles = [] } = await iam.send(new ListRolesCommand({}));
  const { Keys = [] } = await kms.send(new ListKeysCommand({}));
  const keys = await Promise.all(
    Keys.map(({ KeyId = '' }) =>
      kms.send(new DescribeKeyCommand({ KeyId })).then(
        ({ KeyMetadata }) => KeyMetadata,
        // The emulator cannot describe a key that its CloudFormation made; it still counts.
        () => ({ KeyManager: 'CUSTOMER', KeyState: 'Enabled', Description: 'of CloudFormation' }),
      ),
    ),
  );
  const { Aliases = [] } = await kms.send(new ListAliasesCommand({}));
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
  const parameters: (string | undefined)[] = [];
  for (let NextToken: string | undefined, more = true; more; more = NextToken !== undefined) {
    const page = await ssm.send(
      new GetParametersByPathCommand({ Path: '/bulkhead/local', Recursive: true, NextToken }),
    );
    parameters.push(...(page.Parameters ?? []).map(({ Name }) => Name));
    NextToken = page.NextToken;
  }
  return {
    roles: sorted(Roles.map(({ RoleName }) => RoleName)),
    keys: sorted(
      keys
        .filter((key) => key?.KeyManager === 'CUSTOMER' && key.KeyState === 'Enabled')
        .map((key) => key?.Description),
    ),
    aliases: sorted(Aliases.filter(({ TargetKeyId }) => TargetKeyId).map(({ AliasName }) => AliasName)),
    logGroups: sorted(logGroups.map(({ logGroupName }) => logGroupName)),
    parameters: sorted(parameters),
  };
}

function sorted(values: readonly (string | undefined)[]): string[] {
  return values.map((value) => value ?? '').sort();
}

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
import { DescribeDBClustersCommand, DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import { GetParametersByPathCommand } from '@aws-sdk/client-ssm';
import { type AwsClients } from './aws-clients';
import { inventoryDetails } from './inventory-details';

/**
 * Everything that the stacks of `local`, of preset `saas`, have in the emulator, by kind: a line an object, without the ids that differ
 * from one life to the next. Equal inventories mean that two deploys came to the same, with nothing doubled and nothing
 * left over.
 */
export type Inventory = Awaited<ReturnType<typeof inventory>>;

export async function inventory(aws: AwsClients) {
  return {
    ...(await networkOf(aws)),
    ...(await databasesOf(aws)),
    ...(await servicesOf(aws)),
    ...(await accountOf(aws)),
    ...(await inventoryDetails(aws)),
  };
}

async function networkOf({ ec2 }: AwsClients) {
  const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}));
  // The emulator brings a VPC of its own.
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
  // In the emulator, a subnet that was deleted stays associated with the default ACL.
  const isOfSubnet = ({ SubnetId }: { SubnetId?: string }) =>
    subnets.Subnets?.some((subnet) => subnet.SubnetId === SubnetId);
  return {
    vpcs: sorted(own.map(({ CidrBlock }) => CidrBlock)),
    subnets: sorted((subnets.Subnets ?? []).filter(here).map(({ CidrBlock }) => CidrBlock)),
    routeTables: sorted(
      (tables.RouteTables ?? [])
        .filter(here)
        .map(
          ({ Routes = [], Associations = [] }) =>
            `${Associations.some(({ Main }) => Main) ? 'main' : 'own'}: ${sorted(Routes.map(({ DestinationCidrBlock }) => DestinationCidrBlock)).join()} of ${Associations.filter(({ Main }) => !Main).length} subnets`,
        ),
    ),
    internetGateways: sorted(
      (gateways.InternetGateways ?? [])
        .filter(({ Attachments = [] }) => Attachments.length === 0 || Attachments.some(here))
        .map(({ Attachments = [] }) => (Attachments.length > 0 ? 'attached' : 'unattached')),
    ),
    natGateways: sorted(
      (nats.NatGateways ?? [])
        .filter((gateway) => here(gateway) && gateway.State === 'available')
        .map(({ ConnectivityType }) => ConnectivityType),
    ),
    addresses: sorted(
      (addresses.Addresses ?? []).map(({ AssociationId }) => (AssociationId ? 'associated' : 'unused')),
    ),
    networkAcls: sorted(
      (acls.NetworkAcls ?? [])
        .filter(here)
        .map(
          ({ IsDefault, Entries = [], Associations = [] }) =>
            `${IsDefault ? 'default' : 'own'}: ${Entries.length} entries, ${Associations.filter(isOfSubnet).length} subnets`,
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
    flowLogs: sorted((flowLogs.FlowLogs ?? []).map(({ TrafficType }) => TrafficType)),
  };
}

async function databasesOf({ rds }: AwsClients) {
  const [{ DBClusters = [] }, { DBInstances = [] }] = await Promise.all([
    rds.send(new DescribeDBClustersCommand({})),
    rds.send(new DescribeDBInstancesCommand({})),
  ]);
  return {
    databaseClusters: sorted(DBClusters.map(({ DBClusterIdentifier }) => DBClusterIdentifier)),
    databaseInstances: sorted(DBInstances.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier)),
  };
}

async function servicesOf({ ecs }: AwsClients) {
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
    containerClusters: sorted(clusterArns.map((arn) => arn.split('/').at(-1))),
    services: sorted(services.flat()),
    taskDefinitions: sorted(taskDefinitionArns.map((arn) => arn.split('/').at(-1)?.replace(/:\d+$/, ''))),
  };
}

/** What the emulator cannot describe: a key that its CloudFormation made. It still counts. */
export const keyOfCloudFormation = 'of CloudFormation';

async function accountOf({ iam, kms, logs, ssm }: AwsClients) {
  const { Roles = [] } = await iam.send(new ListRolesCommand({}));
  const { Keys = [] } = await kms.send(new ListKeysCommand({}));
  const keys = await Promise.all(
    Keys.map(({ KeyId = '' }) =>
      kms.send(new DescribeKeyCommand({ KeyId })).then(
        ({ KeyMetadata }) => KeyMetadata,
        () => ({ KeyManager: 'CUSTOMER', KeyState: 'Enabled', Description: keyOfCloudFormation }),
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

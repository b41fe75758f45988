import { ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeFlowLogsCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeTagsCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
  type IpPermission,
  type Route,
} from '@aws-sdk/client-ec2';
import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  ListAttachedRolePoliciesCommand,
  ListPoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
} from '@aws-sdk/client-iam';
import { ListAliasesCommand } from '@aws-sdk/client-kms';
import {
  DescribeDBClusterParameterGroupsCommand,
  DescribeDBClustersCommand,
  DescribeDBParameterGroupsCommand,
  DescribeDBSubnetGroupsCommand,
} from '@aws-sdk/client-rds';
import { GetBucketVersioningCommand, ListBucketsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { ListSecretsCommand, ListSecretVersionIdsCommand } from '@aws-sdk/client-secrets-manager';
import { paginateGetParametersByPath } from '@aws-sdk/client-ssm';
import { type AwsClients } from './aws-clients';
import { withoutIds } from './create-faults/changing-call';

/** What the objects of an inventory consist of and lead to, by kind: a line each, without ids. */
export async function inventoryDetails(aws: AwsClients) {
  const labels = await labelsOf(aws);
  return {
    ...(await networkDetails(aws, labels)),
    ...(await databaseDetails(aws, labels)),
    ...(await balancingDetails(aws)),
    ...(await accountDetails(aws, labels)),
  };
}

/** The text with each id replaced by the Terraform address that its object is tagged with. */
type Labels = (text: string | undefined) => string;

async function labelsOf({ ec2 }: AwsClients): Promise<Labels> {
  const { Tags = [] } = await ec2.send(
    new DescribeTagsCommand({ Filters: [{ Name: 'key', Values: ['bulkhead:address'] }], MaxResults: 1000 }),
  );
  const addresses = Tags.map(({ ResourceId = '', Value = '' }) => [ResourceId, Value] as const);
  return (text = '') =>
    withoutRandom(addresses.reduce((labelled, [id, address]) => labelled.replaceAll(id, address), text));
}

/** Beside ids: what CloudFormation, load balancing, RDS and Secrets Manager append to names. */
function withoutRandom(text: string): string {
  return withoutIds(text)
    .replace(/\bcluster-(ro-)?\w{12}\./g, 'cluster-$1*.')
    .replace(/\bcluster-[A-Z0-9]{26}\b/g, 'cluster-*')
    .replace(/(:secret:.*)-\w{6}\b/g, '$1-*')
    .replace(/-[A-Z0-9]{12,13}\b/g, '-*')
    .replace(/\/[0-9a-f]{16}\b/g, '/*');
}

async function networkDetails({ ec2 }: AwsClients, labels: Labels) {
  const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}));
  // The emulator brings a VPC of its own, and keeps the default network ACL of one that was deleted.
  const ids = Vpcs.filter(({ IsDefault }) => !IsDefault).map(({ VpcId = '' }) => VpcId);
  const here = ids.length > 0 ? { Filters: [{ Name: 'vpc-id', Values: ids }] } : {};
  const [tables, acls, groups, endpoints, flowLogs] = await Promise.all([
    ec2.send(new DescribeRouteTablesCommand(here)),
    ec2.send(new DescribeNetworkAclsCommand(here)),
    ec2.send(new DescribeSecurityGroupsCommand(here)),
    ec2.send(new DescribeVpcEndpointsCommand({})),
    ec2.send(new DescribeFlowLogsCommand({})),
  ]);
  const targetOf = ({ GatewayId, NatGatewayId, VpcPeeringConnectionId, NetworkInterfaceId }: Route) =>
    NatGatewayId ?? GatewayId ?? VpcPeeringConnectionId ?? NetworkInterfaceId;
  return {
    routes: sorted(
      (tables.RouteTables ?? []).flatMap(({ RouteTableId, Routes = [] }) =>
        Routes.map((route) =>
          labels(
            `${RouteTableId}: ${route.DestinationCidrBlock ?? route.DestinationPrefixListId} to ${targetOf(route)} ${route.State}`,
          ),
        ),
      ),
    ),
    routeTableAssociations: sorted(
      (tables.RouteTables ?? []).flatMap(({ RouteTableId, Associations = [] }) =>
        Associations.map(({ SubnetId, Main }) => labels(`${RouteTableId}: ${Main ? 'main' : SubnetId}`)),
      ),
    ),
    networkAclEntries: sorted(
      (acls.NetworkAcls ?? []).flatMap(({ NetworkAclId, Entries = [] }) =>
        Entries.map(({ Egress, RuleNumber, Protocol, CidrBlock, PortRange, RuleAction }) =>
          labels(
            `${NetworkAclId}: ${Egress ? 'out' : 'in'} ${RuleNumber} ${RuleAction} ${Protocol} ${PortRange?.From}-${PortRange?.To} ${CidrBlock}`,
          ),
        ),
      ),
    ),
    securityGroupRules: sorted(
      (groups.SecurityGroups ?? []).flatMap(({ GroupName, IpPermissions = [], IpPermissionsEgress = [] }) => [
        ...rulesOf(IpPermissions).map((rule) => labels(`${GroupName}: in ${rule}`)),
        ...rulesOf(IpPermissionsEgress).map((rule) => labels(`${GroupName}: out ${rule}`)),
      ]),
    ),
    endpoints: sorted(
      (endpoints.VpcEndpoints ?? []).map(({ ServiceName, VpcEndpointType, State, RouteTableIds = [] }) =>
        labels(`${ServiceName} ${VpcEndpointType} ${State} ${sorted(RouteTableIds.map(labels)).join()}`),
      ),
    ),
    loggedFlows: sorted(
      (flowLogs.FlowLogs ?? []).map(({ ResourceId, LogGroupName, LogDestination, TrafficType }) =>
        labels(`${ResourceId} ${TrafficType} to ${LogGroupName ?? LogDestination}`),
      ),
    ),
  };
}

function rulesOf(permissions: readonly IpPermission[]): string[] {
  return permissions.flatMap(
    ({ IpProtocol, FromPort, ToPort, IpRanges = [], UserIdGroupPairs = [], PrefixListIds = [] }) =>
      [
        ...IpRanges.map(({ CidrIp }) => CidrIp),
        ...UserIdGroupPairs.map(({ GroupId }) => GroupId),
        ...PrefixListIds.map(({ PrefixListId }) => PrefixListId),
      ].map((peer) => `${IpProtocol} ${FromPort}-${ToPort} ${peer}`),
  );
}

async function databaseDetails({ rds, secrets }: AwsClients, labels: Labels) {
  const [clusters, clusterGroups, groups, subnetGroups, { SecretList = [] }] = await Promise.all([
    rds.send(new DescribeDBClustersCommand({})),
    rds.send(new DescribeDBClusterParameterGroupsCommand({})),
    rds.send(new DescribeDBParameterGroupsCommand({})),
    rds.send(new DescribeDBSubnetGroupsCommand({})),
    secrets.send(new ListSecretsCommand({})),
  ]);
  const versions = await Promise.all(
    SecretList.map(async ({ Name = '' }) => {
      const { Versions = [] } = await secrets.send(new ListSecretVersionIdsCommand({ SecretId: Name }));
      return `${withoutIds(Name)}: ${Versions.length} versions`;
    }),
  );
  return {
    databaseSettings: sorted(
      (clusters.DBClusters ?? []).map(
        ({ DBClusterIdentifier, DBClusterParameterGroup, DBSubnetGroup, VpcSecurityGroups = [], ...of }) =>
          labels(
            `${DBClusterIdentifier}: ${DBClusterParameterGroup} ${DBSubnetGroup} ${VpcSecurityGroups.map(({ VpcSecurityGroupId }) => VpcSecurityGroupId).join()} ${of.DBClusterMembers?.length} members, protected ${of.DeletionProtection}`,
          ),
      ),
    ),
    parameterGroups: sorted([
      ...(clusterGroups.DBClusterParameterGroups ?? []).map(({ DBClusterParameterGroupName }) =>
        labels(`of clusters: ${DBClusterParameterGroupName}`),
      ),
      ...(groups.DBParameterGroups ?? []).map(({ DBParameterGroupName }) =>
        labels(`of instances: ${DBParameterGroupName}`),
      ),
    ]),
    databaseSubnetGroups: sorted(
      (subnetGroups.DBSubnetGroups ?? []).map(({ DBSubnetGroupName, Subnets = [] }) =>
        labels(
          `${DBSubnetGroupName}: ${sorted(Subnets.map(({ SubnetIdentifier }) => labels(SubnetIdentifier))).join()}`,
        ),
      ),
    ),
    secrets: sorted(versions),
  };
}

async function balancingDetails({ loadBalancing }: AwsClients) {
  const [{ LoadBalancers = [] }, { TargetGroups = [] }] = await Promise.all([
    loadBalancing.send(new DescribeLoadBalancersCommand({})),
    loadBalancing.send(new DescribeTargetGroupsCommand({})),
  ]);
  const listeners = await Promise.all(
    LoadBalancers.map(async ({ LoadBalancerArn, LoadBalancerName }) => {
      const { Listeners = [] } = await loadBalancing.send(new DescribeListenersCommand({ LoadBalancerArn }));
      return Promise.all(
        Listeners.map(async ({ ListenerArn, Port, Protocol }) => {
          const { Rules = [] } = await loadBalancing.send(new DescribeRulesCommand({ ListenerArn }));
          return `${LoadBalancerName}: ${Protocol} ${Port}, ${Rules.length} rules`;
        }),
      );
    }),
  );
  return {
    loadBalancers: sorted(LoadBalancers.map(({ LoadBalancerName, Type }) => `${LoadBalancerName} ${Type}`)),
    targetGroups: sorted(
      TargetGroups.map(({ TargetGroupName, Port }) => withoutRandom(`${TargetGroupName} ${Port}`)),
    ),
    listeners: sorted(listeners.flat()),
  };
}

async function accountDetails(aws: AwsClients, labels: Labels) {
  const { iam, kms, logs, s3, cloudformation } = aws;
  const [{ Roles = [] }, { Policies = [] }, { Aliases = [] }, { logGroups = [] }, { Buckets = [] }, stacks] =
    await Promise.all([
      iam.send(new ListRolesCommand({})),
      iam.send(new ListPoliciesCommand({ Scope: 'Local' })),
      kms.send(new ListAliasesCommand({})),
      logs.send(new DescribeLogGroupsCommand({})),
      s3.send(new ListBucketsCommand({})),
      cloudformation.send(new ListStacksCommand({})),
    ]);
  const rolePolicies = await Promise.all(
    Roles.map(async ({ RoleName = '' }) => {
      const [{ PolicyNames = [] }, { AttachedPolicies = [] }] = await Promise.all([
        iam.send(new ListRolePoliciesCommand({ RoleName })),
        iam.send(new ListAttachedRolePoliciesCommand({ RoleName })),
      ]);
      const attached = AttachedPolicies.map(({ PolicyName }) => PolicyName);
      return `${RoleName}: ${sorted([...PolicyNames, ...attached]).join()}`;
    }),
  );
  const buckets = await Promise.all(
    Buckets.map(async ({ Name: Bucket = '' }) => {
      const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket }));
      return `${Bucket} ${Status}`;
    }),
  );
  const objects = await Promise.all(
    Buckets.map(async ({ Name: Bucket = '' }) => {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
      return Contents.map(({ Key }) => withoutIds(`${Bucket}/${Key}`));
    }),
  );
  // Several aliases of one key, and keys of one alias each, look different this way.
  const keysOfAliases = Aliases.filter(({ TargetKeyId }) => TargetKeyId).map(
    ({ TargetKeyId }) => TargetKeyId,
  );
  return {
    rolePolicies: sorted(rolePolicies),
    policies: sorted(Policies.map(({ PolicyName }) => PolicyName)),
    keysWithAlias: [String(new Set(keysOfAliases).size)],
    logSettings: sorted(
      logGroups.map(
        ({ logGroupName, retentionInDays, kmsKeyId }) =>
          `${logGroupName}: ${retentionInDays} days, ${kmsKeyId ? 'encrypted' : 'plain'}`,
      ),
    ),
    buckets: sorted(buckets),
    objects: sorted(objects.flat()),
    cloudformationStacks: sorted(
      (stacks.StackSummaries ?? [])
        .filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE')
        // The next deploy after a disturbed one may find the stack there and update it.
        .map(
          ({ StackName, StackStatus }) =>
            `${StackName} ${StackStatus?.replace(/^(CREATE|UPDATE)_COMPLETE$/, 'COMPLETE')}`,
        ),
    ),
    parameterValues: await parameterValues(aws, labels),
  };
}

/** What is published, and how each stack's last deploy ended; who holds a lock would be there too. */
async function parameterValues({ ssm }: AwsClients, labels: Labels): Promise<string[]> {
  const lines: string[] = [];
  const pages = paginateGetParametersByPath({ client: ssm }, { Path: '/bulkhead/local', Recursive: true });
  for await (const { Parameters = [] } of pages) {
    for (const { Name = '', Value = '' } of Parameters) {
      const isRecord = Name.includes('/_record/');
      lines.push(`${Name}: ${isRecord ? outcomeOf(Value) : labels(Value)}`);
    }
  }
  return lines.sort();
}

/** How the deploy ended that a record is of; a test may have broken it. */
function outcomeOf(record: string): string {
  try {
    return String((JSON.parse(record) as { outcome?: string }).outcome);
  } catch {
    return 'unreadable';
  }
}

function sorted(values: readonly (string | undefined)[]): string[] {
  return values.map((value) => value ?? '').sort();
}

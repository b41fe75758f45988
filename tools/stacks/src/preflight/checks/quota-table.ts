import type { PolicyResource } from '@bulkhead/policy';
import { type PreflightServices } from '../preflight-services';
import { type PlannedStack } from '../planned-stack';

/** A quota of AWS that a deploy may exceed, and how to count its use. */
export interface Quota {
  /** Service and code in Service Quotas. */
  readonly service: string;
  readonly code: string;
  /** Its name in Service Quotas. */
  readonly name: string;
  /** The page of AWS about it. */
  readonly page: string;
  /** CloudFormation type of the counted resources, and their types in Terraform. */
  readonly types: readonly [cloudFormation: string, ...terraform: readonly string[]];
  /** How much one resource counts. @default 1 */
  readonly weight?: (resource: PolicyResource) => number;
  /** Zone of a resource, if the quota is for each zone. @default the quota is for the region */
  readonly zoneOf?: (resource: PolicyResource, stack: PlannedStack) => string | undefined;
  /** Present use in the account; by zone if the quota is for each zone, else under ''. */
  readonly inUse: (services: PreflightServices) => Promise<ReadonlyMap<string, number>>;
}

const vpcPage = 'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html';
const rdsPage = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html';

/** The quotas that are compared. Quotas of thousands, which no environment comes near, are left out. */
export const quotaTable: readonly Quota[] = [
  {
    service: 'vpc',
    code: 'L-F678F1CE',
    name: 'VPCs per Region',
    page: vpcPage,
    types: ['AWS::EC2::VPC', 'aws_vpc'],
    inUse: async (services) => {
      const [client, { paginateDescribeVpcs }] = await Promise.all([
        services.ec2(),
        import('@aws-sdk/client-ec2'),
      ]);
      return total(paginateDescribeVpcs({ client }, {}), ({ Vpcs }) => Vpcs);
    },
  },
  {
    service: 'vpc',
    code: 'L-A4707A72',
    name: 'Internet gateways per Region',
    page: vpcPage,
    types: ['AWS::EC2::InternetGateway', 'aws_internet_gateway'],
    inUse: async (services) => {
      const [client, { paginateDescribeInternetGateways }] = await Promise.all([
        services.ec2(),
        import('@aws-sdk/client-ec2'),
      ]);
      return total(
        paginateDescribeInternetGateways({ client }, {}),
        ({ InternetGateways }) => InternetGateways,
      );
    },
  },
  {
    service: 'vpc',
    code: 'L-FE5A380F',
    name: 'NAT gateways per Availability Zone',
    page: vpcPage,
    types: ['AWS::EC2::NatGateway', 'aws_nat_gateway'],
    zoneOf: ({ properties }, { resources }) => {
      const subnet = (properties['SubnetId'] as { Ref?: string } | undefined)?.Ref;
      const zone = resources.find(({ logicalId }) => logicalId === subnet)?.properties['AvailabilityZone'];
      return typeof zone === 'string' ? zone : undefined;
    },
    inUse: natGatewaysByZone,
  },
  {
    service: 'ec2',
    code: 'L-0263D0A3',
    name: 'EC2-VPC Elastic IPs',
    page: vpcPage,
    types: ['AWS::EC2::EIP', 'aws_eip'],
    inUse: async (services) => {
      const [client, { DescribeAddressesCommand }] = await Promise.all([
        services.ec2(),
        import('@aws-sdk/client-ec2'),
      ]);
      const { Addresses = [] } = await client.send(new DescribeAddressesCommand({}));
      return new Map([['', Addresses.length]]);
    },
  },
  {
    service: 'rds',
    code: 'L-952B80B8',
    name: 'DB clusters',
    page: rdsPage,
    types: ['AWS::RDS::DBCluster', 'aws_rds_cluster'],
    inUse: async (services) => {
      const [client, { paginateDescribeDBClusters }] = await Promise.all([
        services.rds(),
        import('@aws-sdk/client-rds'),
      ]);
      return total(paginateDescribeDBClusters({ client }, {}), ({ DBClusters }) => DBClusters);
    },
  },
  {
    service: 'rds',
    code: 'L-7B6409FD',
    name: 'DB instances',
    page: rdsPage,
    types: ['AWS::RDS::DBInstance', 'aws_rds_cluster_instance', 'aws_db_instance'],
    inUse: async (services) => {
      const [client, { paginateDescribeDBInstances }] = await Promise.all([
        services.rds(),
        import('@aws-sdk/client-rds'),
      ]);
      return total(paginateDescribeDBInstances({ client }, {}), ({ DBInstances }) => DBInstances);
    },
  },
  {
    service: 'rds',
    code: 'L-D94C7EA3',
    name: 'Proxies',
    page: rdsPage,
    types: ['AWS::RDS::DBProxy', 'aws_db_proxy'],
    inUse: async (services) => {
      const [client, { paginateDescribeDBProxies }] = await Promise.all([
        services.rds(),
        import('@aws-sdk/client-rds'),
      ]);
      return total(paginateDescribeDBProxies({ client }, {}), ({ DBProxies }) => DBProxies);
    },
  },
  {
    service: 'elasticloadbalancing',
    code: 'L-53DA6B97',
    name: 'Application Load Balancers per Region',
    page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html',
    types: ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'aws_lb'],
    weight: ({ properties }) => ((properties['Type'] ?? 'application') === 'application' ? 1 : 0),
    inUse: async (services) => {
      const [client, { paginateDescribeLoadBalancers }] = await Promise.all([
        services.loadBalancing(),
        import('@aws-sdk/client-elastic-load-balancing-v2'),
      ]);
      return total(paginateDescribeLoadBalancers({ client }, {}), ({ LoadBalancers = [] }) =>
        LoadBalancers.filter(({ Type }) => Type === 'application'),
      );
    },
  },
  {
    service: 'elasticache',
    code: 'L-DFE45DF3',
    name: 'Nodes per Region',
    page: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html',
    types: ['AWS::ElastiCache::ReplicationGroup', 'aws_elasticache_replication_group'],
    weight: nodesOf,
    inUse: async (services) => {
      const [client, { paginateDescribeCacheClusters }] = await Promise.all([
        services.elastiCache(),
        import('@aws-sdk/client-elasticache'),
      ]);
      let nodes = 0;
      for await (const { CacheClusters = [] } of paginateDescribeCacheClusters({ client }, {}))
        for (const { NumCacheNodes = 0 } of CacheClusters) nodes += NumCacheNodes;
      return new Map([['', nodes]]);
    },
  },
  {
    service: 'elasticfilesystem',
    code: 'L-848C634D',
    name: 'File systems per account',
    page: 'https://docs.aws.amazon.com/efs/latest/ug/limits.html',
    types: ['AWS::EFS::FileSystem', 'aws_efs_file_system'],
    inUse: async (services) => {
      const [client, { paginateDescribeFileSystems }] = await Promise.all([
        services.efs(),
        import('@aws-sdk/client-efs'),
      ]);
      return total(paginateDescribeFileSystems({ client }, {}), ({ FileSystems }) => FileSystems);
    },
  },
];

/** The number of items on all pages. */
async function total<P>(
  pages: AsyncIterable<P>,
  itemsOf: (page: P) => readonly unknown[] | undefined,
): Promise<Map<string, number>> {
  let count = 0;
  for await (const page of pages) count += itemsOf(page)?.length ?? 0;
  return new Map([['', count]]);
}

/** NAT gateways that are being deleted count too; failed ones do not. */
async function natGatewaysByZone(services: PreflightServices): Promise<Map<string, number>> {
  const [client, { paginateDescribeNatGateways, paginateDescribeSubnets }] = await Promise.all([
    services.ec2(),
    import('@aws-sdk/client-ec2'),
  ]);
  const subnets: string[] = [];
  const states = [{ Name: 'state', Values: ['pending', 'available', 'deleting'] }];
  for await (const { NatGateways = [] } of paginateDescribeNatGateways({ client }, { Filter: states }))
    subnets.push(...NatGateways.flatMap(({ SubnetId }) => SubnetId ?? []));
  const zones = new Map<string, string>();
  if (subnets.length > 0)
    for await (const { Subnets = [] } of paginateDescribeSubnets(
      { client },
      { Filters: [{ Name: 'subnet-id', Values: [...new Set(subnets)] }] },
    ))
      for (const { SubnetId = '', AvailabilityZone = '' } of Subnets) zones.set(SubnetId, AvailabilityZone);
  const counts = new Map<string, number>();
  for (const subnet of subnets) {
    const zone = zones.get(subnet) ?? '';
    counts.set(zone, (counts.get(zone) ?? 0) + 1);
  }
  return counts;
}

function nodesOf({ properties }: PolicyResource): number {
  const number = (name: string, otherwise: number) => Number(properties[name] ?? otherwise) || otherwise;
  if (properties['NumCacheClusters'] !== undefined) return number('NumCacheClusters', 1);
  return number('NumNodeGroups', 1) * (1 + Number(properties['ReplicasPerNodeGroup'] ?? 0));
}

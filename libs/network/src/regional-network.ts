import { type Region, type VpcSettings } from '@bulkhead/config';
import { type ContractValues, type network } from '@bulkhead/contracts';
import { EncryptionKey } from '@bulkhead/encryption';
import { cloudWatchLogs } from '@bulkhead/kms-policies';
import { type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { flowLogGroupName, FlowLogs } from './flow-logs';
import { GatewayEndpoints } from './gateway-endpoints';
import { InterfaceEndpoints } from './interface-endpoints';
import { IsolatedNetworkAcl } from './isolated-network-acl';
import { IsolatedRouting } from './isolated-routing';
import { NatGateways } from './nat-gateways';
import { PrivateRouting } from './private-routing';
import { PublicRouting } from './public-routing';
import { RegionalVpc } from './regional-vpc';
import { SubnetTier } from './subnet-tier';

export interface RegionalNetworkProps {
  readonly nameScope: NameScope;
  /** The address plan of the region. */
  readonly region: Region;
  readonly settings: VpcSettings;
  /** Whether Terraform refuses a plan that would delete the VPC or its flow logs. */
  readonly isProtected: boolean;
}

/**
 * The network of one region: three tiers of subnets in every availability zone, their egress, endpoints of AWS
 * services, and a record of all traffic. The primary region and the DR region both use it.
 */
export class RegionalNetwork extends Construct {
  /** The values that an app needs to run in the region. */
  readonly values: ContractValues<(typeof network)['parameters']>;

  constructor(scope: Construct, id: string, props: RegionalNetworkProps) {
    super(scope, id);
    const { nameScope, region, settings, isProtected } = props;
    const { cidr, availabilityZones: zones } = region;

    const { vpc } = new RegionalVpc(this, 'vpc', { nameScope, cidr, preventDestroy: isProtected });
    const vpcId = vpc.id;

    const publicTier = new SubnetTier(this, 'public', { nameScope, vpcId, zones, tier: 'public' });
    const privateTier = new SubnetTier(this, 'private', { nameScope, vpcId, zones, tier: 'private' });
    const isolatedTier = new SubnetTier(this, 'isolated', { nameScope, vpcId, zones, tier: 'isolated' });

    const { internetGateway } = new PublicRouting(this, 'public-routing', {
      nameScope,
      vpcId,
      subnets: publicTier.subnets,
    });
    const nat = new NatGateways(this, 'nat', {
      nameScope,
      internetGateway,
      subnets: publicTier.subnets.slice(0, settings.natGateways),
    });
    const { routeTables } = new PrivateRouting(this, 'private-routing', {
      nameScope,
      vpcId,
      subnets: privateTier.subnets,
      natGateways: nat.gateways,
    });
    new IsolatedRouting(this, 'isolated-routing', { nameScope, vpcId, subnets: isolatedTier.subnets });
    new IsolatedNetworkAcl(this, 'isolated-acl', {
      nameScope,
      vpcId,
      subnets: isolatedTier.subnets,
      clients: privateTier.subnets,
    });

    new GatewayEndpoints(this, 'gateway-endpoints', {
      nameScope,
      vpcId,
      services: settings.endpoints.gateway,
      routeTables,
    });
    if (settings.endpoints.interface.length > 0) {
      new InterfaceEndpoints(this, 'interface-endpoints', {
        nameScope,
        vpcId,
        services: settings.endpoints.interface,
        subnets: privateTier.subnets,
      });
    }

    const { key } = new EncryptionKey(this, 'flow-log-key', {
      nameScope,
      name: ['flow-logs'],
      encrypts: 'VPC flow logs',
      // CloudWatch Logs may use the key for that log group only. People read the log through CloudWatch Logs.
      statements: [cloudWatchLogs({ ...nameScope, logGroupNames: [flowLogGroupName(nameScope)] })],
      isProtected,
    });
    new FlowLogs(this, 'flow-logs', {
      nameScope,
      vpcId,
      keyArn: key.arn,
      retentionDays: settings.flowLogRetentionDays,
      preventDestroy: isProtected,
    });

    this.values = {
      vpcId,
      vpcCidr: vpc.cidrBlock,
      publicSubnetIds: publicTier.ids,
      privateSubnetIds: privateTier.ids,
      isolatedSubnetIds: isolatedTier.ids,
      natGatewayIds: nat.gateways.map(({ id: natGatewayId }) => natGatewayId),
      privateRouteTableIds: routeTables.map(({ id: routeTableId }) => routeTableId),
    };
  }
}

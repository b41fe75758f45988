import { BulkheadStack, publish } from '@bulkhead/cdktf';
import { regionPlanOf, settingsOf } from '@bulkhead/config';
import { network } from '@bulkhead/contracts';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';
import { FlowLogKey } from './constructs/flow-log-key';
import { FlowLogs } from './constructs/flow-logs';
import { IsolatedNetworkAcl } from './constructs/isolated-network-acl';
import { IsolatedRouting } from './constructs/isolated-routing';
import { NatGateways } from './constructs/nat-gateways';
import { PrivateRouting } from './constructs/private-routing';
import { PublicRouting } from './constructs/public-routing';
import { RegionalVpc } from './constructs/regional-vpc';
import { SubnetTier } from './constructs/subnet-tier';

/** The regional network: three tiers of subnets in every availability zone, their ways out, and a record of all traffic. */
export class VpcStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope, role } = context;
    const { cidr, availabilityZones: zones } = regionPlanOf(environment, role);
    const { natGateways, flowLogRetentionDays } = settingsOf(environment, 'network', 'vpc');
    const preventDestroy = environment.protected;

    const { vpc } = new RegionalVpc(this, 'regional', { nameScope, cidr, preventDestroy });
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
      subnets: publicTier.subnets.slice(0, natGateways),
    });
    new PrivateRouting(this, 'private-routing', {
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

    const { key } = new FlowLogKey(this, 'flow-log-key', { nameScope, preventDestroy });
    new FlowLogs(this, 'flow-logs', {
      nameScope,
      vpcId,
      keyArn: key.arn,
      retentionDays: flowLogRetentionDays,
      preventDestroy,
    });

    publish(this, network, {
      vpcId,
      vpcCidr: vpc.cidrBlock,
      publicSubnetIds: publicTier.ids,
      privateSubnetIds: privateTier.ids,
      isolatedSubnetIds: isolatedTier.ids,
    });
  }
}

import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { type Region } from '@bulkhead/config';
import { type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { nameTag } from './name-tag';

/** The purpose of a subnet. The address plan has a network for each tier in every availability zone. */
export type Tier = 'public' | 'private' | 'isolated';

/** A subnet with its properties that are known at synthesis. */
export interface ZonedSubnet {
  /** Name of the availability zone, such as `us-east-1a`. */
  readonly zone: string;
  /** IPv4 network of the subnet. */
  readonly cidr: string;
  /** Id of the subnet, a token. */
  readonly id: string;
}

export interface SubnetTierProps {
  readonly nameScope: NameScope;
  readonly vpcId: string;
  readonly zones: Region['availabilityZones'];
  readonly tier: Tier;
}

/** The subnets of one tier, one per availability zone and in zone order. */
export class SubnetTier extends Construct {
  readonly subnets: readonly ZonedSubnet[];

  constructor(scope: Construct, id: string, { nameScope, vpcId, zones, tier }: SubnetTierProps) {
    super(scope, id);
    this.subnets = zones.map(({ name: zone, [tier]: cidr }) => {
      const subnet = new Subnet(this, `subnet-${zone}`, {
        vpcId,
        availabilityZone: zone,
        cidrBlock: cidr,
        // Only NAT gateways and load balancers have public addresses, and they bring their own: Security Hub EC2.15.
        mapPublicIpOnLaunch: false,
        tags: nameTag(nameScope, tier, zone),
      });
      return { zone, cidr, id: subnet.id };
    });
  }

  /** Ids of the subnets, in zone order. */
  get ids(): string[] {
    return this.subnets.map(({ id }) => id);
  }
}

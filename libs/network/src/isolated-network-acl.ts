import { NetworkAcl } from '@cdktf/provider-aws/lib/network-acl';
import { NetworkAclAssociation } from '@cdktf/provider-aws/lib/network-acl-association';
import { NetworkAclRule } from '@cdktf/provider-aws/lib/network-acl-rule';
import { type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { nameTag } from './name-tag';
import { type ZonedSubnet } from './subnet-tier';

/**
 * Every unprivileged TCP port. A network ACL is stateless. The range that admits 5432 (PostgreSQL), 6379 (Redis) and
 * 2049 (NFS) must also carry the answers to a client's ephemeral port.
 * https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports
 */
const unprivilegedPorts = { protocol: 'tcp', fromPort: 1024, toPort: 65535 };

/** The first rule number for each peer tier. The numbers of a tier's zones stay the same if a zone is added. */
const firstRule = { clients: 100, subnets: 200 };

export interface IsolatedNetworkAclProps {
  readonly nameScope: NameScope;
  readonly vpcId: string;
  /** The isolated subnets. */
  readonly subnets: readonly ZonedSubnet[];
  /** The subnets of clients, which may connect and get answers. */
  readonly clients: readonly ZonedSubnet[];
}

/**
 * A second barrier around the isolated subnets, behind the security groups: allows TCP between them and the private
 * subnets, and among themselves. Network ACLs do not affect Amazon's DNS, time and metadata services.
 */
export class IsolatedNetworkAcl extends Construct {
  constructor(scope: Construct, id: string, props: IsolatedNetworkAclProps) {
    super(scope, id);
    const { nameScope, vpcId, subnets } = props;

    // The rule `*` at the end of every network ACL denies everything that no other rule allows.
    const acl = new NetworkAcl(this, 'acl', { vpcId, tags: nameTag(nameScope, 'isolated') });
    for (const peers of ['clients', 'subnets'] as const) {
      props[peers].forEach(({ zone, cidr }, index) => {
        for (const direction of ['ingress', 'egress'] as const) {
          new NetworkAclRule(this, `${direction}-${peers}-${zone}`, {
            networkAclId: acl.id,
            egress: direction === 'egress',
            ruleNumber: firstRule[peers] + index,
            ruleAction: 'allow',
            cidrBlock: cidr,
            ...unprivilegedPorts,
          });
        }
      });
    }
    for (const { zone, id: subnetId } of subnets) {
      new NetworkAclAssociation(this, `association-${zone}`, { networkAclId: acl.id, subnetId });
    }
  }
}

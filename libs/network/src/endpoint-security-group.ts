import { type NameScope, securityGroupName } from '@bulkhead/naming';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Construct } from 'constructs';
import { nameTag } from './name-tag';
import { type ZonedSubnet } from './subnet-tier';

/** The port of every AWS API. */
const https = 443;

export interface EndpointSecurityGroupProps {
  readonly nameScope: NameScope;
  readonly vpcId: string;
  /** The subnets whose hosts may call AWS. */
  readonly clients: readonly ZonedSubnet[];
}

/** The security group of the interface endpoints: HTTPS from the clients' networks, and no egress. */
export class EndpointSecurityGroup extends Construct {
  readonly securityGroup: SecurityGroup;

  constructor(scope: Construct, id: string, { nameScope, vpcId, clients }: EndpointSecurityGroupProps) {
    super(scope, id);

    // No rule is inline, so the provider removes the egress rule that EC2 gives to every group.
    const name = securityGroupName(nameScope, 'endpoints');
    this.securityGroup = new SecurityGroup(this, 'security-group', {
      name,
      description: 'Interface endpoints of AWS services',
      vpcId,
      tags: { Name: name },
    });
    for (const { zone, cidr } of clients) {
      new VpcSecurityGroupIngressRule(this, `https-${zone}`, {
        securityGroupId: this.securityGroup.id,
        description: `HTTPS from the private subnet of ${zone}`,
        cidrIpv4: cidr,
        ipProtocol: 'tcp',
        fromPort: https,
        toPort: https,
        tags: nameTag(nameScope, 'endpoints', zone),
      });
    }
  }
}

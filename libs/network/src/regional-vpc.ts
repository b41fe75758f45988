import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { type NameScope } from '@bulkhead/naming';
import { suppress } from '@bulkhead/cdktf';
import { Construct } from 'constructs';
import { nameTag } from './name-tag';

export interface RegionalVpcProps {
  readonly nameScope: NameScope;
  /** IPv4 network of the VPC. */
  readonly cidr: string;
  /** Whether Terraform refuses a plan that would delete or replace the VPC. */
  readonly preventDestroy: boolean;
}

/** The VPC, with a default security group that allows no traffic. A resource without a group of its own gets it. */
export class RegionalVpc extends Construct {
  readonly vpc: Vpc;

  constructor(scope: Construct, id: string, { nameScope, cidr, preventDestroy }: RegionalVpcProps) {
    super(scope, id);

    this.vpc = new Vpc(this, 'vpc', {
      cidrBlock: cidr,
      // VPC endpoints and the database need both settings for their private DNS names.
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: nameTag(nameScope, 'vpc'),
      lifecycle: { preventDestroy },
    });

    // Terraform takes over the default group of the VPC and removes its rules: Security Hub EC2.2.
    new DefaultSecurityGroup(this, 'default-security-group', {
      vpcId: this.vpc.id,
      ingress: [],
      egress: [],
      tags: nameTag(nameScope, 'default-locked'),
    });
    suppress(this.vpc, {
      rule: 'HIPAA.Security-VPCDefaultSecurityGroupClosed',
      reason:
        'Terraform takes over the default group and removes every rule of it; the rule of cdk-nag knows only the custom resource that CDK does it with.',
    });
  }
}

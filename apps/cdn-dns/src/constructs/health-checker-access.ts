import { DataAwsEc2ManagedPrefixList } from '@cdktf/provider-aws/lib/data-aws-ec2-managed-prefix-list';
import { type AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Construct } from 'constructs';

export interface HealthCheckerAccessProps {
  /** Name of the region of the load balancer. */
  readonly region: string;
  readonly provider: AwsProvider;
  /** The security group that the load balancer has for health checkers. */
  readonly securityGroupId: string;
}

/**
 * Route 53's health checkers reach the load balancer of a region, whoever else does. AWS keeps the list of their
 * addresses.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-router-firewall-rules.html
 */
export class HealthCheckerAccess extends Construct {
  constructor(scope: Construct, id: string, { region, provider, securityGroupId }: HealthCheckerAccessProps) {
    super(scope, id);
    const { id: prefixListId } = new DataAwsEc2ManagedPrefixList(this, 'addresses', {
      provider,
      name: `com.amazonaws.${region}.route53-healthchecks`,
    });
    new VpcSecurityGroupIngressRule(this, 'https', {
      provider,
      securityGroupId,
      description: 'Health checks of Route 53',
      ipProtocol: 'tcp',
      fromPort: 443,
      toPort: 443,
      prefixListId,
    });
  }
}

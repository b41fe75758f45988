import { type NameScope, securityGroupName } from '@bulkhead/naming';
import { CfnSecurityGroup, CfnSecurityGroupIngress } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

/** HTTPS, and HTTP, which is only redirected to HTTPS. */
const openPorts = [443, 80];

export interface LoadBalancerNetworkProps {
  readonly nameScope: NameScope;
  readonly vpcId: string;
  /** IPv4 networks from which the load balancer may be reached. */
  readonly allowedIpRanges: readonly string[];
  readonly serviceSecurityGroupId: string;
  readonly containerPort: number;
  /** Whether Route 53 asks the load balancer if the region can serve. */
  readonly hasHealthChecks: boolean;
}

/**
 * The network access of the load balancer: the allowed address ranges reach it, and it reaches only the application.
 */
export class LoadBalancerNetwork extends Construct {
  readonly securityGroup: CfnSecurityGroup;
  /**
   * A second group, for Route 53's health checkers. Whoever has the health checks adds the rule. The list of the
   * checkers' addresses counts as 25 of the 60 rules of a group, and the list of CloudFront's as 55, so that one group
   * cannot have both.
   * https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html
   *
   * @default Route 53 has no health checks
   */
  readonly healthCheckerSecurityGroup?: CfnSecurityGroup;

  constructor(scope: Construct, id: string, props: LoadBalancerNetworkProps) {
    super(scope, id);
    const { nameScope, vpcId, allowedIpRanges, serviceSecurityGroupId, containerPort } = props;
    const name = securityGroupName(nameScope, 'app-platform', 'load-balancer');
    const toService = { ipProtocol: 'tcp', fromPort: containerPort, toPort: containerPort };
    const egress = {
      description: 'The service',
      ...toService,
      destinationSecurityGroupId: serviceSecurityGroupId,
    };

    this.securityGroup = new CfnSecurityGroup(this, 'SecurityGroup', {
      groupName: name,
      groupDescription: 'Load balancer of the service',
      vpcId,
      securityGroupIngress: allowedIpRanges.flatMap((cidrIp) =>
        openPorts.map((port) => ({
          description: port === 443 ? 'HTTPS' : 'HTTP, which is redirected to HTTPS',
          ipProtocol: 'tcp',
          fromPort: port,
          toPort: port,
          cidrIp,
        })),
      ),
      securityGroupEgress: [egress],
      tags: [{ key: 'Name', value: name }],
    });
    if (props.hasHealthChecks) {
      const checkers = securityGroupName(nameScope, 'app-platform', 'health-checkers');
      this.healthCheckerSecurityGroup = new CfnSecurityGroup(this, 'HealthCheckers', {
        groupName: checkers,
        groupDescription: 'Health checkers of Route 53, which ask the load balancer',
        vpcId,
        // Without a rule of its own, EC2 would let the group send anything anywhere.
        securityGroupEgress: [egress],
        tags: [{ key: 'Name', value: checkers }],
      });
    }
    // A standalone rule, because each of the two groups names the other.
    new CfnSecurityGroupIngress(this, 'ServiceAccess', {
      description: `From ${name}`,
      groupId: serviceSecurityGroupId,
      ...toService,
      sourceSecurityGroupId: this.securityGroup.attrGroupId,
    });
  }
}

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
}

/**
 * The network access of the load balancer: the allowed address ranges reach it, and it reaches only the application.
 */
export class LoadBalancerNetwork extends Construct {
  readonly securityGroup: CfnSecurityGroup;

  constructor(scope: Construct, id: string, props: LoadBalancerNetworkProps) {
    super(scope, id);
    const { nameScope, vpcId, allowedIpRanges, serviceSecurityGroupId, containerPort } = props;
    const name = securityGroupName(nameScope, 'app-platform', 'load-balancer');
    const toService = { ipProtocol: 'tcp', fromPort: containerPort, toPort: containerPort };

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
      securityGroupEgress: [
        { description: 'The service', ...toService, destinationSecurityGroupId: serviceSecurityGroupId },
      ],
      tags: [{ key: 'Name', value: name }],
    });
    // A standalone rule, because each of the two groups names the other.
    new CfnSecurityGroupIngress(this, 'ServiceAccess', {
      description: `From ${name}`,
      groupId: serviceSecurityGroupId,
      ...toService,
      sourceSecurityGroupId: this.securityGroup.attrGroupId,
    });
  }
}

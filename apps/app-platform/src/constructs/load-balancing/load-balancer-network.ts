import { type NameScope, securityGroupName } from '@bulkhead/naming';
import { CfnSecurityGroup, CfnSecurityGroupIngress } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

/** Who may reach a load balancer. */
export type Clients =
  /** IPv4 networks. */
  | { readonly type: 'networks'; readonly ranges: readonly string[] }
  /** CloudFront alone, by the prefix list of its addresses. */
  | { readonly type: 'cloudfront'; readonly prefixListId: string };

export interface LoadBalancerNetworkProps {
  readonly nameScope: NameScope;
  readonly vpcId: string;
  readonly clients: Clients;
  readonly serviceSecurityGroupId: string;
  readonly containerPort: number;
  /** Whether Route 53 asks the load balancer if the region can serve. */
  readonly hasHealthChecks: boolean;
}

/** The network access of the load balancer: its clients reach it, and it reaches only the application. */
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
    const { nameScope, vpcId, clients, serviceSecurityGroupId, containerPort } = props;
    const toService = { ipProtocol: 'tcp', fromPort: containerPort, toPort: containerPort };
    const group = (groupId: string, groupName: string, description: string, ingress?: Ingress[]) =>
      new CfnSecurityGroup(this, groupId, {
        groupName,
        groupDescription: description,
        vpcId,
        securityGroupIngress: ingress,
        // Without a rule of its own, EC2 would let the group send anything anywhere.
        securityGroupEgress: [
          { description: 'The service', ...toService, destinationSecurityGroupId: serviceSecurityGroupId },
        ],
        tags: [{ key: 'Name', value: groupName }],
      });

    const name = securityGroupName(nameScope, 'app-platform', 'load-balancer');
    this.securityGroup = group('SecurityGroup', name, 'Load balancer of the service', ingressOf(clients));
    if (props.hasHealthChecks) {
      this.healthCheckerSecurityGroup = group(
        'HealthCheckers',
        securityGroupName(nameScope, 'app-platform', 'health-checkers'),
        'Health checkers of Route 53, which ask the load balancer',
      );
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

type Ingress = CfnSecurityGroup.IngressProperty;

function onPort(port: number, description: string, source: Partial<Ingress>): Ingress {
  return { description, ipProtocol: 'tcp', fromPort: port, toPort: port, ...source };
}

const https = (description: string, source: Partial<Ingress>) => onPort(443, description, source);

/** HTTPS, and from networks also HTTP, which is only redirected. CloudFront speaks HTTPS only. */
function ingressOf(clients: Clients): Ingress[] {
  if (clients.type === 'cloudfront')
    return [https('CloudFront', { sourcePrefixListId: clients.prefixListId })];
  return clients.ranges.flatMap((cidrIp) => [
    https('HTTPS', { cidrIp }),
    onPort(80, 'HTTP, which is redirected to HTTPS', { cidrIp }),
  ]);
}

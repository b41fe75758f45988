import { type NameScope, securityGroupName } from '@bulkhead/naming';
import { CfnSecurityGroup, CfnSecurityGroupIngress } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

/** Who may reach a load balancer. */
export type Clients =
  /** IPv4 networks. */
  | { readonly type: 'networks'; readonly ranges: readonly string[] }
  /** CloudFront, and Route 53 if it checks the load balancer, each by the prefix list of its addresses. */
  | {
      readonly type: 'cloudfront';
      readonly cloudFrontPrefixListId: string;
      readonly healthCheckPrefixListId: string | undefined;
    };

export interface LoadBalancerNetworkProps {
  readonly nameScope: NameScope;
  readonly vpcId: string;
  readonly clients: Clients;
  readonly serviceSecurityGroupId: string;
  readonly containerPort: number;
}

/** The network access of the load balancer: its clients reach it, and it reaches only the application. */
export class LoadBalancerNetwork extends Construct {
  readonly securityGroupIds: string[];

  constructor(scope: Construct, id: string, props: LoadBalancerNetworkProps) {
    super(scope, id);
    const { nameScope, vpcId, clients, serviceSecurityGroupId, containerPort } = props;
    const toService = { ipProtocol: 'tcp', fromPort: containerPort, toPort: containerPort };
    const group = (groupId: string, name: string, description: string, ingress: Ingress[]) =>
      new CfnSecurityGroup(this, groupId, {
        groupName: name,
        groupDescription: description,
        vpcId,
        securityGroupIngress: ingress,
        securityGroupEgress: [
          { description: 'The service', ...toService, destinationSecurityGroupId: serviceSecurityGroupId },
        ],
        tags: [{ key: 'Name', value: name }],
      });

    const name = securityGroupName(nameScope, 'app-platform', 'load-balancer');
    const main = group('SecurityGroup', name, 'Load balancer of the service', ingressOf(clients));
    // A group of its own: the lists of CloudFront and Route 53 count as 55 and 25 rules, and a group has at most 60.
    // https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html
    const checks =
      clients.type === 'cloudfront' && clients.healthCheckPrefixListId !== undefined
        ? [
            group(
              'HealthChecks',
              securityGroupName(nameScope, 'app-platform', 'health-checks'),
              'Health checks of Route 53 at the load balancer',
              [https('Health checks of Route 53', { sourcePrefixListId: clients.healthCheckPrefixListId })],
            ),
          ]
        : [];
    this.securityGroupIds = [main, ...checks].map(({ attrGroupId }) => attrGroupId);
    // A standalone rule, because each of the two groups names the other.
    new CfnSecurityGroupIngress(this, 'ServiceAccess', {
      description: `From ${name}`,
      groupId: serviceSecurityGroupId,
      ...toService,
      sourceSecurityGroupId: main.attrGroupId,
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
    return [https('CloudFront', { sourcePrefixListId: clients.cloudFrontPrefixListId })];
  return clients.ranges.flatMap((cidrIp) => [
    https('HTTPS', { cidrIp }),
    onPort(80, 'HTTP, which is redirected to HTTPS', { cidrIp }),
  ]);
}

import { suppress } from '@bulkhead/cdk';
import { type ServiceSettings } from '@bulkhead/config';
import { type NameScope } from '@bulkhead/naming';
import { type CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Fn } from 'aws-cdk-lib/core';
import { Construct, type IDependable } from 'constructs';
import { type ListenerCertificates } from '../certificate';
import { AccessLogBucket } from './access-log-bucket';
import { Listeners } from './listeners';
import { LoadBalancer } from './load-balancer';
import { type Clients, LoadBalancerNetwork } from './load-balancer-network';
import { loadBalancerZoneId } from './load-balancer-zones';
import { TargetGroup } from './target-group';
import { WebFirewall } from './web-firewall';

export interface LoadBalancingProps {
  readonly nameScope: NameScope;
  readonly settings: ServiceSettings;
  readonly vpcId: string;
  /** Public subnets, one per availability zone. */
  readonly subnetIds: string[];
  /** Who may reach the load balancer. */
  readonly clients: Clients;
  /** Whether users come through CloudFront, so that the sender of a request is CloudFront. */
  readonly isBehindCloudFront: boolean;
  readonly serviceSecurityGroupId: string;
  readonly targetType: 'ip' | 'instance';
  readonly certificates: ListenerCertificates;
  /** Whether Route 53 asks the load balancer if the region can serve. */
  readonly hasHealthChecks: boolean;
  /** The log of the firewall. */
  readonly requestLog: CfnLogGroup;
  readonly isProtected: boolean;
}

/** The way in from the internet: a firewall, a load balancer and its target group. */
export class LoadBalancing extends Construct {
  readonly targetGroupArn: string;
  /** The resources that must exist before a target can be registered with the target group. */
  readonly listeners: IDependable;
  readonly dnsName: string;
  /** Hosted zone of the load balancer's host name, for alias records. */
  readonly zoneId: string;
  /** The load balancer as its metrics name it: `app/<name>/<id>`. */
  readonly fullName: string;
  /** The target group as its metrics name it: `targetgroup/<name>/<id>`. */
  readonly targetGroupFullName: string;
  /** Security group for Route 53's health checkers. @default Route 53 has no health checks */
  readonly healthCheckerSecurityGroupId?: string;

  constructor(scope: Construct, id: string, props: LoadBalancingProps) {
    super(scope, id);
    const { nameScope, settings, vpcId, subnetIds, isProtected } = props;
    const { containerPort, healthPath, logRetentionDays } = settings;

    const accessLogs = new AccessLogBucket(this, 'AccessLogs', {
      nameScope,
      retentionDays: logRetentionDays,
      isProtected,
    });
    const { securityGroup, healthCheckerSecurityGroup } = new LoadBalancerNetwork(this, 'Network', {
      nameScope,
      vpcId,
      clients: props.clients,
      serviceSecurityGroupId: props.serviceSecurityGroupId,
      containerPort,
      hasHealthChecks: props.hasHealthChecks,
    });
    const groups = [securityGroup, ...(healthCheckerSecurityGroup ? [healthCheckerSecurityGroup] : [])];
    const { loadBalancer } = new LoadBalancer(this, 'Balancer', {
      nameScope,
      subnetIds,
      securityGroupIds: groups.map(({ attrGroupId }) => attrGroupId),
      accessLogs,
      isProtected,
    });
    if (props.isBehindCloudFront && props.clients.type === 'networks') {
      suppress(loadBalancer, {
        rule: 'origin-protected',
        reason:
          'The environment says that users may reach the load balancer past CloudFront (originProtection: false), as they do until CloudFront serves them; the load balancer has a firewall of its own.',
      });
    }
    const { targetGroup } = new TargetGroup(this, 'Targets', {
      vpcId,
      targetType: props.targetType,
      port: containerPort,
      healthPath,
    });
    this.listeners = new Listeners(this, 'Listeners', {
      loadBalancerArn: loadBalancer.ref,
      targetGroupArn: targetGroup.ref,
      certificates: props.certificates,
    });
    const firewall = new WebFirewall(this, 'Firewall', {
      nameScope,
      loadBalancerArn: loadBalancer.ref,
      ...settings.loadBalancer,
      isBehindCloudFront: props.isBehindCloudFront,
      logGroupName: props.requestLog.logGroupName ?? '',
    });
    firewall.node.addDependency(props.requestLog);

    this.targetGroupArn = targetGroup.ref;
    this.dnsName = loadBalancer.attrDnsName;
    this.zoneId = loadBalancerZoneId(nameScope.region);
    // The names are taken from the ARNs, because the emulator does not know the attributes for them.
    this.fullName = Fn.select(1, Fn.split(':loadbalancer/', loadBalancer.ref));
    if (healthCheckerSecurityGroup)
      this.healthCheckerSecurityGroupId = healthCheckerSecurityGroup.attrGroupId;
    this.targetGroupFullName = Fn.select(5, Fn.split(':', targetGroup.ref));
  }
}

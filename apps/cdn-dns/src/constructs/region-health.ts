import { Route53HealthCheck } from '@cdktf/provider-aws/lib/route53-health-check';
import { type RegionalRoutingSettings } from '@bulkhead/config';
import { alarmName } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { AlarmHealthCheck } from './alarm-health-check';
import { DeepHealthCheck } from './deep-health-check';
import { RegionSwitch } from './region-switch';
import { type ServingRegion } from './serving-regions';

export interface RegionHealthProps {
  readonly environment: string;
  readonly account: string;
  readonly region: ServingRegion;
  /** The region in which people throw the switch: this one may be away. */
  readonly otherRegion: ServingRegion;
  readonly settings: RegionalRoutingSettings;
  readonly isProtected: boolean;
}

/**
 * Whether a region gets users: its load balancer answers at the deep path, enough of its targets are healthy, nobody has
 * thrown its switch, and its routing control is on, if it has one. All of these are there before a fault. Nobody has to
 * change a record, a check or a policy during one.
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/static-stability.html
 */
export class RegionHealth extends Construct {
  /** The check that decides. */
  readonly healthCheckId: string;
  readonly endpointHealthCheckId: string;
  readonly targetsAlarmName: string;
  readonly switchAlarmName: string;

  constructor(scope: Construct, id: string, props: RegionHealthProps) {
    super(scope, id);
    const { environment, account, region, otherRegion, settings } = props;
    const { role, loadBalancer, leastHealthyTargets } = region;
    const name = (part: string) => `${environment}-${role}-${part}`;

    const endpoint = new DeepHealthCheck(this, 'endpoint', {
      name: name('endpoint'),
      loadBalancerDnsName: loadBalancer.dnsName,
      settings: settings.healthCheck,
    });
    const targets = new AlarmHealthCheck(this, 'targets', {
      name: name('targets'),
      alarmName: alarmName({ environment, account, region: region.name }, 'cdn-dns', 'healthy-targets'),
      description: `Fewer than ${leastHealthyTargets} targets of the load balancer are healthy. Users leave the region.`,
      region: region.name,
      provider: region.provider,
      metric: {
        namespace: 'AWS/ApplicationELB',
        metricName: 'HealthyHostCount',
        dimensions: {
          LoadBalancer: loadBalancer.fullName,
          TargetGroup: loadBalancer.targetGroupFullName,
        },
        // What the nodes of the load balancer with the best view see.
        statistic: 'Maximum',
        comparisonOperator: 'LessThanThreshold',
        threshold: leastHealthyTargets,
        evaluationPeriods: 2,
      },
      treatMissingData: 'missing',
      // A metric that is late says nothing about the region. The other checks decide then.
      insufficientDataHealthStatus: 'LastKnownStatus',
    });
    const manual = new RegionSwitch(this, 'switch', {
      name: name('switch'),
      environment,
      account,
      role,
      place: otherRegion,
      isProtected: props.isProtected,
    });
    const routingControlArn = settings.routingControlArns?.[role];
    const control =
      routingControlArn === undefined
        ? []
        : [
            new Route53HealthCheck(this, 'routing-control', {
              type: 'RECOVERY_CONTROL',
              routingControlArn,
              tags: { Name: name('routing-control') },
              // Route 53 updates no check of this type.
              lifecycle: { createBeforeDestroy: true },
            }).id,
          ];
    const all = [endpoint.healthCheckId, targets.healthCheckId, manual.healthCheckId, ...control];
    this.healthCheckId = new Route53HealthCheck(this, 'check', {
      type: 'CALCULATED',
      childHealthchecks: all,
      childHealthThreshold: all.length,
      tags: { Name: name('region') },
    }).id;
    this.endpointHealthCheckId = endpoint.healthCheckId;
    this.targetsAlarmName = targets.alarmName;
    this.switchAlarmName = manual.alarmName;
  }
}

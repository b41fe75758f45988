import { alarmName } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { AlarmHealthCheck } from './alarm-health-check';
import { type ServingRegion } from './serving-regions';

export interface RegionSwitchProps {
  /** Name of the check, for the console. */
  readonly name: string;
  readonly environment: string;
  readonly account: string;
  /** Role of the region that the switch takes the users from. */
  readonly role: 'primary' | 'dr';
  /** The region in which people throw the switch: another one. */
  readonly place: Pick<ServingRegion, 'name' | 'provider'>;
  readonly isProtected: boolean;
}

/**
 * The switch by which people take the users from a region: they write 1 to a metric in another region, and 0 to bring
 * the users back. That is one call of a data plane, in a region that works. Nobody needs the region that is left, nor
 * Route 53's control plane.
 *
 * Nobody has to write again: while the metric has no data, Route 53 keeps the last status, and the alarm its state. Before
 * anybody ever wrote, the check is healthy.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
 */
export class RegionSwitch extends Construct {
  readonly healthCheckId: string;
  readonly alarmName: string;

  constructor(scope: Construct, id: string, props: RegionSwitchProps) {
    super(scope, id);
    const { environment, account, role, place, isProtected } = props;
    const { healthCheckId, alarmName: name } = new AlarmHealthCheck(this, 'alarm', {
      name: props.name,
      alarmName: alarmName({ environment, account, region: place.name }, 'cdn-dns', `leave-${role}`),
      description: `Somebody took the users from the ${role} region. The README of cdn-dns says how they come back.`,
      region: place.name,
      provider: place.provider,
      metric: {
        namespace: 'Bulkhead/Routing',
        metricName: 'LeaveRegion',
        dimensions: { Environment: environment, Role: role },
        // If 1 and 0 are written in the same minute, the users leave.
        statistic: 'Maximum',
        comparisonOperator: 'GreaterThanOrEqualToThreshold',
        threshold: 1,
        evaluationPeriods: 1,
      },
      treatMissingData: 'ignore',
      insufficientDataHealthStatus: 'LastKnownStatus',
      // Another check would not know that somebody threw the switch.
      isKept: isProtected,
    });
    this.healthCheckId = healthCheckId;
    this.alarmName = name;
  }
}

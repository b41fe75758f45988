import { comparisons } from '@bulkhead/alarms/comparisons';
import { alarmEvaluationSeconds, healthyCheckersShare, propagationSeconds } from '../model/facts-of-aws';
import {
  type Alarm,
  type AlarmCheck,
  type EndpointCheck,
  type HealthCheck,
  type Place,
  type Role,
  type Routing,
} from '../model/routing';
import { regionsMovedBy } from './moved-regions';
import { type RegionState } from './region-state';
import { Timeline } from './timeline';

/** What Route 53's DNS servers know at a second. */
export interface KnownHealth {
  /** By Terraform address of the health check. */
  readonly checks: Readonly<Record<string, boolean>>;
  /** Whether the load balancer of a region says that it has healthy targets. */
  readonly loadBalancers: Readonly<Partial<Record<Role, boolean>>>;
}

type RegionStates = ReadonlyMap<Role, Timeline<RegionState>>;

/** What Route 53's DNS servers know over time, as late as they may come to know it. */
export function healthOver(routing: Routing, states: RegionStates): Timeline<KnownHealth> {
  const statuses = new HealthStatuses(routing, states);
  const checks = [...routing.checks.values()].map((check) =>
    statuses.of(check).map((isHealthy) => ({ checks: { [check.address]: isHealthy }, loadBalancers: {} })),
  );
  const loadBalancers = [...routing.regions.keys()].map((region) =>
    statuses
      .ofLoadBalancer(region)
      .map((isHealthy) => ({ checks: {}, loadBalancers: { [region]: isHealthy } })),
  );
  const together = (parts: readonly KnownHealth[]): KnownHealth => ({
    checks: Object.assign({}, ...parts.map((part) => part.checks)) as KnownHealth['checks'],
    loadBalancers: Object.assign(
      {},
      ...parts.map((part) => part.loadBalancers),
    ) as KnownHealth['loadBalancers'],
  });
  return Timeline.combined([...checks, ...loadBalancers], together).later(propagationSeconds);
}

/** What an alarm's data says. `unchanged` is an alarm that ignores missing data. */
type AlarmData = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA' | 'unchanged';

const whenMissing = {
  breaching: 'ALARM',
  notBreaching: 'OK',
  missing: 'INSUFFICIENT_DATA',
  ignore: 'unchanged',
} as const satisfies Record<Alarm['whenMissing'], AlarmData>;

/** What a person writes to the metric of a switch to throw it. Otherwise, nobody writes anything there. */
const thrownValue = 1;

/** The status of each health check over time, before Route 53's DNS servers know of it. */
class HealthStatuses {
  private readonly movedBy: ReadonlyMap<string, ReadonlySet<Role>>;

  constructor(
    private readonly routing: Routing,
    private readonly states: RegionStates,
  ) {
    this.movedBy = regionsMovedBy(routing);
  }

  of(check: HealthCheck): Timeline<boolean> {
    const raw = check.disabled ? Timeline.always(true) : this.raw(check);
    return check.inverted ? raw.map((isHealthy) => !isHealthy) : raw;
  }

  /** What Route 53 is told of the targets of a load balancer. Of a region that does not answer, nothing new is told. */
  ofLoadBalancer(region: Role): Timeline<boolean> {
    const health = this.routing.targetHealth.get(region);
    if (!health) throw new RangeError(`There is no load balancer in region ${region}.`);
    const { unhealthyAfterSeconds, healthyAfterSeconds } = health;
    return this.state(region)
      .map(({ targets }) => targets)
      .scan<boolean>(true, (before, targets) => (targets === 'unknown' ? before : targets === 'passing'))
      .settled((isHealthy) => (isHealthy ? healthyAfterSeconds : unhealthyAfterSeconds));
  }

  private raw(check: HealthCheck): Timeline<boolean> {
    switch (check.type) {
      case 'endpoint':
        return this.ofEndpoint(check);
      case 'alarm':
        return this.ofAlarm(check);
      case 'calculated': {
        const children = check.children.map((address) => this.of(this.check(address)));
        return Timeline.combined([Timeline.always(true), ...children], ([, ...healthy]) => {
          return healthy.filter(Boolean).length >= check.threshold;
        });
      }
      case 'routing-control':
        return this.isThrown(check, 'elsewhere').map((isThrown) => !isThrown);
    }
  }

  private ofEndpoint(check: EndpointCheck): Timeline<boolean> {
    const { endpoint, failureThreshold, intervalSeconds, timeLimitSeconds } = check;
    const passing =
      endpoint.type === 'object'
        ? // Throwing the switch creates the object.
          this.isThrown(check, endpoint.region)
        : this.state(endpoint.region).map(({ passingCheckers }) => passingCheckers > healthyCheckersShare);
    return passing.settled(() => failureThreshold * (intervalSeconds + timeLimitSeconds));
  }

  private ofAlarm(check: AlarmCheck): Timeline<boolean> {
    const { alarm, whenInsufficient } = check;
    // The period in which the fault begins may not breach. The last one is evaluated up to a minute after its end.
    const needed = (alarm.evaluationPeriods + 1) * alarm.periodSeconds + alarmEvaluationSeconds;
    // A new health check that has no last known status is healthy.
    return this.alarmData(check)
      .settled(() => needed)
      .scan<boolean>(true, (before, data) => {
        if (data === 'INSUFFICIENT_DATA' && whenInsufficient !== 'LastKnownStatus')
          return whenInsufficient === 'Healthy';
        return data === 'INSUFFICIENT_DATA' || data === 'unchanged' ? before : data === 'OK';
      });
  }

  private alarmData(check: AlarmCheck): Timeline<AlarmData> {
    const { alarm } = check;
    const missing = whenMissing[alarm.whenMissing];
    if (alarm.metricOf === 'person') {
      const thrown = comparisons[alarm.comparison](thrownValue, alarm.threshold) ? 'ALARM' : 'OK';
      return this.isThrown(check, alarm.region).map((isThrown) => (isThrown ? thrown : missing));
    }
    if (alarm.region === 'elsewhere') return Timeline.always<AlarmData>('OK');
    const dataOf = { usual: 'OK', breaching: 'ALARM', missing } as const satisfies Record<string, AlarmData>;
    return this.state(alarm.region).map(({ metrics }) => dataOf[metrics]);
  }

  /** Whether a person could throw a switch of a check: the place where the switch is must answer. */
  private isThrown({ address }: HealthCheck, place: Place): Timeline<boolean> {
    const moved = [...(this.movedBy.get(address) ?? [])].map((region) => this.state(region));
    const wanted = Timeline.combined([Timeline.always<RegionState | undefined>(undefined), ...moved], (all) =>
      all.some((state) => state?.isSwitchThrown),
    );
    if (place === 'elsewhere') return wanted;
    const possible = this.state(place).map(({ apis }) => apis === 'available');
    return Timeline.combined([wanted, possible], (both) => both.every(Boolean));
  }

  private check(address: string): HealthCheck {
    const found = this.routing.checks.get(address);
    if (!found) throw new RangeError(`There is no health check ${address}.`);
    return found;
  }

  private state(region: Role): Timeline<RegionState> {
    const found = this.states.get(region);
    if (!found) throw new RangeError(`There is no region ${region}.`);
    return found;
  }
}

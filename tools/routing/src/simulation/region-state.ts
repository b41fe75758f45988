import { type Role, type Routing } from '../model/routing';
import { shareLeftByZone } from '../model/facts-of-aws';
import { type Happening, type ScenarioEvent } from '../scenario/event';
import { Timeline } from './timeline';

/** What somebody gets who asks: an answer, an answer with an error code, or nothing. */
export type Reply = 'serves' | 'errors' | 'unreachable';

/** What is true in a region, whoever knows of it. */
export interface RegionState {
  readonly loadBalancer: Reply;
  readonly bucket: Reply;
  readonly certificate: 'valid' | 'expired';
  /** Share of Route 53's checkers whose requests for the health path are answered well, from 0 to 1. */
  readonly passingCheckers: number;
  /** Whether targets pass the load balancer's own check. Nobody can say so of a region that does not answer. */
  readonly targets: 'passing' | 'failing' | 'unknown';
  /** The metrics that AWS services write about the region. */
  readonly metrics: 'usual' | 'breaching' | 'missing';
  readonly apis: 'available' | 'unavailable';
  /** Whether a person has thrown the switch that moves users out of the region. */
  readonly isSwitchThrown: boolean;
}

const usual: RegionState = {
  loadBalancer: 'serves',
  bucket: 'serves',
  certificate: 'valid',
  passingCheckers: 1,
  targets: 'passing',
  metrics: 'usual',
  apis: 'available',
  isSwitchThrown: false,
};

/** What a happening changes in its region. */
function effectOf(happening: Happening): Partial<RegionState> {
  switch (happening.type) {
    case 'endpoint-down':
      return { loadBalancer: 'errors', passingCheckers: 0, targets: 'failing' };
    case 'deep-fault':
      return { loadBalancer: 'errors', passingCheckers: 0 };
    case 'no-healthy-targets':
      return { loadBalancer: 'errors', targets: 'failing' };
    case 'zone-down':
      return { passingCheckers: shareLeftByZone };
    case 'region-down':
      return {
        loadBalancer: 'unreachable',
        bucket: 'unreachable',
        passingCheckers: 0,
        targets: 'unknown',
        metrics: 'missing',
        apis: 'unavailable',
      };
    case 'checkers-see-healthy':
      return { passingCheckers: happening.percent / 100 };
    case 'certificate-expired':
      // HTTPS health checks do not validate certificates, so nothing of the checks changes. "How Amazon Route 53
      // determines whether a health check is healthy", Note.
      return { certificate: 'expired' };
    case 'metrics':
      return { metrics: happening.are };
    case 'alarm-state-forced':
      // Route 53 reads the data of an alarm, not its state. The same page, "health checks that monitor CloudWatch alarms".
      return {};
    case 'apis-unavailable':
      return { apis: 'unavailable' };
    case 'switch-thrown':
      return { isSwitchThrown: true };
  }
}

/** The state of each region over time. Where events of a region overlap, the later one in the list counts. */
export function regionStates(
  { regions }: Pick<Routing, 'regions'>,
  events: readonly ScenarioEvent[],
): ReadonlyMap<Role, Timeline<RegionState>> {
  const seconds = events.flatMap(({ from, until }) => [from, ...(until === undefined ? [] : [until])]);
  const stateOf = (region: Role, second: number) =>
    events
      .filter(
        (event) => event.region === region && event.from <= second && second < (event.until ?? Infinity),
      )
      .reduce<RegionState>((state, event) => ({ ...state, ...effectOf(event) }), usual);
  return new Map(
    [...regions.keys()].map((region) => [
      region,
      Timeline.sampled(seconds, (second) => stateOf(region, second)),
    ]),
  );
}

import { type Role, type Routing } from '../model/routing';
import { type ScenarioEvent } from './event';

/** Events over time, and what they are meant to lead to. */
export interface Scenario {
  /** Name in kebab case, for tables and tests. */
  readonly name: string;
  /** For people: what happens. */
  readonly title: string;
  readonly events: readonly ScenarioEvent[];
  /**
   * The region that users have to leave, and since when. The time to move is measured from then. @default nobody has to
   * move: nothing is wrong, nothing is left to move to, or Route 53 is documented not to notice
   */
  readonly leave?: { readonly region: Role; readonly from: number };
  /** How long the client's resolver keeps an answer, whatever its TTL says, in seconds. @default the TTL */
  readonly resolverKeepsSeconds?: number;
}

/** How long an obstinate resolver keeps an answer. Such resolvers exist; AWS gives no figure for them. */
const lingeringSeconds = 3600;

/** Long enough after another event for its consequences to be over. */
const laterSeconds = 600;

/**
 * Every scenario for the regions of an environment. Those of the DR region need one. Where there is one region, nobody
 * can leave it; where no health check reads an alarm of a service, nobody leaves for what only an alarm sees.
 */
export function scenariosOf({ regions, checks }: Pick<Routing, 'regions' | 'checks'>): Scenario[] {
  const hasAlarm = [...checks.values()].some(
    (check) => check.type === 'alarm' && check.alarm.metricOf === 'service',
  );
  const isNoticed = ({ events }: Scenario) => hasAlarm || events.every(({ type }) => type !== 'metrics');
  const all = regions.has('dr') ? [...ofPrimary, ...ofDr] : ofPrimary;
  return all.map((scenario) =>
    regions.has('dr') && isNoticed(scenario) ? scenario : { ...scenario, leave: undefined },
  );
}

const primary = { region: 'primary', from: 0 } as const;
const dr = { region: 'dr', from: 0 } as const;

const ofPrimary: readonly Scenario[] = [
  {
    name: 'endpoint-down',
    title: 'The service answers nothing but errors',
    events: [{ ...primary, type: 'endpoint-down' }],
    leave: primary,
  },
  {
    name: 'deep-fault',
    title: 'Only the deep health check sees the fault, such as a lost database',
    events: [{ ...primary, type: 'deep-fault' }],
    leave: primary,
  },
  {
    name: 'no-healthy-targets',
    title: 'Only the load balancer sees the fault: no target is healthy',
    events: [{ ...primary, type: 'no-healthy-targets' }],
    leave: primary,
  },
  {
    name: 'zone-down',
    title: 'One Availability Zone is down',
    events: [{ ...primary, type: 'zone-down' }],
  },
  {
    name: 'region-down',
    title: 'The region is down',
    events: [{ ...primary, type: 'region-down' }],
    leave: primary,
  },
  {
    name: 'checkers-18.0',
    title: '18.0 % of the checkers reach the endpoint',
    events: [{ ...primary, type: 'checkers-see-healthy', percent: 18.0 }],
    leave: primary,
  },
  {
    name: 'checkers-18.1',
    title: '18.1 % of the checkers reach the endpoint',
    events: [{ ...primary, type: 'checkers-see-healthy', percent: 18.1 }],
  },
  {
    name: 'certificate-expired',
    title: 'The certificate has expired, which HTTPS health checks do not see',
    events: [{ ...primary, type: 'certificate-expired' }],
  },
  {
    name: 'metrics-breaching',
    title: 'Only the alarm of the region sees the fault',
    events: [{ ...primary, type: 'metrics', are: 'breaching' }],
    leave: primary,
  },
  {
    name: 'metrics-missing',
    title: 'The alarm has INSUFFICIENT_DATA',
    events: [{ ...primary, type: 'metrics', are: 'missing' }],
  },
  {
    name: 'switch-thrown',
    title: 'A person throws the switch',
    events: [{ ...primary, type: 'switch-thrown' }],
    leave: primary,
  },
  {
    name: 'alarm-state-forced',
    title: 'A person sets the alarms to ALARM with SetAlarmState, which Route 53 does not read',
    events: [{ ...primary, type: 'alarm-state-forced' }],
  },
  {
    name: 'switch-in-grey-failure',
    title: 'Checks pass, the APIs of the region do not answer, and a person throws the switch',
    events: [
      { ...primary, type: 'checkers-see-healthy', percent: 18.1 },
      { ...primary, type: 'apis-unavailable' },
      { ...primary, type: 'switch-thrown' },
    ],
    leave: primary,
  },
  {
    name: 'switch-for-certificate',
    title: 'The certificate has expired, and a person throws the switch after 5 minutes',
    events: [
      { ...primary, type: 'certificate-expired' },
      { ...primary, type: 'switch-thrown', from: 300 },
    ],
    leave: { region: 'primary', from: 300 },
  },
  {
    name: 'all-regions-down',
    title: 'Every region is down',
    events: [
      { ...primary, type: 'region-down' },
      { ...dr, type: 'region-down' },
    ],
  },
  {
    name: 'lingering-resolver',
    title: 'The region is down, and a resolver keeps its answer for an hour, beyond the TTL',
    events: [{ ...primary, type: 'region-down' }],
    resolverKeepsSeconds: lingeringSeconds,
  },
  {
    name: 'endpoint-back',
    title: 'The service answers nothing but errors for 10 minutes',
    events: [{ ...primary, type: 'endpoint-down', until: laterSeconds }],
  },
];

const ofDr: readonly Scenario[] = [
  {
    name: 'dr-region-down',
    title: 'The DR region is down',
    events: [{ ...dr, type: 'region-down' }],
    leave: dr,
  },
  {
    name: 'dr-region-down-first',
    title: 'The DR region is down, and the primary region 10 minutes later',
    events: [
      { ...dr, type: 'region-down' },
      { ...primary, type: 'region-down', from: laterSeconds },
    ],
  },
];

import { type Calculation, type Section, type Watch, type WatchedMetric } from './watch';

/** What the platform promises its users. */
export interface Objectives {
  /** Share of requests that are answered without an error of ours, in percent. */
  readonly availabilityPercent: number;
  readonly latency: {
    /** Share of requests that are answered fast enough, in percent. */
    readonly percent: number;
    /** What is fast enough, in seconds. */
    readonly seconds: number;
  };
  /** Requests in a window below which an error rate says nothing. */
  readonly leastRequests: number;
}

/** Two windows in which errors use up the budget at a rate. Both have to see it, so that an alarm ends with its cause. */
export interface BurnRate {
  readonly name: string;
  /** How many times faster than allowed the budget is used up. */
  readonly rate: number;
  readonly longWindow: Window;
  readonly shortWindow: Window;
  readonly severity: Watch['severity'];
}

/** A number of periods, each of which has to see the rate. */
interface Window {
  readonly periodSeconds: number;
  readonly periods: number;
}

const hour = 3600;
const day = 24 * hour;

/**
 * The SRE workbook's three rates for a budget of 30 days: 2 % of it in an hour, 5 % in six hours, 10 % in three days.
 * CloudWatch has no period of three days that a dashboard can show, so that three days in turn have to see the last one.
 * https://sre.google/workbook/alerting-on-slos/#6-multiwindow-multi-burn-rate-alerts
 */
export const burnRates: readonly BurnRate[] = [
  {
    name: 'fast',
    rate: 14.4,
    longWindow: { periodSeconds: hour, periods: 1 },
    shortWindow: { periodSeconds: 300, periods: 1 },
    severity: 'page',
  },
  {
    name: 'steady',
    rate: 6,
    longWindow: { periodSeconds: 6 * hour, periods: 1 },
    shortWindow: { periodSeconds: 1800, periods: 1 },
    severity: 'page',
  },
  {
    name: 'slow',
    rate: 1,
    longWindow: { periodSeconds: day, periods: 3 },
    shortWindow: { periodSeconds: 6 * hour, periods: 1 },
    severity: 'ticket',
  },
];

/** A pair of alarms that means something only together. */
export interface BurnAlarm {
  readonly id: string;
  readonly severity: Watch['severity'];
  readonly means: string;
  readonly patients: string;
  readonly runbook: string;
  /** Ids of the watches of the long and of the short window. */
  readonly of: readonly [string, string];
}

/** What an objective is about. */
export interface Indicator extends Pick<Watch, 'id' | 'shows' | 'means' | 'patients' | 'runbook'> {
  /** The number of requests in a period, in metric math. */
  readonly requests: string;
  /** The share of them that is bad, from 0 to 1, in metric math; without a value if there are none. */
  readonly badShare: string;
  readonly using: Calculation['using'];
  /** The share of requests that may be bad, from 0 to 1. */
  readonly budget: number;
}

export interface ServiceObjectives {
  readonly section: Section;
  readonly burnAlarms: readonly BurnAlarm[];
}

/**
 * What the objectives of the service behind a load balancer are about.
 *
 * All requests are what the load balancer passed on and what it answered itself with an error: `RequestCount` has only
 * those for which a target could be chosen.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 *
 * @param loadBalancer `app/<name>/<id>`
 */
export function indicatorsOf(
  loadBalancer: string,
  { availabilityPercent, latency }: Pick<Objectives, 'availabilityPercent' | 'latency'>,
): readonly Indicator[] {
  const of = (name: string, statistic: string): WatchedMetric => ({
    namespace: 'AWS/ApplicationELB',
    name,
    dimensions: { LoadBalancer: loadBalancer },
    statistic,
  });
  return [
    {
      id: 'availability',
      shows: 'Share of requests that failed',
      budget: 1 - availabilityPercent / 100,
      requests: 'FILL(passed, 0) + FILL(refused, 0)',
      badShare: '(FILL(failed, 0) + FILL(refused, 0)) / (FILL(passed, 0) + FILL(refused, 0))',
      using: {
        passed: of('RequestCount', 'Sum'),
        failed: of('HTTPCode_Target_5XX_Count', 'Sum'),
        refused: of('HTTPCode_ELB_5XX_Count', 'Sum'),
      },
      means: `More requests fail than the objective of ${availabilityPercent} % allows`,
      patients: 'Requests fail',
      runbook: 'the-objective-is-missed',
    },
    {
      id: 'latency',
      shows: `Share of requests that took longer than ${latency.seconds} s`,
      budget: 1 - latency.percent / 100,
      requests: 'FILL(answered, 0)',
      badShare: '1 - FILL(fast, 100) / 100',
      using: {
        answered: of('TargetResponseTime', 'SampleCount'),
        fast: of('TargetResponseTime', `PR(:${latency.seconds})`),
      },
      means: `More requests are slow than the objective allows: ${latency.percent} % within ${latency.seconds} s`,
      patients: 'Pages take long to appear',
      runbook: 'the-objective-is-missed',
    },
  ];
}

/**
 * How much of an error budget is left at the end of each period, in percent, counted from the first period that is
 * asked for. Below 0, more requests were bad than the objective allows. Without a value as long as nobody asked anything.
 */
export function budgetLeft({ requests, badShare, using, budget }: Indicator): Calculation {
  const bad = `IF(${requests} > 0, (${requests}) * (${badShare}), 0)`;
  return {
    expression: `100 * (1 - RUNNING_SUM(${bad}) / RUNNING_SUM(${requests}) / ${rounded(budget)})`,
    using,
  };
}

/** The watches of the objectives of the service behind a load balancer, and the alarms that they make up together. */
export function serviceObjectives(loadBalancer: string, objectives: Objectives): ServiceObjectives {
  const indicators = indicatorsOf(loadBalancer, objectives);
  const pairs = indicators.flatMap((indicator) =>
    burnRates.map((burn) => {
      const { requests, badShare, using } = indicator;
      const number = {
        expression: `IF(${requests} >= ${objectives.leastRequests}, ${badShare}, 0)`,
        using,
      };
      const watch = (window: 'long' | 'short'): Watch => {
        const { periodSeconds, periods } = burn[`${window}Window`];
        return {
          id: `${indicator.id}-${burn.name}-${window}`,
          shows: indicator.shows,
          number,
          periodSeconds,
          outOf: [periods, periods],
          when: 'above',
          threshold: rounded(burn.rate * indicator.budget),
          noData: 'fine',
          severity: burn.severity,
          means: indicator.means,
          patients: indicator.patients,
          app: 'app-platform',
          runbook: indicator.runbook,
        };
      };
      const windows = [watch('long'), watch('short')] as const;
      const { means, patients, runbook } = indicator;
      const burnAlarm: BurnAlarm = {
        id: `${indicator.id}-${burn.name}`,
        severity: burn.severity,
        means: `${means}: ${burn.rate} times as many`,
        patients,
        runbook,
        of: [windows[0].id, windows[1].id],
      };
      return { windows, burnAlarm };
    }),
  );
  return {
    section: { title: 'Objectives', watches: pairs.flatMap(({ windows }) => windows) },
    burnAlarms: pairs.map(({ burnAlarm }) => burnAlarm),
  };
}

/** Without the last digits of a calculation in binary numbers, so that a template says 0.0144. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

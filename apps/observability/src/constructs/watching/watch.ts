/** What people are told, and when: now, within days, or only on the dashboard of the region. */
export type Severity = 'page' | 'ticket';

/** A metric of a service, with its statistic. */
export interface WatchedMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Such as `Sum`, `p99` or `PR(:0.5)`. */
  readonly statistic: string;
}

/** A number calculated from metrics, in CloudWatch's metric math. */
export interface Calculation {
  readonly expression: string;
  /** The metrics by the ids that the expression has for them. */
  readonly using: Readonly<Record<string, WatchedMetric>>;
}

/** One number that is watched, and what it means if it is out of its bounds. */
export interface Watch {
  /** Unique in a region: a part of the alarm's name. */
  readonly id: string;
  /** What a graph of the number shows. */
  readonly shows: string;
  readonly number: WatchedMetric | Calculation;
  readonly periodSeconds: number;
  /** How many of how many periods have to be out of bounds. */
  readonly outOf: readonly [datapoints: number, periods: number];
  readonly when: 'above' | 'at least' | 'below' | 'at most';
  readonly threshold: number;
  /** What a period without data says: nothing happened, or whoever reports is silent. */
  readonly noData: 'fine' | 'alarming' | 'unknown';
  readonly severity: Severity;
  /** What is wrong, as a sentence without a full stop. */
  readonly means: string;
  /** What patients and clinicians notice of it. */
  readonly patients: string;
  /** The app whose team owns what is watched. */
  readonly app: string;
  /** The heading in runbooks.md that says what to do, as an anchor. */
  readonly runbook: string;
}

/** The watches of one kind of resource, which are one part of the dashboard. */
export interface Section {
  readonly title: string;
  readonly watches: readonly Watch[];
}

export function isCalculation(number: Watch['number']): number is Calculation {
  return 'expression' in number;
}

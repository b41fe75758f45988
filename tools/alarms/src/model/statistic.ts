import { Unfit } from '@bulkhead/errors';

/** The statistics that a metric has of itself. */
export const plainStatistics = ['Average', 'Minimum', 'Maximum', 'Sum', 'SampleCount'] as const;

/** What an alarm makes of the samples of a period. */
export type Statistic =
  | { readonly type: (typeof plainStatistics)[number] }
  | { readonly type: 'percentile'; readonly percent: number }
  | PercentileRank;

/** The share of samples, in percent, that are above one value and not above another one. */
export interface PercentileRank {
  readonly type: 'percentile rank';
  /** A sample of this value does not count. @default no limit */
  readonly above?: number;
  /** A sample of this value counts. @default no limit */
  readonly upTo?: number;
}

/**
 * Reads a statistic as CloudWatch's API writes it: `Sum`, `p99`, `p99.9`, `PR(:0.3)`, `PR(0.1:2)`, `PR(2:)`.
 *
 * @throws Unfit for a statistic that the simulator does not calculate, such as the trimmed mean `tm90`
 */
export function statisticOf(text: string): Statistic {
  const statistic = plainOf(text) ?? percentileOf(text) ?? rankOf(text);
  if (!statistic)
    throw new Unfit(
      `the simulator does not calculate the statistic ${text}: it knows ${plainStatistics.join(', ')}, percentiles such as p99, and percentile ranks such as PR(:0.3)`,
    );
  return statistic;
}

function plainOf(text: string): Statistic | undefined {
  const plain = plainStatistics.find((each) => each === text);
  return plain && { type: plain };
}

function percentileOf(text: string): Statistic | undefined {
  const [, percent] = /^p(\d{1,3}(?:\.\d{1,10})?)$/.exec(text) ?? [];
  return percent === undefined || Number(percent) > 100
    ? undefined
    : { type: 'percentile', percent: Number(percent) };
}

const limit = String.raw`(-?\d+(?:\.\d+)?)?`;
const rankPattern = new RegExp(String.raw`^PR\(${limit}:${limit}\)$`);

/**
 * "Percentile rank is exclusive on the lower bound and inclusive on the upper bound."
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
 */
function rankOf(text: string): PercentileRank | undefined {
  const [found, above, upTo] = rankPattern.exec(text) ?? [];
  if (found === undefined || (above === undefined && upTo === undefined)) return undefined;
  if (above !== undefined && upTo !== undefined && Number(above) >= Number(upTo))
    throw new Unfit(`no value is above ${above} and not above ${upTo}, as the statistic ${text} says`);
  return {
    type: 'percentile rank',
    ...(above === undefined ? {} : { above: Number(above) }),
    ...(upTo === undefined ? {} : { upTo: Number(upTo) }),
  };
}

/** The inverse of `statisticOf`. */
export function statisticText(statistic: Statistic): string {
  switch (statistic.type) {
    case 'percentile':
      return `p${statistic.percent}`;
    case 'percentile rank':
      return `PR(${statistic.above ?? ''}:${statistic.upTo ?? ''})`;
    default:
      return statistic.type;
  }
}

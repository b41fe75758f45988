import { Unfit } from '@bulkhead/errors';

/** The statistics that a metric has of itself. */
export const plainStatistics = ['Average', 'Minimum', 'Maximum', 'Sum', 'SampleCount'] as const;

/** What an alarm makes of the samples of a period. */
export type Statistic =
  | { readonly type: (typeof plainStatistics)[number] }
  | { readonly type: 'percentile'; readonly percent: number };

/**
 * Reads a statistic as CloudWatch's API writes it: `Sum`, `p99`, `p99.9`.
 *
 * @throws Unfit for a statistic that the simulator does not calculate, such as the trimmed mean `tm90`
 */
export function statisticOf(text: string): Statistic {
  const plain = plainStatistics.find((each) => each === text);
  if (plain) return { type: plain };
  const [, percent] = /^p(\d{1,3}(?:\.\d{1,10})?)$/.exec(text) ?? [];
  if (percent === undefined || Number(percent) > 100)
    throw new Unfit(
      `the simulator does not calculate the statistic ${text}: it knows ${plainStatistics.join(', ')}, and percentiles such as p99`,
    );
  return { type: 'percentile', percent: Number(percent) };
}

/** The inverse of `statisticOf`. */
export function statisticText(statistic: Statistic): string {
  return statistic.type === 'percentile' ? `p${statistic.percent}` : statistic.type;
}

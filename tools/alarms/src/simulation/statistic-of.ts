import { type Statistic } from '../model/statistic';

/**
 * The statistic of the samples of one period; undefined if there are none.
 *
 * AWS does not publish how it interpolates a percentile. This is the smallest sample that is not below the given share
 * of samples. "Statistics definitions": docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
 */
export function statisticOfSamples(statistic: Statistic, samples: readonly number[]): number | undefined {
  if (samples.length === 0) return undefined;
  const sum = () => samples.reduce((total, each) => total + each, 0);
  switch (statistic.type) {
    case 'Sum':
      return sum();
    case 'Average':
      return sum() / samples.length;
    case 'SampleCount':
      return samples.length;
    case 'Minimum':
      return samples.reduce((least, each) => Math.min(least, each));
    case 'Maximum':
      return samples.reduce((most, each) => Math.max(most, each));
    case 'percentile': {
      const inOrder = [...samples].sort((one, other) => one - other);
      const rank = Math.ceil((statistic.percent / 100) * inOrder.length);
      return inOrder[Math.max(0, rank - 1)];
    }
    case 'percentile rank': {
      const { above = -Infinity, upTo = Infinity } = statistic;
      const within = samples.filter((each) => each > above && each <= upTo);
      return (within.length / samples.length) * 100;
    }
  }
}

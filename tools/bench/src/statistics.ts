/** The median of some figures, and their extremes. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/**
 * Median, smallest and largest of some figures.
 *
 * @throws RangeError if there are no figures
 */
export function spreadOf(figures: readonly number[]): Spread {
  const sorted = [...figures].sort((a, b) => a - b);
  const [min] = sorted;
  const max = sorted.at(-1);
  if (min === undefined || max === undefined) throw new RangeError('A spread needs at least one figure.');
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? max;
  const median = sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? min) + upper) / 2;
  return { median, min, max };
}

/**
 * How many times longer the second run of each pair took than the first. Runs that followed each other met the same
 * machine: if another load comes and goes, it changes both times, and their ratio stays the same.
 */
export function spreadOfRatios(first: readonly number[], second: readonly number[]): Spread {
  return spreadOf(first.map((figure, index) => (second[index] ?? NaN) / figure));
}

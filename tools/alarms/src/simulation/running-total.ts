import { type Slot } from '../scenario/notation';

/** A number of each interval, such as the count of its samples. Undefined if it cannot be added up in every order. */
export type Measure = (slot: Slot) => number | undefined;

/**
 * The total of a number over any window. The window of a long period slides over the same intervals again and again, so
 * that each interval is measured once. All intervals before 0 are as the one before 0 is.
 */
export class RunningTotal {
  /** Totals of the intervals from 0 on and before each index. */
  private readonly totals: number[] = [0];
  private readonly former: number | undefined;
  private isExact: boolean;

  constructor(
    private readonly at: (index: number) => Slot,
    private readonly measure: Measure,
  ) {
    this.former = measure(at(-1));
    this.isExact = this.former !== undefined;
  }

  /** The total of the intervals from an index on, and before another one; undefined if an interval has no exact number. */
  between(first: number, end: number): number | undefined {
    for (let index = this.totals.length - 1; index < end && this.isExact; index++) {
      const measured = this.measure(this.at(index));
      if (measured === undefined) this.isExact = false;
      else this.totals.push((this.totals[index] ?? 0) + measured);
    }
    return this.isExact ? this.until(end) - this.until(first) : undefined;
  }

  private until(index: number): number {
    return index < 0 ? index * (this.former ?? 0) : (this.totals[index] ?? 0);
  }
}

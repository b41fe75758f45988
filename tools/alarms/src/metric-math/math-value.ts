import { Unfit } from '@bulkhead/errors';

/** Data points of consecutive periods, the oldest first. A missing one is undefined. */
export type Series = readonly (number | undefined)[];

/** A scalar, a time series, or an array of time series. A scalar that nothing makes is NaN. */
export type MathValue = number | Series | readonly Series[];

export function isScalar(value: MathValue): value is number {
  return typeof value === 'number';
}

/** An array without elements is an array of no time series, because an alarm looks at one period at least. */
export function isArray(value: MathValue): value is readonly Series[] {
  return Array.isArray(value) && (value.length === 0 || Array.isArray(value[0]));
}

export function isSeries(value: MathValue): value is Series {
  return !isScalar(value) && !isArray(value);
}

/** A data point that is no finite number is dropped: "If the value of a data point causes a function to attempt to divide by zero, the data point is dropped." */
export function dataPoint(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

/** The same function of each data point that exists, in whatever a value is. */
export function mapped(value: MathValue, change: (each: number) => number): MathValue {
  if (isScalar(value)) return change(value);
  const ofSeries = (series: Series) =>
    series.map((each) => (each === undefined ? undefined : dataPoint(change(each))));
  return isArray(value) ? value.map(ofSeries) : ofSeries(value);
}

/**
 * A function of two values. "Missing values in a time series are treated as 0", wherever the other series has a data
 * point. Where both are missing, there is no time stamp to answer for.
 *
 * @throws Unfit for two arrays, which metric math does not combine
 */
export function combined(
  left: MathValue,
  right: MathValue,
  combine: (left: number, right: number) => number,
): MathValue {
  if (isArray(left) && isArray(right)) throw new Unfit('its expression combines two arrays of time series');
  if (isArray(left)) return left.map((each) => combined(each, right, combine) as Series);
  if (isArray(right)) return right.map((each) => combined(left, each, combine) as Series);
  if (isScalar(left) && isScalar(right)) return combine(left, right);
  if (isScalar(left)) return mapped(right, (each) => combine(left, each));
  if (isScalar(right)) return mapped(left, (each) => combine(each, right));
  return left.map((each, index) => {
    const other = right[index];
    return each === undefined && other === undefined ? undefined : dataPoint(combine(each ?? 0, other ?? 0));
  });
}

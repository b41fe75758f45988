import { Unfit } from '@bulkhead/errors';
import { dataPoint, isArray, isScalar, isSeries, mapped, type MathValue, type Series } from './math-value';

/** What a function gets: evaluated values, and words such as `REPEAT` as they are. */
export type Argument = MathValue | { readonly word: string };

/** What is the same for all functions of an expression. */
export interface Range {
  /** Number of periods. */
  readonly length: number;
  readonly periodSeconds: number;
}

type MathFunction = (given: readonly Argument[], range: Range) => MathValue;

/**
 * The functions that the simulator calculates, after the table "Functions supported for metric math" of the page "Using
 * math expressions with CloudWatch metrics". `METRICS` and
 * `SERVICE_QUOTA` are evaluated where the metrics are known.
 *
 * In an alarm, a function that makes a scalar of a time series sees the whole evaluation range, as AWS warns: it "acts
 * differently when extra data is requested".
 */
export const mathFunctions: Readonly<Record<string, MathFunction>> = {
  ABS: ([value]) => mapped(operand(value, 'ABS'), Math.abs),
  CEIL: ([value]) => mapped(operand(value, 'CEIL'), Math.ceil),
  FLOOR: ([value]) => mapped(operand(value, 'FLOOR'), Math.floor),
  SUM: aggregate('SUM', (values) => values.reduce((sum, each) => sum + each, 0), { missingAsZero: true }),
  AVG: aggregate('AVG', (values) => values.reduce((sum, each) => sum + each, 0) / values.length, {
    missingAsZero: true,
  }),
  MIN: aggregate('MIN', (values) => Math.min(...values)),
  MAX: aggregate('MAX', (values) => Math.max(...values)),
  DATAPOINT_COUNT: aggregate('DATAPOINT_COUNT', (values) => values.length),
  METRIC_COUNT: ([value]) => arrayOf(value, 'METRIC_COUNT').length,
  METRICS: () => {
    throw new Unfit('METRICS is evaluated where the metrics are known');
  },
  SERVICE_QUOTA: () => {
    throw new Unfit('SERVICE_QUOTA is evaluated where the quotas are known');
  },
  /** "Returns the period of the metric in seconds." */
  PERIOD: (_, { periodSeconds }) => periodSeconds,
  /** "Returns a non-sparse time series where every value is set to a scalar argument." */
  TIME_SERIES: ([value], { length }) => Array.from({ length }, () => dataPoint(scalar(value, 'TIME_SERIES'))),
  /** "The difference between the latest data point value and the previous data point value, divided by the time difference in seconds." */
  RATE: ([value], { periodSeconds }) =>
    eachSeries(value, 'RATE', (series) =>
      differences(series, (change, periods) => change / (periods * periodSeconds)),
    ),
  DIFF: ([value]) => eachSeries(value, 'DIFF', (series) => differences(series, (change) => change)),
  FILL: ([value, filler]) => eachSeries(value, 'FILL', (series) => filled(series, filler)),
  IF: (given, range) => chosen(given, range),
};

const notForAlarms = 'the simulator does not calculate it, because it has no place in an alarm';

/** Functions of AWS that are refused, with the reason. */
export const refusedFunctions: Readonly<Record<string, string>> = {
  // The same page, SEARCH.
  SEARCH:
    'you cannot create an alarm based on a SEARCH expression, which returns several time series: name each metric',
  ANOMALY_DETECTION_BAND: 'the simulator has no model of what CloudWatch would have learnt',
  INSIGHT_RULE_METRIC: 'the simulator knows no rules of Contributor Insights',
  SORT: notForAlarms,
  SLICE: notForAlarms,
  REMOVE_EMPTY: notForAlarms,
  RUNNING_SUM: notForAlarms,
};

function operand(value: Argument | undefined, name: string): MathValue {
  if (value === undefined || (typeof value === 'object' && 'word' in value))
    throw new Unfit(`${name} of its expression has no value to work on`);
  return value;
}

function scalar(value: Argument | undefined, name: string): number {
  const number = operand(value, name);
  if (!isScalar(number)) throw new Unfit(`${name} of its expression needs a number`);
  return number;
}

function arrayOf(value: Argument | undefined, name: string): readonly Series[] {
  const array = operand(value, name);
  if (!isArray(array)) throw new Unfit(`${name} of its expression needs an array of time series`);
  return array;
}

/** A function of one time series, or of each one of an array. */
function eachSeries(
  value: Argument | undefined,
  name: string,
  change: (series: Series) => Series,
): MathValue {
  const given = operand(value, name);
  if (isScalar(given)) throw new Unfit(`${name} of its expression needs a time series`);
  return isArray(given) ? given.map(change) : change(given);
}

/**
 * Of one time series, a scalar of all its data points. Of an array, a time series. "Missing values are treated as 0"
 * for SUM and AVG of an array, wherever one of the time series has a data point.
 */
function aggregate(
  name: string,
  of: (values: readonly number[]) => number,
  { missingAsZero = false }: { readonly missingAsZero?: boolean } = {},
): MathFunction {
  return ([value]) => {
    const given = operand(value, name);
    if (isScalar(given)) throw new Unfit(`${name} of its expression needs a time series`);
    if (isSeries(given)) {
      const existing = given.filter((each) => each !== undefined);
      return existing.length === 0 && name !== 'DATAPOINT_COUNT' ? NaN : of(existing);
    }
    return Array.from({ length: given[0]?.length ?? 0 }, (_, index) => {
      const all = given.map((series) => series[index]);
      const existing = all.filter((each) => each !== undefined);
      if (existing.length === 0) return undefined;
      return dataPoint(of(missingAsZero ? all.map((each) => each ?? 0) : existing));
    });
  };
}

function differences(series: Series, of: (change: number, periods: number) => number): Series {
  let before: { readonly value: number; readonly index: number } | undefined;
  return series.map((value, index) => {
    if (value === undefined) return undefined;
    const result = before && dataPoint(of(value - before.value, index - before.index));
    before = { value, index };
    return result;
  });
}

function filled(series: Series, filler: Argument | undefined): Series {
  if (filler === undefined) throw new Unfit('FILL of its expression does not say what it fills with');
  if (typeof filler === 'object' && 'word' in filler) {
    if (filler.word === 'REPEAT') return repeated(series);
    if (filler.word === 'LINEAR') return interpolated(series);
    throw new Unfit(`FILL of its expression fills with ${filler.word}; AWS knows REPEAT and LINEAR`);
  }
  if (isArray(filler)) throw new Unfit('FILL of its expression fills with an array of time series');
  return series.map((each, index) => each ?? dataPoint(isScalar(filler) ? filler : filler[index]));
}

function repeated(series: Series): Series {
  let last: number | undefined;
  return series.map((each) => (last = each ?? last));
}

function interpolated(series: Series): Series {
  return series.map((each, index) => {
    if (each !== undefined) return each;
    const before = series.findLastIndex((value, at) => at < index && value !== undefined);
    const after = series.findIndex((value, at) => at > index && value !== undefined);
    const from = series[before];
    const to = series[after];
    if (from === undefined || to === undefined) return undefined;
    return from + ((to - from) * (index - before)) / (after - before);
  });
}

/**
 * "Using IF expressions": for each data point of the condition, the second value if the data point is not 0, else the
 * third. A missing data point of the second value is 0. Without a third value, or without its data point, there is none.
 */
function chosen([condition, whenTrue, whenFalse]: readonly Argument[], { length }: Range): MathValue {
  const test = operand(condition, 'IF');
  const yes = operand(whenTrue, 'IF');
  const no = whenFalse === undefined ? undefined : operand(whenFalse, 'IF');
  if ([test, yes, no].some((each) => each !== undefined && isArray(each)))
    throw new Unfit('IF of its expression needs time series or numbers, and no array');
  const at = (value: MathValue | undefined, index: number) =>
    value === undefined || isScalar(value) ? value : (value as Series)[index];
  if (isScalar(test) && isScalar(yes) && (no === undefined || isScalar(no)))
    return test !== 0 ? yes : (no ?? NaN);
  return Array.from({ length }, (_, index) => {
    const condition = at(test, index);
    if (condition === undefined || Number.isNaN(condition)) return undefined;
    if (condition === 0) return dataPoint(at(no, index));
    // A condition that is the same for every period leaves the second value as it is.
    return dataPoint(at(yes, index) ?? (isScalar(test) ? undefined : 0));
  });
}

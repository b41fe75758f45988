/**
 * What AWS publishes about alarms, and the few assumptions where AWS publishes nothing. The pages are of the CloudWatch
 * User Guide unless another guide is named: docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/
 */

/**
 * How many more data points than its evaluation periods an alarm retrieves, for the case that some are missing. AWS
 * says that the number "depends on the length of the alarm period" and on the resolution, and publishes one figure: 5
 * for 3 evaluation periods. So this is that figure, assumed for every alarm. "Configuring how CloudWatch alarms treat
 * missing data": …/alarms-and-missing-data.html
 */
export const extraDataPoints = 2;

/**
 * An alarm is evaluated once a minute, with periods of less than a minute every 10 s. Its window slides: the last
 * period ends when the alarm is evaluated. "Alarm evaluation": …/alarm-evaluation.html; "Alarm evaluation window":
 * …/alarm-evaluation-window.html
 */
export const evaluationSeconds = { standard: 60, highResolution: 10 } as const;

/** An alarm that looks back more than a day is evaluated once an hour. "Alarm evaluation", multi-day alarms. */
export const multiDayEvaluationSeconds = 3600;

export const daySeconds = 86_400;

/** The periods below a minute that CloudWatch takes. PutMetricAlarm, Period, of the CloudWatch API Reference. */
export const highResolutionPeriods: readonly number[] = [10, 20, 30];

/**
 * The longest that an alarm may look back: a week, and a day if its period is shorter than an hour. PutMetricAlarm,
 * EvaluationPeriods and Period.
 */
export const longestLookBackSeconds = {
  withPeriodFrom: 3600,
  long: 7 * daySeconds,
  short: daySeconds,
} as const;

/** "A math expression used for an alarm can include as many as 10 metrics." "Alarms on math expressions". */
export const mostMetricsOfAlarm = 10;

/**
 * The samples below which CloudWatch calls a percentile insignificant: 10 divided by the share of samples outside.
 * "Percentile-based alarms and low data samples": …/percentiles-with-low-samples.html
 *
 * @param percent from 0 to 100
 */
export function significantSamples(percent: number): number {
  const share = percent / 100;
  return 10 / (share >= 0.5 ? 1 - share : share);
}

/** Limits of a rule. "Create a composite alarm", rule expressions: …/Create_Composite_Alarm.html */
export const ruleLimits = { children: 100, elements: 500 } as const;

/**
 * Limits of a metric filter. "Filter pattern syntax for metric filters" of the CloudWatch Logs User Guide:
 * docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
 */
export const mostFilterDimensions = 3;

/** "CloudWatch aggregates and reports metric values every minute." The same page. */
export const filterSeconds = 60;

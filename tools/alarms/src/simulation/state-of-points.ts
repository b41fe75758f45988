import { type AlarmState } from '../model/alarm-state';
import { type MetricAlarm } from '../model/alarms';
import { comparisons } from '../model/comparisons';

/** What the evaluation of a metric alarm depends on. */
export type Evaluated = Pick<
  MetricAlarm,
  'evaluationPeriods' | 'datapointsToAlarm' | 'threshold' | 'comparison' | 'missingData'
>;

/**
 * The state of an alarm after one evaluation, as "Configuring how CloudWatch alarms treat missing data" has it:
 * docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html. The numbers below are in order of
 * what decides.
 *
 * @param points the data points of the evaluation range, the oldest first; a missing one is undefined
 * @param before the state that the alarm is in
 */
export function stateOfPoints(
  alarm: Evaluated,
  points: readonly (number | undefined)[],
  before: AlarmState,
): AlarmState {
  const { evaluationPeriods, datapointsToAlarm, missingData } = alarm;
  const breaches = (value: number) => comparisons[alarm.comparison](value, alarm.threshold);
  const existing = points.filter((value) => value !== undefined);
  // 1. With enough real data points, "the value you set for how to treat missing data is not needed and is ignored".
  // CloudWatch evaluates the most recent ones, "including the necessary extra data points from farther back".
  const evaluated = existing.slice(-evaluationPeriods);
  const breaching = evaluated.filter(breaches).length;
  const filled = evaluationPeriods - evaluated.length;
  const byNumber = (count: number): AlarmState => (count >= datapointsToAlarm ? 'ALARM' : 'OK');
  // 2. Enough real data points breach, whatever the missing ones are taken for.
  if (filled === 0 || breaching >= datapointsToAlarm) return byNumber(breaching);
  // 3. "All real data points in the evaluation range are included in the evaluation. CloudWatch uses missing data points
  // only as few times as possible."
  if (missingData === 'breaching') return byNumber(breaching + filled);
  if (missingData === 'notBreaching') return 'OK';
  // 4. One real data point that does not breach is enough for OK: row 2 of the first table, rows 3 and 4 of the second.
  if (breaching < existing.length) return 'OK';
  // 5. Nothing but breaching and missing ones. "Ignore – the current alarm state is maintained."
  if (missingData === 'ignore') return before;
  // 6. "Alarms are designed to always go into ALARM state when the oldest available breaching datapoint […] is at least
  // as old as the value of Datapoints to Alarm, and all other more recent data points are breaching or missing."
  const oldest = points.findIndex((value) => value !== undefined);
  const isOldEnough = oldest >= 0 && points.length - oldest >= datapointsToAlarm;
  return isOldEnough ? 'ALARM' : 'INSUFFICIENT_DATA';
}

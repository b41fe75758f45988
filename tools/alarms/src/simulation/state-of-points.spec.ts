import { missingDataTreatments } from '../model/alarms';
import { missingDataAnswers } from '../test-missing-data-answers';
import { type Evaluated, stateOfPoints } from './state-of-points';

/** A data point above the threshold of 10, below it, or none. */
const values: Record<string, number | undefined> = { X: 11, '0': 9, '-': undefined };

function pointsOf(text: string): (number | undefined)[] {
  return text.split(' ').map((each) => values[each]);
}

const alarmOf = (datapointsToAlarm: number, rest: Partial<Evaluated> = {}): Evaluated => ({
  evaluationPeriods: 3,
  datapointsToAlarm,
  threshold: 10,
  comparison: 'GreaterThanThreshold',
  missingData: 'missing',
  ...rest,
});

const rows = Object.entries(missingDataAnswers).flatMap(([name, table]) => {
  const [head = [], ...others] = table
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  return others.flatMap(([points = '', filled, ...states]) =>
    states.map((state, index) => [name, points, head[index + 2] ?? '', state, Number(filled)] as const),
  );
});

test('the tables have every treatment of missing data', () => {
  expect([...new Set(rows.map(([, , treatment]) => treatment))].sort()).toEqual(
    [...missingDataTreatments].sort(),
  );
  expect(rows).toHaveLength(17 * 4);
});

test.each(rows)('%s: %s with %s data is %s', (name, points, treatment, expected, filled) => {
  const missingData = missingDataTreatments.find((each) => each === treatment);
  const alarm = alarmOf(Number(name.charAt(0)), { ...(missingData && { missingData }) });

  for (const before of ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const) {
    expect(stateOfPoints(alarm, pointsOf(points), before)).toBe(expected === 'retain' ? before : expected);
  }
  expect(Math.max(0, 3 - pointsOf(points).filter((each) => each !== undefined).length)).toBe(filled);
});

test.each([
  ['GreaterThanThreshold', 10, 'OK'],
  ['GreaterThanThreshold', 10.1, 'ALARM'],
  ['GreaterThanOrEqualToThreshold', 10, 'ALARM'],
  ['GreaterThanOrEqualToThreshold', 9.9, 'OK'],
  ['LessThanThreshold', 10, 'OK'],
  ['LessThanThreshold', 9.9, 'ALARM'],
  ['LessThanOrEqualToThreshold', 10, 'ALARM'],
  ['LessThanOrEqualToThreshold', 10.1, 'OK'],
] as const)('%s: %s at a threshold of 10 is %s', (comparison, value, expected) => {
  expect(stateOfPoints(alarmOf(3, { comparison }), [9, 9, value, value, value], 'OK')).toBe(expected);
});

test.each([
  ['X X 0 0 0', 1, 'OK'],
  ['0 0 X 0 0', 1, 'ALARM'],
  ['0 0 0 0 X', 1, 'ALARM'],
  ['0 0 X 0 0', 2, 'OK'],
  ['0 0 X X 0', 2, 'ALARM'],
  ['0 0 X 0 X', 2, 'ALARM'],
  ['0 0 X X 0', 3, 'OK'],
] as const)('of %s, only the last three count: %s of 3 is %s', (points, datapointsToAlarm, expected) => {
  expect(stateOfPoints(alarmOf(datapointsToAlarm), pointsOf(points), 'OK')).toBe(expected);
});

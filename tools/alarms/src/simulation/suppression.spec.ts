import { durationText } from '../scenario/duration';
import { alarmsOf, anAlarm, scenarioOf } from '../testing';
import { play } from './play';

/**
 * The examples of "Suppressing composite alarm actions", written down by hand from
 * docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm_Suppression.html. A unit of time is a
 * minute; the wait period is 2 units, and the extension period 3 units.
 *
 * A line is an alarm over time, a sign for each unit from t1 on: `.` is OK, and `A` is ALARM. Then the actions of the
 * composite alarm.
 */
const examples: readonly (readonly [string, string, string, readonly string[]])[] = [
  ['1: actions are not suppressed after the wait period', '.AAAAAA', '.......', ['t4 ALARM']],
  ['2: actions are suppressed before the wait period expires', '.AAAAAA', '..AAAAA', []],
  ['3: the state changes back in the wait period', '.A.....', '.......', ['t5 OK']],
  ['4: the suppressor is in ALARM already', '.AAAAAA', 'AAAAAAA', []],
  ['5: actions are not suppressed after the extension period', '.AAAAAAAAA', '..AAA.....', ['t9 ALARM']],
  ['6: the state changes back in the extension period', '.AAAAA....', '..AAA.....', ['t9 OK']],
  // What the page says of periods, beyond its examples.
  ['the suppressor changes as the wait period ends', '.AAAAAA', '...AAAA', []],
  ['the suppressor comes back in the extension period', '.AAAAAAAAAAA', '..AAA.AAAAAA', []],
  ['nothing has changed while the suppressor was in ALARM', '..........', '..AAA.....', []],
  ['without any trouble', '..........', '..........', []],
];

function alarmValues(line: string): string {
  return [...line].map((sign) => (sign === 'A' ? '1' : '0')).join(' ');
}

test.each(examples)('example %s', (_, composite, suppressor, expected) => {
  const alarms = alarmsOf({
    alarms: {
      Errors: { ...anAlarm, AlarmActions: [] },
      Drill: { ...anAlarm, AlarmName: 'drill', MetricName: 'Drill', AlarmActions: [] },
    },
    composites: {
      Page: {
        AlarmName: 'page',
        AlarmRule: 'ALARM(errors)',
        ActionsSuppressor: { Ref: 'Drill' },
        ActionsSuppressorWaitPeriod: 120,
        ActionsSuppressorExtensionPeriod: 180,
        AlarmActions: ['ALARM'],
        OKActions: ['OK'],
      },
    },
  });
  // Example 6 has t6 as the unit in which the suppressor is OK again, and t7 as that of the composite alarm.
  const scenario = scenarioOf(alarms, {
    series: [
      { namespace: 'App', metric: 'Errors', values: alarmValues(composite) },
      { namespace: 'App', metric: 'Drill', values: alarmValues(suppressor) },
    ],
    expect: [{ alarm: 'page', states: {} }],
  });
  const { actions } = play(alarms, scenario);

  expect(actions.map(({ second, action }) => `t${durationText(second).replace('m', '')} ${action}`)).toEqual(
    expected,
  );
});

test('without a suppressor, a composite alarm acts at once, and after the alarms that it watches', () => {
  const alarms = alarmsOf({
    alarms: { Errors: anAlarm },
    composites: {
      Top: {
        AlarmName: 'top',
        AlarmRule: 'ALARM(page) AND NOT OK(errors)',
        AlarmActions: ['top'],
        OKActions: ['calm'],
      },
      Page: { AlarmName: 'page', AlarmRule: 'ALARM(errors)', AlarmActions: ['first'] },
    },
  });
  const scenario = scenarioOf(alarms, {
    series: [{ namespace: 'App', metric: 'Errors', values: '0 1 0' }],
    expect: [{ alarm: 'top', states: {} }],
  });

  expect(play(alarms, scenario).actions.map(({ second, action }) => [second, action])).toEqual([
    [120, 'page'],
    [120, 'first'],
    [120, 'top'],
    [180, 'calm'],
  ]);
});

import { Stage } from '../simulation/play';
import { alarmsOf, anAlarm, scenarioOf } from '../testing';
import { outcomeOf } from './coverage';
import { missText } from './verdict';

const alarms = alarmsOf({
  alarms: { Errors: anAlarm, Other: { ...anAlarm, AlarmName: 'other', MetricName: 'Other' } },
});

const scenario = (name: string, values: string, states: Record<string, 'OK' | 'ALARM'>) => ({
  ...scenarioOf(alarms, {
    series: [{ namespace: 'App', metric: 'Errors', values }],
    expect: [{ alarm: 'errors', states }],
  }),
  name,
});

test('an alarm fires where ALARM is expected and seen, and is silent where it is never in ALARM', () => {
  const { misses, coverage } = outcomeOf(
    alarms,
    [
      scenario('loud', '0 1 0', { '2m': 'ALARM' }),
      scenario('quiet', '0x3', { '3m': 'OK' }),
      // In ALARM in between, so that it shows no silence.
      scenario('careless', '0 1 0', { '3m': 'OK' }),
      scenario('wrong', '0x3', { '2m': 'ALARM' }),
    ].map((each) => new Stage(alarms, each)),
  );

  expect(coverage).toEqual([
    { key: 'primary: errors', fires: ['loud'], silent: ['quiet'] },
    { key: 'primary: other', fires: [], silent: [] },
  ]);
  expect(misses.map((each) => [each.scenario, missText(each.miss)])).toEqual([
    ['wrong', 'primary: errors at 2m: expected ALARM, was OK'],
  ]);
});

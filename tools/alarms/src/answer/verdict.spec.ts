import { type WrittenScenario } from '../scenario/scenario';
import { play } from '../simulation/play';
import { alarmsOf, anAlarm, scenarioOf } from '../testing';
import { missesOf, missText } from './verdict';

const alarms = alarmsOf({ alarms: { Errors: { ...anAlarm, AlarmActions: ['page', 'mail'] } } });

function misses(expected: Partial<WrittenScenario['expect'][number]>): string[] {
  const scenario = scenarioOf(alarms, {
    series: [{ namespace: 'App', metric: 'Errors', values: '0 1 0' }],
    expect: [{ alarm: 'errors', states: {}, ...expected }],
  });
  return missesOf(scenario, play(alarms, scenario)).map(missText);
}

test('what is as expected is no miss', () => {
  expect(misses({ states: { '0s': 'OK', '1m': 'OK', '2m': 'ALARM', '2m59s': 'ALARM', '3m': 'OK' } })).toEqual(
    [],
  );
  expect(misses({ actions: { '2m': ['page', 'mail'] } })).toEqual([]);
  expect(misses({ actions: { '2m': ['p*', '*ail'] } })).toEqual([]);
});

test('another state is a miss', () => {
  expect(misses({ states: { '1m59s': 'ALARM', '2m': 'OK', '3m': 'INSUFFICIENT_DATA' } })).toEqual([
    'primary: errors at 1m59s: expected ALARM, was OK',
    'primary: errors at 2m: expected OK, was ALARM',
    'primary: errors at 3m: expected INSUFFICIENT_DATA, was OK',
  ]);
});

test.each([
  [{}, 'primary: errors at 2m: expected no action, was page, mail'],
  [{ '2m': ['page'] }, 'primary: errors at 2m: expected page, was page, mail'],
  [{ '2m': ['page', 'page'] }, 'primary: errors at 2m: expected page, page, was page, mail'],
  [{ '2m': ['page', 'note'] }, 'primary: errors at 2m: expected page, note, was page, mail'],
])('of %j, other actions are a miss', (actions: Record<string, string[]>, expected) => {
  expect(misses({ actions })).toEqual([expected]);
});

test('an action that is not taken is a miss', () => {
  expect(misses({ actions: { '2m': ['page', 'mail'], '3m': ['mail'] } })).toEqual([
    'primary: errors at 3m: expected mail, was no action',
  ]);
});

import { type WrittenScenario } from '../scenario/scenario';
import { play } from '../simulation/play';
import { alarmsOf, anAlarm, scenarioOf } from '../testing';
import { missesOf, missText } from './verdict';

const alarms = alarmsOf({ alarms: { Errors: { ...anAlarm, AlarmActions: ['page', 'mail'] } } });

function misses(expected: Partial<NonNullable<WrittenScenario['expect']>[number]>): string[] {
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

describe('pages', () => {
  const several = alarmsOf({
    alarms: {
      Errors: { ...anAlarm, AlarmActions: ['page'], OKActions: ['page'], InsufficientDataActions: ['note'] },
      Slow: { ...anAlarm, AlarmName: 'slow', MetricName: 'Slow', AlarmActions: ['page'] },
    },
  });
  const pagesMissed = (pages: WrittenScenario['pages']) => {
    const scenario = scenarioOf(several, {
      series: [
        { namespace: 'App', metric: 'Errors', values: '0x2 1 0x3' },
        { namespace: 'App', metric: 'Slow', values: '0x4 1 0' },
      ],
      pages,
    });
    return missesOf(scenario, play(several, scenario)).map(missText);
  };

  test('are counted over all alarms; the end of one is none', () => {
    expect(pagesMissed({ topic: 'page', atMost: 2 })).toEqual([]);
    expect(pagesMissed({ topic: 'page', atMost: 1 })).toEqual([
      'pages by page at 5m: expected at most 1, was primary: errors at 3m, primary: slow at 5m',
    ]);
    expect(pagesMissed({ topic: 'p*', role: 'primary', atMost: 0 })).toEqual([
      'primary: pages by p* at 3m: expected at most 0, was primary: errors at 3m, primary: slow at 5m',
    ]);
    expect(pagesMissed({ topic: 'note', atMost: 0 })).toEqual([]);
  });

  test('have to come in time', () => {
    expect(pagesMissed({ topic: 'page', atMost: 2, by: '3m' })).toEqual([]);
    expect(pagesMissed({ topic: 'page', atMost: 2, by: '2m' })).toEqual([
      'pages by page at 2m: expected a page by then, was primary: errors at 3m, primary: slow at 5m',
    ]);
    expect(pagesMissed({ topic: 'note', atMost: 2, by: '1h' })).toEqual([
      'pages by note at 1h: expected a page by then, was none',
    ]);
  });
});

import { durationText, secondsOf } from './duration';
import { readSlots } from './notation';
import { readScenario, type WrittenScenario } from './scenario';

test.each([
  ['0s', 0],
  ['90s', 90],
  ['5m', 300],
  ['1h30m', 5400],
  ['2d', 172_800],
  ['1d2h3m4s', 93_784],
])('%s is %s s', (text, seconds) => {
  expect(secondsOf(text)).toBe(seconds);
  expect(secondsOf(durationText(seconds))).toBe(seconds);
});

test.each(['', '5', 'm', '5 m', '-5m', '5m1h', '1.5h', '5min'])('%j is no duration', (text) => {
  expect(secondsOf(text)).toBeUndefined();
});

test.each([
  ['5', [[5]]],
  ['0x2 5x3 _x2 7', [[0], [0], [5], [5], [5], [], [], [7]]],
  ['-1.5x2', [[-1.5], [-1.5]]],
  ['1e3 _', [[1000], []]],
  ['{1 2 3}', [[1, 2, 3]]],
  [
    '{100*3 2000}x2',
    [
      [100, 100, 100, 2000],
      [100, 100, 100, 2000],
    ],
  ],
  ['{}', [[]]],
])('%s is read', (text, slots) => {
  expect(readSlots(text)).toEqual(slots);
});

test.each([
  ['', /has no value/],
  ['x5', /has no value at position 1/],
  ['5x', /no number of times after x at position 3/],
  ['5x0', /no number of times after x/],
  ['5x-1', /no number of times after x/],
  ['five', /has no value at position 1/],
  ['{1 2', /has no value at position 5/],
  ['{1*}', /no number of times after \*/],
  ['1,2', /has no value at position 2/],
  ['0x99999999999', /more than 1000000 values/],
  ['{0*99999999999}', /more than 1000000 samples/],
])('%j is no notation', (text, message) => {
  expect(() => readSlots(text)).toThrow(message);
});

const written: WrittenScenario = {
  name: 'slow-service',
  title: 'The service is slow for five minutes',
  series: [
    {
      namespace: 'AWS/ApplicationELB',
      metric: 'TargetResponseTime',
      dimensions: { LoadBalancer: 'app/x/1' },
      values: '0.1x5 3x5 0.1x5',
    },
  ],
  expect: [{ alarm: '*slow*', states: { '5m': 'OK', '10m': 'ALARM' }, actions: { '8m': ['*alerts*'] } }],
};

test('a scenario is read, and what it leaves out has a value', () => {
  expect(readScenario(written, 'here')).toEqual({
    name: 'slow-service',
    title: 'The service is slow for five minutes',
    before: 'OK',
    lastsSeconds: 900,
    series: [
      {
        role: 'primary',
        metric: {
          namespace: 'AWS/ApplicationELB',
          name: 'TargetResponseTime',
          dimensions: { LoadBalancer: 'app/x/1' },
        },
        intervalSeconds: 60,
        slots: [0.1, 3, 0.1].flatMap((value) => Array.from({ length: 5 }, () => [value])),
      },
    ],
    logs: [],
    expect: [
      {
        alarm: '*slow*',
        role: 'primary',
        states: new Map([
          [300, 'OK'],
          [600, 'ALARM'],
        ]),
        actions: new Map([[480, ['*alerts*']]]),
      },
    ],
  });
});

test('a scenario lasts as long as its data, its logs and what is expected', () => {
  const logs = [{ logGroup: '/x', at: '1h', times: 3, every: '10m', lines: ['ERROR'] }];
  const expected = [{ alarm: 'a', states: { '2h': 'OK' as const } }];

  expect(readScenario({ ...written, logs }, 'here').lastsSeconds).toBe(3600 + 3 * 600);
  expect(readScenario({ ...written, logs, expect: expected }, 'here').lastsSeconds).toBe(7200);
  expect(readScenario({ ...written, lasts: '1d' }, 'here').lastsSeconds).toBe(86_400);
});

const [series] = written.series ?? [];
const [expectation] = written.expect;

test.each<[string, unknown, RegExp]>([
  ['nothing', undefined, /^here is no scenario:\n {2}the scenario: /],
  ['a text', 'slow', /the scenario: /],
  ['no name', { ...written, name: undefined }, /\n {2}name: /],
  ['a name of words', { ...written, name: 'Slow service' }, /name: is not in kebab case/],
  ['an unknown key', { ...written, serie: [] }, /the scenario: .*serie/],
  ['no expectation', { ...written, expect: [] }, /expect: /],
  [
    'an unknown state',
    { ...written, expect: [{ ...expectation, states: { '5m': 'FINE' } }] },
    /expect\.0\.states\.5m: .*INSUFFICIENT_DATA/,
  ],
  [
    'a time without a unit',
    { ...written, expect: [{ ...expectation, states: { '5': 'OK' } }] },
    /expect\.0\.states\.5: is no time/,
  ],
  [
    'one time twice',
    { ...written, expect: [{ ...expectation, states: { '60s': 'OK', '1m': 'OK' } }] },
    /expect\.0\.states\.1m: is there twice/,
  ],
  [
    'no action at a time',
    { ...written, expect: [{ ...expectation, actions: { '5m': [] } }] },
    /expect\.0\.actions\.5m: /,
  ],
  [
    'values that are no notation',
    { ...written, series: [{ ...series, values: '1 two' }] },
    /series\.0\.values: cannot be read: .*position 3/,
  ],
  ['values in numbers', { ...written, series: [{ ...series, values: [1, 2] }] }, /series\.0\.values: /],
  [
    'a dimension in numbers',
    { ...written, series: [{ ...series, dimensions: { a: 1 } }] },
    /series\.0\.dimensions\.a: /,
  ],
  [
    'an interval of nothing',
    { ...written, series: [{ ...series, interval: '0s' }] },
    /series\.0\.interval: is 0 s/,
  ],
  [
    'an interval in words',
    { ...written, series: [{ ...series, interval: 'a minute' }] },
    /series\.0\.interval: is "a minute"; write 90s/,
  ],
  ['an unknown role', { ...written, series: [{ ...series, role: 'secondary' }] }, /series\.0\.role: /],
  ['one metric twice', { ...written, series: [series, series] }, /series\.1: series\.0 has the same metric/],
  ['no lines', { ...written, logs: [{ logGroup: '/x', at: '1m', lines: [] }] }, /logs\.0\.lines: /],
  ['too short a time', { ...written, lasts: '1m' }, /lasts: is shorter than/],
])('%s is no scenario', (_, input, message) => {
  const refused = () => readScenario(input, 'here');

  expect(refused).toThrow(message);
  expect(refused).toThrow(expect.objectContaining({ code: 'UnreadableScenario' }));
});

test('everything that is wrong is said at once', () => {
  const bad = { ...written, name: 'A', series: [{ ...series, values: '', interval: '' }] };

  expect(() => readScenario(bad, 'here')).toThrow(
    /name: .*\n.*series\.0\.interval: .*\n.*series\.0\.values: /,
  );
});

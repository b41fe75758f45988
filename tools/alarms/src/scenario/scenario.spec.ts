import { durationText, secondsOf } from './duration';
import { drawsOf } from './draws';
import { readValues, type Slot, type Values } from './notation';
import { readScenario, readScenarios, type WrittenScenario } from './scenario';

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

/** The values of a notation, one for each interval, and of some after its end. */
function slotsOf({ length, at }: Values, { seed = 1, beyond = 0 } = {}): Slot[] {
  const draw = drawsOf(seed, 'spec');
  return Array.from({ length: length + beyond }, (_, index) => at(index, draw));
}

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
  ['(0x2 1)x2 5', [[0], [0], [1], [0], [0], [1], [5]]],
  ['((1 2)x2 _)x2', [[1], [2], [1], [2], [], [1], [2], [1], [2], []]],
])('%s is read', (text, slots) => {
  expect(slotsOf(readValues(text))).toEqual(slots);
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
  ['((0x1000)x1000 1)x2', /more than 1000000 values/],
  ['0x* 1', /goes on after x\*/],
  ['(0x*)x2', /x\* in parentheses/],
  ['(0 1', /no value at position 5/],
  ['0 1)', /no value at position 4/],
  ['()', /has no value/],
  ['5~5', /5~5, between which nothing is/],
  ['5~', /no value at position 3/],
  ['_~5', /no value/],
])('%j is no notation', (text, message) => {
  expect(() => readValues(text)).toThrow(message);
});

test('after the end there is nothing, unless the last value comes for as long as the scenario lasts', () => {
  expect(slotsOf(readValues('1 2'), { beyond: 2 })).toEqual([[1], [2], [], []]);
  expect(slotsOf(readValues('1 2x*'), { beyond: 2 })).toEqual([[1], [2], [2], [2]]);
  expect(slotsOf(readValues('9 (1 2)x*'), { beyond: 3 })).toEqual([[9], [1], [2], [1], [2], [1]]);
});

describe('drawn values', () => {
  const drawn = (text: string, seed = 1) => slotsOf(readValues(text), { seed }).flat();

  test('are within their limits, and all over them', () => {
    const values = drawn('10~20x1000');

    expect(new Set(values)).toEqual(new Set([10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]));
    for (const limit of [10, 15, 20]) {
      const share = values.filter((each) => each === limit).length / 1000;
      expect(share).toBeGreaterThan(0.06);
      expect(share).toBeLessThan(0.13);
    }
  });

  test('are no whole numbers if a limit is none', () => {
    const values = drawn('0.5~1x1000');

    expect(Math.min(...values)).toBeGreaterThanOrEqual(0.5);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(new Set(values).size).toBeGreaterThan(990);
  });

  test('are the same for the same seed and metric, and others for another one', () => {
    const of = (seed: number, metric: string) => {
      const draw = drawsOf(seed, metric);
      return Array.from({ length: 20 }, (_, index) => draw(index, 0));
    };

    expect(drawn('0~1000x20')).toEqual(drawn('0~1000x20'));
    expect(of(1, 'a')).toEqual(of(1, 'a'));
    expect(of(1, 'a')).not.toEqual(of(2, 'a'));
    expect(of(1, 'a')).not.toEqual(of(1, 'b'));
  });

  test('differ between samples, and between repetitions', () => {
    expect(new Set(drawn('{0.0~1*50 0.0~1*50}')).size).toBe(100);
    expect(new Set(drawn('(0.5~1 1~1.5)x50')).size).toBe(100);
    expect(drawn('{7 8~9}')[0]).toBe(7);
  });
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
    seed: undefined,
    series: [
      {
        role: 'primary',
        each: false,
        optional: false,
        metric: {
          namespace: 'AWS/ApplicationELB',
          name: 'TargetResponseTime',
          dimensions: { LoadBalancer: 'app/x/1' },
        },
        intervalSeconds: 60,
        values: expect.objectContaining({ length: 15, isDrawn: false }),
      },
    ],
    logs: [],
    expect: [
      {
        alarm: '*slow*',
        role: 'primary',
        each: false,
        optional: false,
        states: new Map([
          [300, 'OK'],
          [600, 'ALARM'],
        ]),
        actions: new Map([[480, ['*alerts*']]]),
      },
    ],
    pages: [],
  });
});

test('a scenario in several regions is one for each of them', () => {
  const all = readScenarios(
    {
      ...written,
      in: ['primary', 'dr'],
      expect: [
        { alarm: 'a', states: {} },
        { alarm: 'b', role: 'global', states: {} },
      ],
    },
    'here',
  );

  expect(all.map(({ name }) => name)).toEqual(['slow-service-primary', 'slow-service-dr']);
  expect(all.map((each) => each.series.map(({ role }) => role))).toEqual([['primary'], ['dr']]);
  expect(all.map((each) => each.expect.map(({ role }) => role))).toEqual([
    ['primary', 'global'],
    ['dr', 'global'],
  ]);
  expect(() => readScenario({ ...written, in: ['primary', 'dr'] }, 'here')).toThrow(
    /each of several regions/,
  );
});

test('a scenario may limit pages and expect nothing else', () => {
  const { name, title, series } = written;
  const pages = { topic: '*alerts*', atMost: 1, by: '20m' };
  const read = readScenario({ name, title, series, pages }, 'here');

  expect(read.pages).toEqual([{ topic: '*alerts*', atMost: 1, by: 1200 }]);
  expect(read.lastsSeconds).toBe(1200);
  expect(readScenario({ name, title, series, pages: [pages, pages] }, 'here').pages).toHaveLength(2);
});

test('a scenario lasts as long as its data, its logs and what is expected', () => {
  const logs = [{ logGroup: '/x', at: '1h', times: 3, every: '10m', lines: ['ERROR'] }];
  const expected = [{ alarm: 'a', states: { '2h': 'OK' as const } }];

  expect(readScenario({ ...written, logs }, 'here').lastsSeconds).toBe(3600 + 3 * 600);
  expect(readScenario({ ...written, logs, expect: expected }, 'here').lastsSeconds).toBe(7200);
  expect(readScenario({ ...written, lasts: '1d' }, 'here').lastsSeconds).toBe(86_400);
});

const [series] = written.series ?? [];
const [expectation] = written.expect ?? [];

test.each<[string, unknown, RegExp]>([
  ['nothing', undefined, /^here is no scenario:\n {2}the scenario: /],
  ['a text', 'slow', /the scenario: /],
  ['no name', { ...written, name: undefined }, /\n {2}name: /],
  ['a name of words', { ...written, name: 'Slow service' }, /name: is not in kebab case/],
  ['an unknown key', { ...written, serie: [] }, /the scenario: .*serie/],
  ['no expectation', { ...written, expect: [] }, /expect: and pages are missing/],
  ['no number of pages', { ...written, pages: { topic: '*' } }, /pages/],
  [
    'drawn values without a seed',
    { ...written, series: [{ ...series, values: '1~2x5' }] },
    /seed: is missing/,
  ],
  ['a seed of nothing', { ...written, seed: 7 }, /seed: nothing is drawn from it/],
  ['a region twice', { ...written, in: ['dr', 'dr'] }, /in: has a role twice/],
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

import { type StackEvent } from '../run/output';
import { type Outcome, resultOf } from '../run/stack-result';
import { drawn, testInstance } from '../workspace/test-instances';
import { type StackInstance } from '../workspace/stack-instance';
import { Board } from './board';
import { type RegionFormat, regionLines } from './region';

const network = testInstance('network/vpc@primary');
const database = testInstance('database/relational@primary');
const service = testInstance('app-platform/service@primary');

const finished = (
  instance: StackInstance,
  outcome: Outcome,
  reason = 'because',
  resources = { added: 46, changed: 0, destroyed: 2 },
): StackEvent => ({
  type: 'finished',
  instance,
  result: { ...resultOf(instance, outcome, reason, 0, resources), durationMs: 16_640 },
});

/** The lines after some events, each a second after the one before. */
function lines(events: StackEvent[], over: Partial<RegionFormat> = {}): string[] {
  let now = 0;
  const board = new Board(() => now);
  for (const event of events) {
    board.take(event);
    now += 1_000;
  }
  return regionLines(board, { columns: 100, rows: 24, colors: false, frame: 0, ...over });
}

test('each stack is a line, in columns, and the last line counts', () => {
  expect(
    lines([
      { type: 'waiting', instance: network, before: [] },
      { type: 'waiting', instance: database, before: [network] },
      { type: 'waiting', instance: service, before: [network, database] },
      finished(network, 'deployed'),
      { type: 'started', instance: database, doing: 'deploying', reason: 'never deployed' },
    ]),
  ).toEqual([
    '',
    '  ✔ network/vpc           deployed 16.6 s +46 -2',
    '  ⠋ database/relational   deploying 1 s · never deployed',
    '  · app-platform/service  waiting for database/relational',
    '  1 of 3 done · 5 s',
  ]);
});

test.each<[string, StackEvent[], string]>([
  [
    'how far its engine is, and the last it said',
    [
      { type: 'started', instance: network, doing: 'deploying', reason: 'never deployed' },
      {
        type: 'progress',
        instance: network,
        line: 'aws_vpc.main: created\n  twice',
        resources: { done: 7, total: 46 },
      },
      { type: 'progress', instance: network, line: '\u001b[31maws_eip.nat\u001b[39m: created' },
    ],
    '⠋ network/vpc  deploying 3 s · 7 of 46 resources · aws_eip.nat: created',
  ],
  [
    'what it said, of which nothing draws',
    [
      { type: 'started', instance: network, doing: 'deploying', reason: 'never deployed' },
      { type: 'progress', instance: network, line: 'aws_eip.nat\u202e\rxyz\u0007' },
    ],
    '⠋ network/vpc  deploying 2 s · aws_eip.nat\\u{202e}\\rxyz\\x07',
  ],
  [
    'that it waits for its turn, where nothing else keeps it',
    [{ type: 'waiting', instance: network, before: [] }],
    '· network/vpc  waiting',
  ],
  ['that nothing was to be done', [finished(network, 'done', '', undefined)], '✔ network/vpc  done 16.6 s'],
  [
    'the first line of why it was refused',
    [finished(network, 'refused', 'no VPC\n  next: …')],
    '✖ network/vpc  refused 16.6 s no VPC',
  ],
  [
    'why it was skipped',
    [finished(network, 'skipped', 'waits for a')],
    '- network/vpc  skipped 16.6 s waits for a',
  ],
])('the line of a stack says %s', (_, events, expected) => {
  expect(lines(events)[1]?.trim().replace(' +46 -2', '')).toBe(expected);
});

test('roles are named if stacks differ in them', () => {
  const [, first, second] = lines([
    { type: 'waiting', instance: network, before: [] },
    { type: 'waiting', instance: testInstance('network/vpc@dr'), before: [] },
  ]);

  expect([first, second]).toEqual(['  · network/vpc@primary  waiting', '  · network/vpc@dr       waiting']);
});

test.each([20, 40, 60, 100])('no line is longer than a terminal of %i columns', (columns) => {
  const events: StackEvent[] = [
    { type: 'progress', instance: database, line: 'x'.repeat(200) },
    finished(network, 'failed', 'y'.repeat(200)),
    { type: 'waiting', instance: service, before: [database] },
  ];
  const all = lines(events, { columns });

  expect(Math.max(...all.map(({ length }) => length))).toBeLessThan(columns);
  expect(all.some((line) => line.endsWith('…'))).toBe(true);
});

test('on a terminal with too few lines, running and failed stacks come first', () => {
  const [a, b, c, d, e] = drawn('A, B, C, D, E') as [
    StackInstance,
    StackInstance,
    StackInstance,
    StackInstance,
    StackInstance,
  ];
  const events: StackEvent[] = [
    finished(a, 'deployed'),
    { type: 'waiting', instance: b, before: [] },
    finished(c, 'failed'),
    { type: 'started', instance: d, doing: 'deploying' },
    { type: 'started', instance: e, doing: 'deploying' },
  ];
  const all = lines(events, { rows: 6 });

  expect(all).toHaveLength(5);
  expect(all.slice(1, 4).map((line) => line.trim().split(/ +/)[1])).toEqual(['C/main', 'D/main', 'E/main']);
  expect(all.at(-1)).toBe('  2 of 5 done · 5 s · 2 not shown');
});

test('minutes are shown as minutes', () => {
  let now = 0;
  const board = new Board(() => now);
  board.take({ type: 'started', instance: network, doing: 'deploying' });
  now = 185_000;

  expect(regionLines(board, { columns: 80, rows: 24, colors: false, frame: 0 }).at(-1)).toBe(
    '  0 of 1 done · 3 min 05 s',
  );
});

test('colors are used if they are wanted', () => {
  const green = `${String.fromCharCode(27)}[32m✔`;

  expect(lines([finished(network, 'deployed')], { colors: true })[1]).toContain(green);
  expect(lines([finished(network, 'deployed')]).join('')).not.toContain(green);
});

import { longestWayFirst } from './longest-way';
import { walk } from './walk';

/** Stacks as pictures: `a:5 <- b` is a stack of 5 seconds that waits for `b`. */
function pictured(pictures: readonly string[]) {
  const stacks = pictures.map((picture) => {
    const [own = '', before = ''] = picture.split(' <- ');
    const [name = '', seconds = '1'] = own.split(':');
    return { name, seconds: Number(seconds), before: before ? before.split(' ') : [] };
  });
  const secondsOf = (name: string) => stacks.find((stack) => stack.name === name)?.seconds ?? 0;
  return { order: new Map(stacks.map(({ name, before }) => [name, before])), secondsOf };
}

test.each([
  ['what takes longest alone', ['a:1', 'b:3', 'c:2'], 'b c a'],
  [
    'what long ones wait for',
    ['leaf:8', 'vpc:2', 'database:9 <- vpc', 'service:4 <- database vpc'],
    'vpc database leaf service',
  ],
  ['the longest of several ways', ['a:1', 'b:1', 'c:5 <- a', 'd:6 <- b', 'e:3 <- c'], 'a c b d e'],
  ['equal ones as they were', ['z', 'y', 'x'], 'z y x'],
  ['nothing', [], ''],
])('first comes %s', (_, pictures, expected) => {
  const { order, secondsOf } = pictured(pictures);
  const sorted = longestWayFirst(order, secondsOf);

  expect([...sorted.keys()].join(' ')).toBe(expected);
  expect(Object.fromEntries(sorted)).toEqual(Object.fromEntries(order));
});

test('two at a time end sooner, since nothing long begins behind leaves', async () => {
  const leaves = Array.from({ length: 8 }, (_, index) => `leaf${index}:10`);
  const { order, secondsOf } = pictured([
    ...leaves,
    'vpc:10',
    'database:40 <- vpc',
    'service:10 <- database',
  ]);

  expect(await secondsToWalk(order, secondsOf)).toBe(100);
  expect(await secondsToWalk(longestWayFirst(order, secondsOf), secondsOf)).toBe(70);
});

test('a thousand stacks in a chain are sorted, and each is asked once', () => {
  const names = Array.from({ length: 1_000 }, (_, index) => `s${index}`);
  const order = new Map(
    names.map((name, index) => [name, names.slice(0, index)]).reverse() as [string, string[]][],
  );
  let asked = 0;

  const sorted = longestWayFirst(order, () => (asked++, 1));

  expect([...sorted.keys()]).toEqual(names);
  expect(asked).toBe(names.length);
});

/** Walks in simulated time, two at once; returns the seconds until the last node has ended. */
async function secondsToWalk(
  order: ReadonlyMap<string, readonly string[]>,
  secondsOf: (name: string) => number,
): Promise<number> {
  jest.useFakeTimers();
  try {
    const startedAt = Date.now();
    const walked = walk(
      order,
      2,
      (name) => new Promise((end) => setTimeout(() => end(true), secondsOf(name) * 1_000)),
    );
    let ended = false;
    void walked.then(() => (ended = true));
    while (!ended) await jest.advanceTimersByTimeAsync(1_000);
    return Math.floor((Date.now() - startedAt) / 1_000);
  } finally {
    jest.useRealTimers();
  }
}

import { type AwaitedResource, longestWait } from './longest-wait';

const resources = (picture: Record<string, [number, ...string[]]>) =>
  new Map(
    Object.entries(picture).map(([name, [minutes, ...after]]): [string, AwaitedResource] => [
      name,
      { minutes, after },
    ]),
  );

test.each<[string, Record<string, [number, ...string[]]>, number]>([
  ['nothing', {}, 0],
  ['one', { a: [30] }, 30],
  ['two that wait for nothing', { a: [30], b: [40] }, 40],
  ['one resource that waits for another', { a: [30], b: [40, 'a'] }, 70],
  ['the longer of two ways', { a: [30], b: [5, 'a'], c: [1], d: [10, 'b', 'c'] }, 45],
  ['one that takes no time between two that do', { a: [30], b: [0, 'a'], c: [10, 'b'] }, 40],
  ['one that waits for a missing resource', { a: [30, 'z'] }, 30],
])('%s', (_, picture, minutes) => {
  expect(longestWait(resources(picture))).toBe(minutes);
});

test('a dependency cycle does not loop for ever', () => {
  expect(longestWait(resources({ a: [1, 'b'], b: [1, 'a'] }))).toBeLessThanOrEqual(2);
});

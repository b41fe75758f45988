import { RunningTotal } from './running-total';

const slots = [[1], [2, 3], [], [4]];
const at = (index: number) => (index < 0 ? [7, 7] : (slots[index] ?? []));
const total = () => new RunningTotal(at, (slot) => slot.reduce((sum, each) => sum + each, 0));

test.each([
  ['within the scenario', 1, 4, 9],
  ['of nothing', 2, 3, 0],
  ['after its end', 3, 100, 4],
  ['from before it', -2, 1, 29],
  ['before it', -10, -8, 28],
])('a window %s', (_, first, end, expected) => {
  expect(total().between(first, end)).toBe(expected);
});

test('a window that goes back gives the same as before', () => {
  const one = total();
  expect([one.between(0, 4), one.between(0, 2), one.between(0, 4)]).toEqual([10, 6, 10]);
});

test('a number that cannot be added up is no total, from its interval on', () => {
  const one = new RunningTotal(at, (slot) => (slot.length === 0 ? undefined : slot.length));
  expect(one.between(0, 2)).toBe(3);
  expect(one.between(0, 3)).toBeUndefined();
});

import { spreadOf, spreadOfRatios } from './statistics';

test.each([
  [[3], { median: 3, min: 3, max: 3 }],
  [[9, 1, 2], { median: 2, min: 1, max: 9 }],
  [[10, 9, 1, 2], { median: 5.5, min: 1, max: 10 }],
])('of %j are told the middle and the ends', (figures, spread) => {
  expect(spreadOf(figures)).toEqual(spread);
});

test('nothing has no middle', () => {
  expect(() => spreadOf([])).toThrow(RangeError);
});

test('ratios are those of runs that followed each other, not those of medians', () => {
  // A machine that was busy during the second pair.
  expect(spreadOfRatios([1, 10, 1], [4, 20, 3])).toEqual({ median: 3, min: 2, max: 4 });
});

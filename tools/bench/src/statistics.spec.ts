import { spreadOf, spreadOfRatios } from './statistics';

test.each([
  [[3], { median: 3, min: 3, max: 3 }],
  [[9, 1, 2], { median: 2, min: 1, max: 9 }],
  [[10, 9, 1, 2], { median: 5.5, min: 1, max: 10 }],
])('of %j, the median and the extremes are computed', (figures, spread) => {
  expect(spreadOf(figures)).toEqual(spread);
});

test('an empty list has no median', () => {
  expect(() => spreadOf([])).toThrow(RangeError);
});

test('ratios are computed from runs that followed each other, not from medians', () => {
  // The machine was busy during the second pair.
  expect(spreadOfRatios([1, 10, 1], [4, 20, 3])).toEqual({ median: 3, min: 2, max: 4 });
});

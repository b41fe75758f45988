import { losesState } from './resource-change';

test.each([
  ['replace', true],
  ['destroy', true],
  ['change', false],
  ['add', false],
  ['forget', false],
] as const)('a stateful resource to %s loses what it holds: %s', (action, expected) => {
  expect(losesState({ action, stateful: true })).toBe(expected);
  expect(losesState({ action, stateful: false })).toBe(false);
});

import { losesState } from './resource-change';

test.each([
  ['replace', true],
  ['destroy', true],
  ['change', false],
  ['add', false],
  ['forget', false],
] as const)('to %s a stateful resource loses its data: %s', (action, expected) => {
  expect(losesState({ action, stateful: true })).toBe(expected);
  expect(losesState({ action, stateful: false })).toBe(false);
});

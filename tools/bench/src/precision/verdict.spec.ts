import { countVerdicts, judge, mistakes, type Verdict } from './verdict';

test.each([
  ['as it should be', ['a'], ['a'], [], []],
  ['one too many', ['a'], ['a', 'b'], ['b'], []],
  ['one too few', ['a', 'b'], ['a'], [], ['b']],
  ['the wrong one', ['a'], ['b'], ['b'], ['a']],
])('%s', (_, must, deployed, falsely, missed) => {
  expect(judge(must, deployed)).toEqual({ falsely, missed });
});

const verdict = (category: string, must: string[], deployed: string[], affected: string[]): Verdict => ({
  category,
  title: 'a change',
  must,
  deployed,
  affected,
});
const verdicts = [
  verdict('comments', [], [], ['a', 'b']),
  verdict('comments', [], ['b'], ['b']),
  verdict('values', ['a'], ['a'], []),
];

test('mistakes are counted by category and for all', () => {
  expect(countVerdicts(verdicts).map(({ subject, values }) => [subject, ...Object.values(values)])).toEqual([
    ['comments', 2, 0, 1, 0, 3, 0],
    ['values', 1, 1, 0, 0, 0, 1],
    ['all', 3, 1, 1, 0, 3, 1],
  ]);
});

test('a mistake is reported with its change', () => {
  expect(mistakes(verdicts)).toEqual(['comments, "a change": deploys b for nothing']);
});

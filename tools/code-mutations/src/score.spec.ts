import { percentOf, scoreOf } from './score';

const mutant = (status: string, line = 1) => ({
  status,
  mutatorName: 'ConditionalExpression',
  replacement: 'false',
  location: { start: { line } },
});

const report = {
  files: {
    'tools/stacks/src/engines/cdk/a.ts': {
      mutants: [mutant('Killed'), mutant('Survived', 7), mutant('Ignored')],
    },
    'tools/stacks/src/engines/b.ts': {
      mutants: [mutant('Timeout'), mutant('NoCoverage', 9), mutant('CompileError')],
    },
  },
};

test('the files of a folder and of its subfolders are scored together, and survivors are listed', () => {
  expect(scoreOf(report, 'tools/stacks/src/engines')).toEqual({
    folder: 'tools/stacks/src/engines',
    mutants: 4,
    noticed: 2,
    tooLong: 1,
    survivors: ['b.ts:9 ConditionalExpression: false', 'cdk/a.ts:7 ConditionalExpression: false'],
  });
});

test('a share is not rounded up to the required share', () => {
  expect(percentOf({ mutants: 1_000, noticed: 919 })).toBe(91.9);
  expect(percentOf({ mutants: 10_000, noticed: 9_199 })).toBe(91.9);
  expect(percentOf({ mutants: 0, noticed: 0 })).toBe(100);
});

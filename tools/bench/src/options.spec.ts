import { BulkheadError } from '@bulkhead/errors';
import { readOptions } from './options';

const known = ['cold-synth', 'precision'];

test('everything is measured unless some of it is named', () => {
  expect(readOptions([], known)).toEqual({ only: known, write: false });
  expect(readOptions(['--only', 'precision', '--runs', '3'], known)).toEqual({
    only: ['precision'],
    runs: 3,
    write: false,
  });
});

test.each([
  ['a measurement that there is not', ['--only', 'speed'], 'There is no measurement "speed".'],
  ['no run at all', ['--runs', '0'], '--runs is "0"; allowed: a whole number from 1.'],
  [
    'an option that there is not',
    ['--fast'],
    '--fast is no option of npm run bench; allowed: --only, --runs, --write',
  ],
  [
    'a document with the figures of two runs',
    ['--write', '--only', 'precision'],
    '--write takes the figures',
  ],
])('%s is refused, with what is allowed', (_, argv, said) => {
  const refusal = () => readOptions(argv, known);

  expect(refusal).toThrow(BulkheadError);
  expect(refusal).toThrow(said);
});

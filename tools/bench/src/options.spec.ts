import { BulkheadError } from '@bulkhead/errors';
import { readOptions } from './options';

const known = ['cold-synth', 'precision'];

test('everything is measured unless options name some measurements', () => {
  expect(readOptions([], known)).toEqual({ only: known, write: false });
  expect(readOptions(['--only', 'precision', '--runs', '3'], known)).toEqual({
    only: ['precision'],
    runs: 3,
    write: false,
  });
});

test.each([
  ['an unknown measurement', ['--only', 'speed'], 'There is no measurement "speed".'],
  ['zero runs', ['--runs', '0'], '--runs is "0"; allowed: a whole number from 1.'],
  ['an unknown option', ['--fast'], '--fast is no option of npm run bench; allowed: --only, --runs, --write'],
  [
    'a document that mixes the figures of two runs',
    ['--write', '--only', 'precision'],
    '--write needs the figures',
  ],
])('%s is refused, with what is allowed', (_, argv, said) => {
  const refusal = () => readOptions(argv, known);

  expect(refusal).toThrow(BulkheadError);
  expect(refusal).toThrow(said);
});

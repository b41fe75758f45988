import { z } from 'zod';
import { allowedValues } from './allowed-values';

test.each<[string, z.ZodType, string]>([
  ['yes or no', z.boolean(), '`true` or `false`'],
  ['words', z.enum(['a', 'b']), '`a`, `b`'],
  ['values with a reason', z.literal([1, 2], 'no other is kept'), '`1`, `2`; no other is kept'],
  ['a whole number', z.int(), 'whole number'],
  ['a range', z.int().min(3).max(5), 'whole number, 3 to 5'],
  ['a lower limit alone', z.number().min(3), 'number, at least 3'],
  ['an upper limit alone', z.number().max(3), 'number, at most 3'],
  ['steps', z.number().min(0.5).max(2).multipleOf(0.5), 'number, 0.5 to 2 in steps of 0.5'],
  [
    'a range with one reason for both ends',
    z.int().min(1, 'AWS has 1 to 9').max(9, 'AWS has 1 to 9'),
    'whole number, 1 to 9; AWS has 1 to 9',
  ],
  [
    'a number with a check of its own',
    z.int().refine((value) => value >= 60, { params: { allowed: 'at least 60' } }),
    'whole number; at least 60',
  ],
  ['a text of a pattern', z.string('a word').regex(/^a$/, 'a word'), 'a word'],
  [
    'a text with a check of its own',
    z.string().refine((value) => value === 'a', { params: { allowed: 'the letter a' } }),
    'the letter a',
  ],
  ['any text', z.string(), 'text'],
  [
    'a list',
    z
      .array(z.enum(['a']))
      .min(1)
      .max(3),
    'a list (at least 1, at most 3) of: `a`',
  ],
  ['a list of objects', z.array(z.object({})), 'a list'],
  ['a record', z.record(z.string(), z.number()), 'values by name'],
])('%s', (_, schema, words) => {
  expect(allowedValues(schema)).toBe(words);
});

test('an unknown kind of schema is refused', () => {
  expect(() => allowedValues(z.date())).toThrow('The reference cannot describe a schema of type "date" yet.');
});

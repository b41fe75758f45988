import * as fc from 'fast-check';
import { readRule } from '../alarm-rule/alarm-rule';
import { matchPattern, readPattern } from '../filter-pattern/filter-pattern';
import { readExpression } from '../metric-math/math-expression';
import { Unfit } from '@bulkhead/errors';
import { readValues } from '../scenario/notation';
import { matchesText } from './matches-text';

/** Texts with the words and signs of the languages, so that many of them are read far. */
const words = [
  'ALARM',
  'OK',
  'NOT',
  'AND',
  'OR',
  'TRUE',
  'm1',
  'IF',
  'FILL',
  'SUM',
  'METRICS',
  'REPEAT',
  '$.a',
  '$.a[0]',
  '$.*',
  '"x y"',
  '%a.c%',
  'IS',
  'NULL',
  'EXISTS',
  'x3',
  '_',
  '1.5',
  ...'(){}[]<>=!&|?-+*/^,"%$.x',
  '...',
  '&&',
  '||',
  '!=',
];
const texts = fc.oneof(
  fc.string(),
  fc.array(fc.constantFrom(...words), { maxLength: 30 }).map((all) => all.join(' ')),
  fc.array(fc.constantFrom(...words), { maxLength: 20 }).map((all) => all.join('')),
);

const readers: readonly (readonly [string, (text: string) => unknown])[] = [
  ['rule', readRule],
  ['expression', readExpression],
  ['pattern', (text) => matchPattern(readPattern(text), '{"a":[1],"b":"abc"}')],
  ['fields', (text) => matchPattern(readPattern(`[${text}]`), 'abc [d e] "f g" 1')],
  ['condition', (text) => matchPattern(readPattern(`{ ${text} }`), '{"a":[1],"b":"abc"}')],
  ['notation', readValues],
];

test.each(readers)('a %s is read, or refused with what is wrong', (_, read) => {
  fc.assert(
    fc.property(texts, (text) => {
      try {
        read(text);
      } catch (error) {
        expect(error).toBeInstanceOf(Unfit);
        expect((error as Unfit).message).not.toBe('');
      }
    }),
    { numRuns: 300, seed: 17 },
  );
});

test('a text matches itself, and its own beginning with a star', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(20), (text, length) => {
      expect(matchesText(text.replaceAll('*', ''), text.replaceAll('*', ''))).toBe(true);
      expect(matchesText(`${text.slice(0, length).replaceAll('*', '')}*`, text.replaceAll('*', ''))).toBe(
        text.replaceAll('*', '').startsWith(text.slice(0, length).replaceAll('*', '')),
      );
    }),
    { seed: 17 },
  );
});

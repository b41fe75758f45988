import { evaluateExpression } from './evaluate-expression';
import { isPointwise } from './is-pointwise';
import { readExpression } from './math-expression';

const a = [1, undefined, 0, 4];
const b = [undefined, undefined, 2, 2];

test.each([
  ['a - b', true],
  ['a / SERVICE_QUOTA(a) * 100', true],
  ['IF(FILL(a, 0) + FILL(b, 0) >= 3, FILL(a, 0) / (FILL(a, 0) + FILL(b, 0)), 0)', true],
  ['-ABS(a) * 2', true],
  ['FILL(a, REPEAT)', false],
  ['DIFF(a)', false],
  ['a / MAX(b)', false],
  ['SUM([a, b])', false],
  ['a + e', false],
])('%s is made of the same period: %s', (text, expected) => {
  expect(isPointwise(readExpression(text), new Set(['a', 'b']))).toBe(expected);
});

test.each(['a - b', 'IF(FILL(b, 0) > 1, FILL(a, 0) / FILL(b, 0), 7)', 'FILL(a, 5) > b', '-CEIL(a / b)'])(
  'a data point of %s is the same, whatever is around it',
  (text) => {
    const expression = readExpression(text);
    const of = (series: Record<string, readonly (number | undefined)[]>, length: number) =>
      evaluateExpression(expression, {
        metrics: new Map(Object.entries(series)),
        results: new Map(),
        length,
        periodSeconds: 60,
      });

    expect(a.map((_, index) => of({ a: [a[index]], b: [b[index]] }, 1)).flat()).toEqual(
      of({ a, b }, a.length),
    );
  },
);

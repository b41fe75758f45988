import { readExpression } from '../metric-math/math-expression';
import { canLackData } from './can-lack-data';

test.each([
  ['a - b', true],
  ['FILL(a, 0) - b', true],
  ['FILL(a, 0) - FILL(b, 0)', false],
  ['FILL(a, REPEAT)', true],
  ['FILL(a, 0) / FILL(b, 0)', true],
  ['FILL(a, 0) / 100', false],
  ['-ABS(FILL(a, 0))', false],
  ['MAX([FILL(a, 0), b])', true],
  ['IF(FILL(b, 0) > 0, FILL(a, 0) / FILL(b, 0), 0)', false],
  ['IF(FILL(b, 0) > 0, a, 0)', true],
  ['a / SERVICE_QUOTA(a) * 100', false],
  ['SERVICE_QUOTA(a) / b', true],
])('%s can lack data: %s', (text, expected) => {
  const queries = [{ type: 'expression' as const, id: 'e', expression: readExpression(text) }];

  expect(canLackData({ watched: 'e', queries })).toBe(expected);
});

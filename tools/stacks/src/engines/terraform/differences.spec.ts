import { type AttributeDrift } from '../engine';
import { differences } from './differences';

const between = (expected: unknown, actual: unknown, set?: unknown) =>
  differences(['x'], { value: expected }, { value: actual }, set);
const at = (path: string, expected: unknown, actual: unknown): AttributeDrift => ({ path, expected, actual });

test.each([
  ['equal values', { a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }],
  ['nothing and an empty text', null, ''],
  ['nothing and an empty list', null, []],
  ['nothing and an empty object', undefined, {}],
  ['one document written in two ways', '{"a":1,"b":[2]}', '{ "b": [2], "a": 1 }'],
  ['one list written in two ways', '[1,2]', '[ 1, 2 ]'],
])('between %s there is no difference', (_, expected, actual) => {
  expect(between(expected, actual)).toEqual([]);
});

test.each<[string, unknown, unknown, AttributeDrift[]]>([
  ['a text', 'a', 'b', [at('x', 'a', 'b')]],
  ['zero and false, which are values', 0, 5, [at('x', 0, 5)]],
  ['a removed value', 'a', '', [at('x', 'a', null)]],
  ['entries of a map', { a: '1', b: '2' }, { a: '1', c: '3' }, [at('x.b', '2', null), at('x.c', null, '3')]],
  ['a key with a colon', { 'app:name': 'a' }, { 'app:name': 'b' }, [at('x["app:name"]', 'a', 'b')]],
  ['a key with a dot', { 'a.b': 1 }, { 'a.b': 2 }, [at('x["a.b"]', 1, 2)]],
  ['the one block of a list', [{ a: 1, b: 2 }], [{ a: 1, b: 3 }], [at('x[0].b', 2, 3)]],
  ['items of a list', ['a', 'b'], ['b', 'c', 'd'], [at('x', ['a'], ['c', 'd'])]],
  ['an item that was added to a list', [], [{ port: 22 }], [at('x', null, [{ port: 22 }])]],
  ['the order of a list', ['a', 'b'], ['b', 'a'], [at('x', ['a', 'b'], ['b', 'a'])]],
  ['a number of equal items', ['a', 'a'], ['a'], [at('x', ['a', 'a'], ['a'])]],
  [
    'a statement of a policy',
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*"}]}',
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*"}]}',
    [at('x.Statement[0].Action', 's3:Get*', '*')],
  ],
  ['a document that became a text', '{"a":1}', 'a', [at('x', '{"a":1}', 'a')]],
])('%s is reported by its path', (_, expected, actual, found) => {
  expect(between(expected, actual)).toEqual(found);
});

describe('in a configured block', () => {
  const block = (over: object) => [{ size: 1, chosen: 2, ...over }];

  test('a configured value counts', () => {
    expect(between(block({}), block({ size: 9 }), { size: 1 })).toEqual([at('x[0].size', 1, 9)]);
  });

  test('a value that is not configured does not count', () => {
    expect(between(block({}), block({ chosen: 9 }), [{ size: 1 }])).toEqual([]);
  });

  test('a new value counts, because somebody added it', () => {
    expect(between(block({}), block({ extra: 9 }), { size: 1 })).toEqual([at('x[0].extra', null, 9)]);
  });

  test('every value counts if the block is an expression', () => {
    expect(between(block({}), block({ chosen: 9 }), '${var.block}')).toEqual([at('x[0].chosen', 2, 9)]);
  });
});

describe('a sensitive value', () => {
  const hidden = (expected: unknown, actual: unknown, sensitive: unknown) =>
    differences(['x'], { value: expected, sensitive }, { value: actual, sensitive });

  test.each<[string, unknown, unknown, unknown, AttributeDrift[]]>([
    ['a value', 'old', 'new', true, [at('x', '(sensitive)', '(sensitive)')]],
    ['a value that is gone', 'old', null, true, [at('x', '(sensitive)', null)]],
    ['an object that is gone', { secret: 'old' }, null, { secret: true }, [at('x', '(sensitive)', null)]],
    ['a document', '{"a":"old"}', '{"a":"new"}', true, [at('x', '(sensitive)', '(sensitive)')]],
    [
      'one entry of a map',
      { a: '1', secret: 'old' },
      { a: '2', secret: 'new' },
      { secret: true },
      [at('x.a', '1', '2'), at('x.secret', '(sensitive)', '(sensitive)')],
    ],
    [
      'items of a list',
      [{ secret: 'old' }],
      [{ secret: 'old' }, { secret: 'new' }],
      [{ secret: true }],
      [at('x', '(sensitive)', '(sensitive)')],
    ],
  ])('is masked: %s', (_, expected, actual, sensitive, found) => {
    expect(hidden(expected, actual, sensitive)).toEqual(found);
  });

  test('is masked if only the present value is sensitive', () => {
    expect(differences(['x'], { value: 'old' }, { value: 'new', sensitive: true })).toEqual([
      at('x', '(sensitive)', '(sensitive)'),
    ]);
  });
});

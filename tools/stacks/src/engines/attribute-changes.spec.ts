import { attributeChanges, type Comparison } from './attribute-changes';
import { type AttributePath } from './json-values';

/** Each difference as a line: `tags.Name: "a" → "b"`, with `!` if it forces a replacement. */
const lines = (comparison: Partial<Comparison>, forcing: readonly AttributePath[] = []) =>
  attributeChanges({ before: null, after: null, ...comparison }, forcing).map(
    ({ path, before, after, forcesReplacement }) =>
      `${path}: ${JSON.stringify(before)} → ${JSON.stringify(after)}${forcesReplacement ? ' !' : ''}`,
  );

test.each<[string, Partial<Comparison>, string[]]>([
  ['equal values are no difference', { before: { a: 1, b: [1] }, after: { b: [1], a: 1 } }, []],
  ['nothing and null are the same', { before: { a: null }, after: {} }, []],
  [
    'each leaf that differs is one',
    { before: { name: 'a', size: 1, on: true }, after: { name: 'b', size: 2, on: true } },
    ['name: "a" → "b"', 'size: "1" → "2"'],
  ],
  [
    'a map is looked into',
    { before: { tags: { Name: 'a', 'x:y': '1' } }, after: { tags: { Name: 'b' } } },
    ['tags.Name: "a" → "b"', 'tags["x:y"]: "1" → null'],
  ],
  [
    'blocks are looked into',
    { before: { rule: [{ port: 1, to: 'a' }] }, after: { rule: [{ port: 2, to: 'a' }, { port: 3 }] } },
    ['rule[0].port: "1" → "2"', 'rule[1].port: null → "3"'],
  ],
  [
    'a list of plain values is one value',
    { before: { ids: ['a', 'b'] }, after: { ids: ['a', 'c', 'b'] } },
    ['ids: "[\\"a\\",\\"b\\"]" → "[\\"a\\",\\"c\\",\\"b\\"]"'],
  ],
  [
    'a value that becomes another kind of value is shown whole',
    { before: { a: { b: 1 } }, after: { a: ['b'] } },
    ['a: "{\\"b\\":1}" → "[\\"b\\"]"'],
  ],
  [
    'a policy is looked into',
    {
      before: { policy: '{"Statement":[{"Effect":"Allow","Action":["a"]}]}' },
      after: { policy: '{ "Statement": [{"Effect":"Deny","Action":["a"]}] }' },
    },
    ['policy.Statement[0].Effect: "Allow" → "Deny"'],
  ],
  [
    'a policy that says the same in other characters is shown as text',
    { before: { policy: '{"a":1}' }, after: { policy: '{ "a": 1 }' } },
    ['policy: "{\\"a\\":1}" → "{ \\"a\\": 1 }"'],
  ],
  ['null is shown as no value', { before: { a: null }, after: { a: 1 } }, ['a: null → "1"']],
  [
    'a list with blocks among plain values is looked into',
    { before: { a: [1, { b: 1 }] }, after: { a: [1, { b: 2 }] } },
    ['a[1].b: "1" → "2"'],
  ],
  [
    'a value that is JSON on one side only is shown as text',
    { before: { a: '{"b":1}' }, after: { a: 'text' } },
    ['a: "{\\"b\\":1}" → "text"'],
  ],
  ['an added value has no before', { after: { name: 'a' } }, ['name: null → "a"']],
  ['a removed value has no after', { before: { name: 'a' }, after: null }, ['name: "a" → null']],
])('%s', (_, comparison, expected) => {
  expect(lines(comparison)).toEqual(expected);
});

test.each<[string, Partial<Comparison>, string[]]>([
  [
    'a value that only the deploy finds',
    { before: { id: 'a' }, after: {}, unknown: { id: true } },
    ['id: "a" → "(known after deploy)"'],
  ],
  [
    'a value with a part that only the deploy finds, and no known part',
    { before: { a: null }, after: { a: null }, unknown: { a: { b: true } } },
    ['a: null → "(known after deploy)"'],
  ],
  [
    'an element that only the deploy finds',
    { before: { ids: ['a'] }, after: { ids: [null] }, unknown: { ids: [true] } },
    ['ids[0]: "a" → "(known after deploy)"'],
  ],
  [
    'a sensitive value',
    { before: { password: 'old' }, after: { password: 'new' }, afterSensitive: { password: true } },
    ['password: "(sensitive)" → "(sensitive)"'],
  ],
  [
    'a value that was sensitive',
    { before: { password: 'old' }, after: { password: 'new' }, beforeSensitive: { password: true } },
    ['password: "(sensitive)" → "(sensitive)"'],
  ],
  [
    'a new sensitive value',
    { after: { password: 'new' }, afterSensitive: { password: true } },
    ['password: null → "(sensitive)"'],
  ],
  [
    'a sensitive part of a value that is shown whole',
    { before: { a: 'text' }, after: { a: { secret: 'new' } }, afterSensitive: { a: { secret: true } } },
    ['a: "(sensitive)" → "(sensitive)"'],
  ],
  [
    'a sensitive part beside one that is not',
    {
      before: { user: [{ name: 'a', password: 'old' }] },
      after: { user: [{ name: 'b', password: 'new' }] },
      afterSensitive: { user: [{ password: true }] },
    },
    ['user[0].name: "a" → "b"', 'user[0].password: "(sensitive)" → "(sensitive)"'],
  ],
])('%s is shown as such', (_, comparison, expected) => {
  expect(lines(comparison)).toEqual(expected);
});

test('no sensitive value is ever shown', () => {
  const secret = 'hunter2';
  const marked = { before: { a: [{ b: secret }] }, after: { a: { b: `${secret}!` } } };
  const shown = [
    lines({ ...marked, beforeSensitive: { a: [{ b: true }] }, afterSensitive: { a: { b: true } } }),
    lines({ ...marked, beforeSensitive: true }),
    lines({ ...marked, after: null, beforeSensitive: { a: true } }),
    lines({ ...marked, unknown: { a: true }, beforeSensitive: { a: true } }),
  ];

  expect(shown.flat()).not.toHaveLength(0);
  expect(JSON.stringify(shown)).not.toContain(secret);
});

test.each<[string, AttributePath, string[]]>([
  ['the path itself', ['spec'], ['size: "1" → "2"', 'spec: "a" → "b" !']],
  ['a path around it', [], ['size: "1" → "2" !', 'spec: "a" → "b" !']],
  ['a path within it', ['spec', 0, 'part'], ['size: "1" → "2"', 'spec: "a" → "b" !']],
])('an attribute forces a replacement by %s', (_, forced, expected) => {
  expect(lines({ before: { spec: 'a', size: 1 }, after: { spec: 'b', size: 2 } }, [forced])).toEqual(
    expected,
  );
});

test('of long values, only the part that differs is shown', () => {
  const [before, after] = ['x', 'y'].map((letter) => `${'a'.repeat(300)}${letter}${'b'.repeat(300)}`);
  const [change] = attributeChanges({ before: { text: before }, after: { text: after } });

  expect(change?.before).toMatch(/^…a{20}xb+…$/);
  expect(change?.after).toMatch(/^…a{20}yb+…$/);
  expect(change?.before?.length).toBeLessThan(170);
});

test('a long value alone is shown from its beginning', () => {
  const [change] = attributeChanges({ before: null, after: { text: `begin${'a'.repeat(300)}` } });

  expect(change?.after).toMatch(/^begina+…$/);
});

test.each([
  ['at most 160 characters are shown whole', 'a'.repeat(160), 'a'.repeat(160)],
  ['more are not', 'a'.repeat(161), `${'a'.repeat(160)}…`],
])('%s', (_, text, shown) => {
  expect(attributeChanges({ before: null, after: { text } })[0]?.after).toBe(shown);
});

test.each([
  [
    'short values are shown whole, whatever their common beginning',
    `${'a'.repeat(30)}x`,
    `${'a'.repeat(30)}y`,
  ],
  ['values of exactly 160 characters are too', `${'a'.repeat(159)}x`, `${'a'.repeat(159)}y`],
])('%s', (_, before, after) => {
  expect(attributeChanges({ before: { text: before }, after: { text: after } })).toMatchObject([
    { before, after },
  ]);
});

test('if one of two values is long, both are shown from the first difference', () => {
  const [change] = attributeChanges({
    before: { text: 'a'.repeat(30) },
    after: { text: `${'a'.repeat(30)}${'b'.repeat(300)}` },
  });

  expect(change?.before).toBe(`…${'a'.repeat(20)}`);
  expect(change?.after).toMatch(/^…a{20}b+…$/);
});

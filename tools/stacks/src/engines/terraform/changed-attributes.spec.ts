import { changedAttributes } from './changed-attributes';

const setting = (set: Record<string, unknown>, ...ignored: string[]) => ({ set, ignored });
const paths = (...call: Parameters<typeof changedAttributes>) =>
  changedAttributes(...call).map(({ path }) => path);

test('an attribute that the stack sets counts, with its expected and its actual value', () => {
  const change = { before: { retention_in_days: 365 }, after: { retention_in_days: 30 } };

  expect(changedAttributes(change, setting({ retention_in_days: 365 }))).toEqual([
    { path: 'retention_in_days', expected: 365, actual: 30 },
  ]);
});

test.each([
  ['an address that AWS chose', 'private_ip', '', '10.0.0.7'],
  ['routes that separate resources have added', 'route', [], [{ cidr_block: '0.0.0.0/0' }]],
  ['a rule that another stack has added', 'ingress', [], [{ from_port: 5432 }]],
])('%s is not set by the stack and does not count', (_, attribute, before, after) => {
  expect(paths({ before: { [attribute]: before }, after: { [attribute]: after } }, setting({}))).toEqual([]);
});

test('for a resource that is no longer in the code, every attribute counts', () => {
  expect(paths({ before: { a: 1, b: 2 }, after: { a: 2, b: 3 } }, undefined)).toEqual(['a', 'b']);
});

describe('tags', () => {
  const tags = (tags: object, all: object) => ({ tags, tags_all: all });

  test('are compared once, including the tags of the provider', () => {
    const change = { before: tags({ Name: 'a' }, { Name: 'a', app: 'x' }), after: tags({}, { app: 'y' }) };

    expect(paths(change, setting({ tags: { Name: 'a' } }))).toEqual(['tags_all.Name', 'tags_all.app']);
  });

  test('of a resource without own tags are compared, too, because the provider sets tags', () => {
    const change = { before: tags({}, { app: 'x' }), after: tags({}, { app: 'x', Owner: 'me' }) };

    expect(paths(change, setting({}))).toEqual(['tags_all.Owner']);
  });

  test('that differ only because of new provider settings are no drift', () => {
    const change = { before: tags({}, { app: 'x' }), after: tags({ app: 'x' }, { app: 'x' }) };

    expect(paths(change, setting({}))).toEqual([]);
  });
});

test.each([
  ['desired_count', ['block[0].size', 'tags_all.a']],
  ['block', ['desired_count', 'tags_all.a']],
  ['block[0].size', ['desired_count', 'tags_all.a']],
  ['tags', ['block[0].size', 'desired_count']],
  ['tags.a', ['block[0].size', 'desired_count']],
  ['tags.b', ['block[0].size', 'desired_count', 'tags_all.a']],
])('a stack that ignores %s has drift in %j', (ignored, counted) => {
  const change = {
    before: { desired_count: 1, block: [{ size: 1 }], tags_all: { a: '1' } },
    after: { desired_count: 2, block: [{ size: 2 }], tags_all: { a: '2' } },
  };

  expect(paths(change, setting({ desired_count: 1, block: { size: 1 } }, ignored))).toEqual(counted);
});

test('an ignored tag with a colon does not count', () => {
  const change = { before: { tags_all: { 'a:b': '1' } }, after: { tags_all: { 'a:b': '2', 'a:c': '1' } } };

  expect(paths(change, setting({}, 'tags["a:b"]'))).toEqual(['tags_all["a:c"]']);
});

test('a value that is sensitive before or after is masked', () => {
  const change = {
    before: { password: 'old' },
    after: { password: 'new' },
    before_sensitive: {},
    after_sensitive: { password: true },
  };

  expect(changedAttributes(change, setting({ password: '${x}' }))).toEqual([
    { path: 'password', expected: '(sensitive)', actual: '(sensitive)' },
  ]);
});

import { changedAttributes } from './changed-attributes';

const setting = (set: Record<string, unknown>, ...ignored: string[]) => ({ set, ignored });
const paths = (...call: Parameters<typeof changedAttributes>) =>
  changedAttributes(...call).map(({ path }) => path);

test('an attribute that the stack sets counts, with what is expected and what is there', () => {
  const change = { before: { retention_in_days: 365 }, after: { retention_in_days: 30 } };

  expect(changedAttributes(change, setting({ retention_in_days: 365 }))).toEqual([
    { path: 'retention_in_days', expected: 365, actual: 30 },
  ]);
});

test.each([
  ['an address that AWS chose', 'private_ip', '', '10.0.0.7'],
  ['routes that resources of their own have added', 'route', [], [{ cidr_block: '0.0.0.0/0' }]],
  ['a rule that another stack has added', 'ingress', [], [{ from_port: 5432 }]],
])('%s is not set by the stack and does not count', (_, attribute, before, after) => {
  expect(paths({ before: { [attribute]: before }, after: { [attribute]: after } }, setting({}))).toEqual([]);
});

test('every attribute counts of a resource that the code no longer has', () => {
  expect(paths({ before: { a: 1, b: 2 }, after: { a: 2, b: 3 } }, undefined)).toEqual(['a', 'b']);
});

describe('tags', () => {
  const tags = (tags: object, all: object) => ({ tags, tags_all: all });

  test('are compared with those of the provider, and once', () => {
    const change = { before: tags({ Name: 'a' }, { Name: 'a', app: 'x' }), after: tags({}, { app: 'y' }) };

    expect(paths(change, setting({ tags: { Name: 'a' } }))).toEqual(['tags_all.Name', 'tags_all.app']);
  });

  test('of a resource that sets none are compared all the same: the provider sets them', () => {
    const change = { before: tags({}, { app: 'x' }), after: tags({}, { app: 'x', Owner: 'me' }) };

    expect(paths(change, setting({}))).toEqual(['tags_all.Owner']);
  });

  test('that only the settings of today tell apart are no drift', () => {
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
])('a stack that leaves %s to others has set %j', (ignored, counted) => {
  const change = {
    before: { desired_count: 1, block: [{ size: 1 }], tags_all: { a: '1' } },
    after: { desired_count: 2, block: [{ size: 2 }], tags_all: { a: '2' } },
  };

  expect(paths(change, setting({ desired_count: 1, block: { size: 1 } }, ignored))).toEqual(counted);
});

test('a tag with a colon that is left to others is not counted', () => {
  const change = { before: { tags_all: { 'a:b': '1' } }, after: { tags_all: { 'a:b': '2', 'a:c': '1' } } };

  expect(paths(change, setting({}, 'tags["a:b"]'))).toEqual(['tags_all["a:c"]']);
});

test('what is sensitive before or after is masked', () => {
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

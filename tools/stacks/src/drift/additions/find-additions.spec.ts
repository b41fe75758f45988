import { type AdditionKind, byId, type Child } from './addition-kind';
import { awsError, FakeServices } from './test-services';
import { findAdditions } from './find-additions';
import { testResource } from './kinds/test-resource';

const removed: string[] = [];
const child = (content: string, over: Partial<Child> = {}): Child => ({
  parent: 'sg-1',
  content,
  remove: async () => removed.push(content),
  ...over,
});

/** A kind with the children that a spec gives. */
const kindOf = (children: () => Child[], over: Partial<AdditionKind> = {}): AdditionKind => ({
  name: 'rule',
  parents: { aws_security_group: ({ physicalId }) => physicalId },
  declares: {
    aws_rule: ({ attributes }) => [{ parent: 'sg-1', content: String(attributes['content']) }, undefined],
    aws_other: byId,
  },
  compared: { aws_security_group: ['ingress'] },
  list: async () => children(),
  ...over,
});

const group = testResource('aws_security_group', 'sg-1');
const rule = (content: string, stack: string) => testResource('aws_rule', 'x', { content }, { stack });
const find = (
  kind: AdditionKind,
  parents = [group],
  deployed = [group],
  target: 'aws' | 'emulator' = 'aws',
) => findAdditions([kind], parents, deployed, new FakeServices({}), target);

test('declarations of all stacks are expected, whichever stack owns the object', async () => {
  const kind = kindOf(() => [child('own'), child('of another stack'), child('by hand')]);
  const deployed = [group, rule('own', 'a/b@primary'), rule('of another stack', 'c/d@primary')];
  const { additions } = await find(kind, [group], deployed);

  expect(additions.map(({ content }) => content)).toEqual(['by hand']);
  await additions[0]?.remove();
  expect(removed).toEqual(['by hand']);
});

test('a declared child that somebody changed is no addition: it has its id', async () => {
  const kind = kindOf(() => [child('changed', { id: 'r-1' }), child('another', { id: 'r-2' })]);
  const { additions } = await find(kind, [group], [testResource('aws_other', 'r-1')]);

  expect(additions.map(({ content }) => content)).toEqual(['another']);
});

test('children that AWS made are no additions, nor are children of an object that is not looked at', async () => {
  const kind = kindOf(() => [child('aws', { byAws: 'it does' }), child('foreign', { parent: 'sg-2' })]);

  expect((await find(kind)).additions).toEqual([]);
});

test('a list that an engine compares as a whole is left to the engine, and objects without an id are not asked about', async () => {
  const list = jest.fn(async () => []);
  const compared = { ...group, sets: (attribute: string) => attribute === 'ingress' };
  await find(
    kindOf(() => [], { list }),
    [compared, { ...group, physicalId: '' }],
  );

  expect(list).not.toHaveBeenCalled();
  await find(
    kindOf(() => [], { list }),
    [group, { ...group, sets: () => false }],
  );
  expect(list).toHaveBeenCalledWith(['sg-1'], expect.anything());
});

test.each<[string, Error | string, string]>([
  ['denied', awsError('UnauthorizedOperation', 403, 'no'), 'the caller may not look: no'],
  ['denied without a status', awsError('AccessDeniedException', 400, 'no'), 'the caller may not look: no'],
  ['not there', awsError('NotImplemented', 501, 'none'), 'the service has no such call here: none'],
  ['answered with a page', awsError('SyntaxError', 404), 'the service has no such call here (status 404)'],
  ['what the emulator is known to lack', 'it has none', 'it has none'],
])('a call that is %s leaves the object unchecked, with the reason', async (_, error, reason) => {
  const kind =
    typeof error === 'string'
      ? kindOf(() => [child('x')], { emulatorLacks: error })
      : kindOf(() => {
          throw error;
        });

  expect(await find(kind, [group], [group], 'emulator')).toEqual({
    additions: [],
    unchecked: [{ parent: group, kind: 'rule', reason }],
  });
});

test('calls that the emulator lacks are made in AWS', async () => {
  const { additions } = await find(kindOf(() => [child('x')], { emulatorLacks: 'it has none' }));

  expect(additions).toHaveLength(1);
});

test('a service that could be asked and did not answer fails, naming the kind', async () => {
  const kind = kindOf(() => {
    throw awsError('ThrottlingException', 400, 'too fast');
  });

  await expect(find(kind)).rejects.toThrow('rule: too fast');
});

test('the name depends on the kind, the object, the content and the detail, and on nothing else', async () => {
  const nameOf = async (over: Partial<Child>, name = 'rule', content = 'tcp 5432') => {
    const { additions } = await find({ ...kindOf(() => [child(content, over)]), name });
    return additions[0]?.name;
  };
  const name = await nameOf({ detail: { a: 1, b: 2 } });

  expect(name).toMatch(/^added-[0-9a-f]{10}$/);
  expect(await nameOf({ detail: { b: 2, a: 1 }, id: 'r-1' })).toBe(name);
  expect(await nameOf({ detail: async () => ({ a: 1, b: 2 }) })).toBe(name);
  for (const other of [
    await nameOf({ detail: { a: 1, b: 3 } }),
    await nameOf({ detail: { a: 1, b: 2 } }, 'entry'),
    await nameOf({ detail: { a: 1, b: 2 } }, 'rule', 'tcp 443'),
  ])
    expect(other).not.toBe(name);
});

test('details that take a call of their own are read for additions alone', async () => {
  const detail = jest.fn(async () => 'text');
  const kind = kindOf(() => [child('own', { detail }), child('by hand', { detail })]);
  const { additions } = await find(kind, [group], [rule('own', 'a/b@primary')]);

  expect(detail).toHaveBeenCalledTimes(1);
  expect(additions[0]?.detail).toBe('text');
});

import { type ParameterUse } from '@bulkhead/stack';
import { testInstance } from '../workspace/test-instances';
import { publishedValuesNow, requirePublished } from './published-values';

const publisher = testInstance('network/vpc@primary');
const use = (key: string, kind: ParameterUse['kind']): ParameterUse => ({
  contract: 'network',
  key,
  path: `/network/${key}`,
  kind,
  pattern: '^(?:x-\\d+)$',
});
const uses = [use('id', 'string'), use('ids', 'list')];

const check = (values: Record<string, string>) =>
  requirePublished(publisher, uses, new Map(Object.entries(values)));

test('a kept promise is accepted', () => {
  expect(() => check({ '/network/id': 'x-1', '/network/ids': 'x-1,x-2,x-3' })).not.toThrow();
});

test.each<[string, Record<string, string>, RegExp]>([
  ['nothing', {}, /network\/vpc@primary[^]*\/network\/id does not exist\n {2}\/network\/ids does not exist/],
  [
    'a value of another form',
    { '/network/id': 'y', '/network/ids': 'x-1' },
    /\/network\/id "y" does not match/,
  ],
  ['a wrong item', { '/network/id': 'x-1', '/network/ids': 'x-1,y' }, /\/network\/ids item "y"/],
  ['an empty list', { '/network/id': 'x-1', '/network/ids': '' }, /\/network\/ids item ""/],
])('%s is a broken promise, and the parameters are named', (_, values, message) => {
  expect(() => check(values)).toThrow(
    expect.objectContaining({
      code: 'BrokenPromise',
      message: expect.stringMatching(message),
      next: expect.stringContaining('apps/network'),
    }),
  );
});

test('the parameters that a stack would publish are read in its region, including which are missing', async () => {
  const read = jest.fn(async () => new Map([['/network/id', 'x-1']]));

  expect(await publishedValuesNow({ region: 'us-west-2' }, { publishes: uses }, read)).toEqual(
    new Map([
      ['/network/id', 'x-1'],
      ['/network/ids', undefined],
    ]),
  );
  expect(read.mock.calls).toEqual([['us-west-2', ['/network/id', '/network/ids']]]);
});

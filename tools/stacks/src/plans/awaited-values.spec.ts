import { type ParameterUse } from '@bulkhead/stack';
import { testInstance } from '../workspace/test-instances';
import { awaitedValues, whyDeferred } from './awaited-values';

const network = testInstance('network/vpc@primary', { publishes: ['network'] });
const use = (key: string, over: Partial<ParameterUse> = {}): ParameterUse => ({
  contract: 'network',
  key,
  path: `/${key}`,
  kind: 'string',
  pattern: '^[a-z]+$',
  ...over,
});
const uses = [use('vpc'), use('subnets', { kind: 'list', length: 2 })];

test.each<[string, Record<string, string>, [string, boolean][]]>([
  ['all there', { '/vpc': 'a', '/subnets': 'a,b' }, []],
  [
    'none there',
    {},
    [
      ['/vpc', true],
      ['/subnets', true],
    ],
  ],
  ['one of another form', { '/vpc': '1', '/subnets': 'a,b' }, [['/vpc', false]]],
  ['a list of another length', { '/vpc': 'a', '/subnets': 'a' }, [['/subnets', false]]],
])('with %s', (_, values, expected) => {
  const awaited = awaitedValues(network, uses, new Map(Object.entries(values)), [network]);

  expect(awaited?.map(({ parameter, isMissing }) => [parameter, isMissing])).toEqual(expected);
  expect(new Set(awaited?.map(({ publisher }) => publisher.id))).toEqual(
    new Set(expected.length > 0 ? [network.id] : []),
  );
});

test('waiting for a value that no stack publishes is useless', () => {
  expect(
    awaitedValues(network, [...uses, use('x', { contract: 'other' })], new Map(), [network]),
  ).toBeUndefined();
});

test('a deferred stack says what it waits for', () => {
  const of = (parameter: string, publisher: string) => ({ parameter, publisher });

  expect(whyDeferred([of('/a', 'n/m@primary'), of('/c', 'd/m@primary'), of('/b', 'n/m@primary')])).toBe(
    'cannot be planned before it has /a and 1 more, which n/m@primary publishes when it is deployed; ' +
      '/c, which d/m@primary publishes when it is deployed',
  );
});

test('a stack that waits for one value of a stack says no more', () => {
  expect(whyDeferred([{ parameter: '/a', publisher: 'n/m@primary' }])).toBe(
    'cannot be planned before it has /a, which n/m@primary publishes when it is deployed',
  );
});

test('a value of another region has its region in its key, and comes from the stack there', () => {
  const elsewhere = testInstance('network/vpc@dr', { publishes: ['network'] });
  const values = new Map([['/vpc', 'a']]);

  expect(awaitedValues(network, [use('vpc', { region: 'us-west-2' })], values, [network, elsewhere])).toEqual(
    [{ parameter: 'us-west-2:/vpc', publisher: elsewhere, isMissing: true }],
  );
});

import { type ParameterUse } from '@bulkhead/stack';
import { type ExchangingStack, exchangeProblems, unreadParameters } from './exchange-problems';

const use = (key: string, over: Partial<ParameterUse> = {}): ParameterUse => ({
  contract: 'network',
  key,
  path: `/bulkhead/dev/network/${key}`,
  kind: 'string',
  pattern: '^vpc$',
  ...over,
});
const stack = (
  app: string,
  publishes: ParameterUse[],
  consumes: ParameterUse[],
  over: Partial<ExchangingStack> = {},
): ExchangingStack => ({
  app,
  stack: 'main',
  role: 'primary',
  region: 'us-east-1',
  publishes,
  consumes,
  ...over,
});
const network = stack('network', [use('vpcId')], []);

test.each<[string, ExchangingStack[], string[]]>([
  ['read as they are published', [network, stack('database', [], [use('vpcId')])], []],
  [
    'published in two regions',
    [network, stack('standby', [use('vpcId')], [], { role: 'dr', region: 'us-west-2' })],
    [],
  ],
  [
    'published twice in one region',
    [network, stack('other', [use('vpcId')], [])],
    ['other/main@primary and network/main@primary both publish /bulkhead/dev/network/vpcId'],
  ],
  [
    'read and never published',
    [network, stack('database', [], [use('vpcCidr')])],
    ['database/main@primary reads /bulkhead/dev/network/vpcCidr, which no stack publishes in us-east-1'],
  ],
  [
    'read from another region, which publishes it',
    [
      stack('standby', [use('vpcId')], [], { role: 'dr', region: 'us-west-2' }),
      stack('replication', [], [use('vpcId', { region: 'us-west-2' })]),
    ],
    [],
  ],
  [
    'read from another region than that which publishes it',
    [network, stack('replication', [], [use('vpcId', { region: 'us-west-2' })])],
    ['replication/main@primary reads /bulkhead/dev/network/vpcId, which no stack publishes in us-west-2'],
  ],
  [
    'read and written by others than stacks',
    [network, stack('database', [], [use('imageId', { origin: 'AWS keeps it' })])],
    [],
  ],
  [
    'read where only another region has them',
    [network, stack('database', [], [use('vpcId')], { role: 'dr', region: 'us-west-2' })],
    ['database/main@dr reads /bulkhead/dev/network/vpcId, which no stack publishes in us-west-2'],
  ],
  [
    'read as another kind and with another pattern',
    [network, stack('database', [], [use('vpcId', { kind: 'list', pattern: '^id$' })])],
    [
      'database/main@primary reads /bulkhead/dev/network/vpcId as a list, not the string of network/main@primary',
      'database/main@primary reads /bulkhead/dev/network/vpcId as ^id$, not the ^vpc$ of network/main@primary',
    ],
  ],
])('parameters %s', (_, stacks, problems) => {
  expect(exchangeProblems(stacks)).toEqual(problems);
});

test('a parameter that no stack of any environment reads is listed with its contract', () => {
  const publisher = stack('network', [use('vpcId'), use('vpcCidr')], []);

  expect(unreadParameters([[publisher], [publisher, stack('database', [], [use('vpcId')])]])).toEqual([
    'network.vpcCidr',
  ]);
});

import { type ParameterUse } from '@bulkhead/stack';
import { type DeployRecord } from '../records/record';
import { type StackInstance } from '../workspace/stack-instance';
import { testInstance } from '../workspace/test-instances';
import { requireUnbroken } from './contract-break';

const stack = (app: string, region = 'us-east-1') => testInstance(`${app}/main@primary`, { region });
const network = stack('network');
const vpcId = '/bulkhead/local/network/vpcId';
const record = (over: Partial<DeployRecord>): DeployRecord => ({
  version: 1,
  outcome: 'deployed',
  at: '2026-01-01T00:00:00.000Z',
  files: {},
  consumed: {},
  published: {},
  ...over,
});
const uses = (...patterns: string[]): ParameterUse[] =>
  patterns.map((pattern) => ({ contract: 'network', key: 'vpcId', path: vpcId, kind: 'string', pattern }));
const publishedBefore: [StackInstance, DeployRecord] = [network, record({ published: { [vpcId]: '^vpc$' } })];
const reader = (app: string, region?: string): [StackInstance, DeployRecord] => [
  stack(app, region),
  record({ consumed: { [vpcId]: 'vpc' } }),
];

test.each<[string, ParameterUse[], [StackInstance, DeployRecord][]]>([
  ['is published as before', uses('^vpc$'), [publishedBefore, reader('database')]],
  ['goes, and nobody reads it', [], [publishedBefore, [stack('database'), record({})]]],
  [
    'goes, and is read in another region only, where another stack publishes it',
    [],
    [publishedBefore, reader('database', 'us-west-2')],
  ],
  ['is new', uses('^vpc$'), [[network, record({})], reader('database')]],
  ['is published for the first time', uses('^vpc$'), []],
])('a parameter that %s breaks nothing', (_, published, records) => {
  expect(() => requireUnbroken(network, published, new Map(records))).not.toThrow();
});

test('a parameter that goes while stacks read it is refused, with its readers and the way to do it', () => {
  const records = new Map([publishedBefore, reader('database'), reader('app-platform')]);

  expect(() => requireUnbroken(network, [], records)).toThrow(
    expect.objectContaining({
      code: 'ContractBreak',
      message: expect.stringMatching(
        /vpcId would be removed; read by database\/main@primary, app-platform\/main@primary\nExpand: [^]*\nMigrate: [^]*\nContract: /,
      ),
    }),
  );
});

test('a parameter that goes is missed by whoever reads it from another region', () => {
  const elsewhere: [StackInstance, DeployRecord] = [
    stack('replication', 'us-west-2'),
    record({ consumed: { [`us-east-1:${vpcId}`]: 'vpc' } }),
  ];

  expect(() => requireUnbroken(network, [], new Map([publishedBefore, elsewhere]))).toThrow(
    expect.objectContaining({ message: expect.stringContaining('read by replication/main@primary') }),
  );
});

test('a parameter that would have another pattern while stacks read it is refused', () => {
  const records = new Map([publishedBefore, reader('database')]);

  expect(() => requireUnbroken(network, uses('^id$'), records)).toThrow(
    expect.objectContaining({
      message: expect.stringContaining(`${vpcId} would have to match ^id$ instead of ^vpc$`),
    }),
  );
});

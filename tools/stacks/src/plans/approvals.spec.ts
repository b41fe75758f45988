import { type Environment } from '@bulkhead/config';
import { type DeployRecord } from '../records/record';
import { Refusal } from '@bulkhead/errors';
import { testRecord, testRecords } from '../records/test-records';
import { testFolder } from '../test-folder';
import { testInstance } from '../workspace/test-instances';
import { approvalsOf } from './approvals';
import { replacedKey, testChange } from './test-diffs';

const network = testInstance('network/vpc@primary');
const database = testInstance('database/relational@primary');

const isolated = '/bulkhead/qa/network/isolatedSubnetIds';
const published = testRecord({ published: { [isolated]: '^subnet-[0-9a-f]+$' } });
const consuming = (value: string) => testRecord({ consumed: { [isolated]: value } });

const goneSubnet = testChange('destroy', {
  attributes: [{ path: 'id', before: 'subnet-0b', after: null, forcesReplacement: false }],
});

const stackOf = (resource: object) => ({ directory: testFolder({ 'cdk.tf.json': { resource } }) });
const plain = stackOf({ aws_vpc: { main: {} } });

/** The objections to the changes. */
const objections = (
  environment: Pick<Environment, 'protected' | 'target'>,
  allowed: readonly string[],
  records: readonly (readonly [typeof network, DeployRecord])[],
) =>
  approvalsOf(environment, network, plain, allowed, testRecords(...records)).flatMap((approve) => {
    try {
      approve([replacedKey, goneSubnet]);
      return [];
    } catch (error) {
      return [(error as { code: string }).code];
    }
  });

const inAws = { target: 'aws', protected: false } as const;
const onEmulator = { target: 'emulator', protected: false } as const;

test.each([
  ['in AWS', inAws, [], ['StatefulDestruction']],
  ['in AWS, another resource being allowed', inAws, ['aws_kms_key.other'], ['StatefulDestruction']],
  ['in AWS, the key being allowed', inAws, ['aws_kms_key.main'], []],
  ['on the emulator', onEmulator, [], []],
  ['on the emulator and protected', { ...onEmulator, protected: true }, [], ['StatefulDestruction']],
])('an environment that is %s may lose its key: %s', (_, environment, allowed, expected) => {
  expect(objections(environment, allowed, [[network, published]])).toEqual(expected);
});

test.each([
  ['in no other stack', undefined, []],
  ['read by a stack that was deployed into it', consuming('subnet-0a,subnet-0b'), ['SubnetInUse']],
  ['not one of those that a stack was deployed into', consuming('subnet-0a,subnet-0c'), []],
])('without approvals, a subnet that is %s: %j', (_, consumer, expected) => {
  const records = [[network, published] as const, ...(consumer ? [[database, consumer] as const] : [])];

  expect(objections(onEmulator, [], records)).toEqual(expected);
  expect(objections(onEmulator, ['aws_subnet.a'], records)).toEqual([]);
});

test.each([
  ['a global database is not brought to another major version', 'aws_rds_global_cluster', 'MajorUpgrade'],
  ['a cache is not given another engine', 'aws_elasticache_replication_group', 'CacheEngineChanged'],
])('without approvals, %s, whatever is allowed', (_, type, code) => {
  const resource = `${type}.main`;
  const approvals = approvalsOf(
    onEmulator,
    database,
    stackOf({ [type]: { main: {} } }),
    [resource],
    testRecords(),
  );
  const attributes = [
    { path: 'engine', before: 'redis', after: 'valkey', forcesReplacement: false },
    { path: 'engine_version', before: '16.13', after: '17.9', forcesReplacement: false },
  ];

  expect(approvals).toHaveLength(1);
  expect(() => approvals[0]?.([testChange('change', { resource, type, attributes })])).toThrow(
    expect.objectContaining({ code }),
  );
});

test('if nothing could be refused, no approval is needed', () => {
  const records = testRecords(
    [network, published],
    [database, testRecord({ consumed: { '/bulkhead/qa/network/vpcId': 'vpc-1' } })],
  );

  expect(approvalsOf(onEmulator, network, plain, [], records)).toEqual([]);
  expect(approvalsOf(onEmulator, database, plain, [], records)).toEqual([]);
});

test('while nobody knows the subnets of a deployed stack, only named subnets may go', () => {
  const records = testRecords([network, published]);
  const unreadable = new Refusal('UnreadableRecord', 'It is cut off.');
  records.unreadable.set(database, unreadable);
  const ask = (allowed: string[], changes: (typeof goneSubnet)[]) => () =>
    approvalsOf(onEmulator, network, plain, allowed, records).forEach((approve) => approve(changes));

  expect(ask([], [goneSubnet])).toThrow(unreadable);
  expect(ask([goneSubnet.resource], [goneSubnet])).not.toThrow();
  expect(ask([], [testChange('change')])).not.toThrow();
});

test('if the record of a stack was lost, its subnets are the values of its contracts that others read', () => {
  const records = testRecords([database, consuming('subnet-0b')]);
  const ask = (publishes: string[]) => () =>
    approvalsOf(onEmulator, { ...network, publishes }, plain, [], records).forEach((approve) =>
      approve([goneSubnet]),
    );

  expect(ask(['network'])).toThrow(expect.objectContaining({ code: 'SubnetInUse' }));
  expect(ask(['transit'])).not.toThrow();
});

describe('without approvals, except for', () => {
  const approvalsWith = (configuration: object, over: Partial<DeployRecord> = {}, allowed: string[] = []) =>
    approvalsOf(
      onEmulator,
      network,
      { directory: testFolder({ 'cdk.tf.json': configuration }) },
      allowed,
      testRecords([network, testRecord(over)]),
    );

  test('a resource with a new address, which may not be replaced then', () => {
    const [approve, ...others] = approvalsWith({ moved: [], resource: {} });
    const moved = { ...replacedKey, movedFrom: 'aws_kms_key.former' };

    expect(others).toEqual([]);
    expect(() => approve?.([moved])).toThrow(expect.objectContaining({ code: 'MovedAndReplaced' }));
    expect(() => approve?.([replacedKey])).not.toThrow();
  });

  test('a stack that is being renamed, which loses only what is named', () => {
    const formerly = 'network/core@primary';
    const [approve, ...others] = approvalsWith({}, { formerly });
    const [allowing] = approvalsWith({}, { formerly }, ['aws_kms_key.main']);

    expect(others).toEqual([]);
    expect(() => approve?.([replacedKey])).toThrow(
      expect.objectContaining({ code: 'RenameReplaces', message: expect.stringContaining(formerly) }),
    );
    expect(() => allowing?.([replacedKey])).not.toThrow();
  });
});

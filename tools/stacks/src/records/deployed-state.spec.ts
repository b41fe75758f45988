import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { Refusal } from '@bulkhead/errors';
import { withPlayedAws } from '../test-emulator';
import { type Run } from '../run/run';
import { type StackInstance } from '../workspace/stack-instance';
import { testInstance } from '../workspace/test-instances';
import { ParameterStore } from '../parameters/parameter-store';
import { DeployedState } from './deployed-state';
import { type DeployRecord, recordPath } from './record';
import { recordText, type RecordText } from './record-text';
import { testRecord } from './test-records';

/** What SSM holds, whatever the region. */
let parameters: Record<string, string>;
/** Every call, with the region it went to, and the names it asked for. */
let calls: { region: string; call: string; names: string[] }[];

/** The part of SSM that the tests need, ten parameters a page at most. */
const answers: Readonly<Record<string, (input: Input) => object>> = {
  GetParameters: ({ Names = [] }) => ({ Parameters: Names.flatMap(parameter) }),
  GetParametersByPath({ Path = '', MaxResults = 10, NextToken = '0' }) {
    const below = Object.keys(parameters).filter((name) => name.startsWith(`${Path}/`));
    const end = Number(NextToken) + MaxResults;
    return {
      Parameters: below.slice(Number(NextToken), end).flatMap(parameter),
      ...(end < below.length && { NextToken: String(end) }),
    };
  },
  PutParameter({ Name = '', Value = '' }) {
    parameters[Name] = Value;
    return { Version: 1 };
  },
  DeleteParameters({ Names = [] }) {
    for (const name of Names) delete parameters[name];
    return {};
  },
};

interface Input {
  readonly Names?: string[];
  readonly Path?: string;
  readonly MaxResults?: number;
  readonly NextToken?: string;
  readonly Name?: string;
  readonly Value?: string;
}

function parameter(Name: string): { Name: string; Value: string }[] {
  const Value = parameters[Name];
  return Value === undefined ? [] : [{ Name, Value }];
}

withPlayedAws(async (request, response) => {
  const [, region = ''] =
    /Credential=[^/]+\/\d+\/([^/]+)\/ssm/.exec(request.headers.authorization ?? '') ?? [];
  const input = JSON.parse(await text(request)) as Input;
  const call = String(request.headers['x-amz-target']).replace(/^.*\./, '');
  calls.push({ region, call, names: input.Names ?? [] });
  response.setHeader('content-type', 'application/x-amz-json-1.1');
  response.end(JSON.stringify(answers[call]?.(input) ?? {}));
});

beforeEach(() => {
  parameters = {};
  calls = [];
});

/** @param instances every stack of the environment */
const stateOf = (instances: Run['instances'] = []) =>
  new DeployedState({ environment: { name: 'qa' }, options: { environment: 'qa' }, instances } as Run);

/** Records stacks as deployed with their own code. */
function deployed(...instances: readonly StackInstance[]): void {
  for (const instance of instances) put(recordPath('qa', instance), recordText(recordOf(instance)));
}

function put(path: string, { head, parts }: RecordText): void {
  parameters[path] = head;
  for (const [part, piece] of parts) parameters[`${path}/${part}`] = piece;
}

function recordOf({ app, stack, role }: StackInstance, over: Partial<DeployRecord> = {}): DeployRecord {
  return testRecord({ of: { environment: 'qa', app, stack, role }, ...over });
}

/** Stacks of one region. Each consumes what the one before it publishes. */
function chain(length: number, role = 'primary') {
  const instances = Array.from({ length }, (_, index) => testInstance(`app${index}/main@${role}`));
  const consumed = new Map(
    instances.map((instance, index) => [instance, index === 0 ? [] : [`/qa/contract${index - 1}/id`]]),
  );
  return { instances, consumed: (instance: (typeof instances)[number]) => consumed.get(instance) ?? [] };
}

test('records and consumed parameters of 200 stacks in one region take one call for ten names', async () => {
  const { instances, consumed } = chain(200);
  deployed(...instances);
  for (let index = 0; index < 199; index++) parameters[`/qa/contract${index}/id`] = `id-${index}`;
  const state = stateOf();
  const records = await state.readAhead(instances, consumed);
  const values = await Promise.all(
    instances.map((instance) => state.lastRead(instance.region, consumed(instance))),
  );

  expect(calls).toHaveLength(200 / 10 + Math.ceil(199 / 10));
  expect(records.size).toBe(200);
  expect(values[0]).toEqual(new Map());
  expect(values[199]).toEqual(new Map([['/qa/contract198/id', 'id-198']]));
});

test('a parameter that many stacks consume is asked for once', async () => {
  const { instances } = chain(9);
  await stateOf().readAhead(instances, () => ['/qa/network/vpcId']);

  expect(calls.filter(({ call }) => call === 'GetParameters')).toHaveLength(1);
});

test('each region is asked for its own stacks only', async () => {
  const primary = chain(3);
  const dr = chain(3, 'dr');
  await stateOf().readAhead([...primary.instances, ...dr.instances], () => ['/qa/network/vpcId']);

  expect(new Set(calls.map(({ region }) => region))).toEqual(new Set(['us-east-1', 'us-west-2']));
  for (const { region, names } of calls) {
    expect(names.filter((name) => name.includes(region === 'us-east-1' ? '/dr/' : '/primary/'))).toEqual([]);
  }
});

test('a missing parameter is not read again', async () => {
  const { instances } = chain(1);
  const state = stateOf();
  await state.readAhead(instances, () => ['/qa/network/vpcId']);

  calls = [];

  expect(await state.lastRead('us-east-1', ['/qa/network/vpcId'])).toEqual(new Map());
  expect(calls).toEqual([]);
});

test('consumers get the values that a deploy of this run reads back', async () => {
  const { instances } = chain(1);
  const state = stateOf();
  parameters = { '/qa/network/vpcId': 'vpc-old', '/qa/network/gone': 'x' };
  await state.readAhead(instances, () => Object.keys(parameters));
  parameters = { '/qa/network/vpcId': 'vpc-new' };
  await state.read('us-east-1', ['/qa/network/vpcId', '/qa/network/gone']);
  calls = [];

  expect(await state.lastRead('us-east-1', ['/qa/network/vpcId', '/qa/network/gone'])).toEqual(
    new Map([['/qa/network/vpcId', 'vpc-new']]),
  );
  expect(calls).toEqual([]);
});

test('a value that was not read ahead is read when it is needed', async () => {
  parameters = { '/qa/network/vpcId': 'vpc-1' };

  expect(await stateOf().lastRead('us-east-1', ['/qa/network/vpcId'])).toEqual(
    new Map([['/qa/network/vpcId', 'vpc-1']]),
  );
});

test('values that a stack consumes from another region are read when that stack is looked at, and not before', async () => {
  const { instances } = chain(2);
  const [instance = testInstance('app/main@primary')] = instances;
  const keys = ['/qa/storage/id', 'us-west-2:/qa/storage/id'];
  parameters = { '/qa/storage/id': 'id' };
  const state = stateOf();
  await state.readAhead(instances, () => keys);
  const before = calls.map(({ region }) => region);
  calls = [];
  const consumed = await state.lastConsumed(instance, keys);

  expect(new Set(before)).toEqual(new Set(['us-east-1']));
  expect(calls.map(({ region }) => region)).toEqual(['us-west-2']);
  expect(consumed).toEqual(
    new Map([
      ['/qa/storage/id', 'id'],
      ['us-west-2:/qa/storage/id', 'id'],
    ]),
  );
});

const network = testInstance('network/vpc@primary');
const database = testInstance('database/relational@primary');

/** A record that needs several parameters: digests cannot be compressed. */
const large = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `assets/${index}`,
      createHash('sha256').update(String(index)).digest('hex'),
    ]),
  );

test('a record of any size is read back, from the listing and alone', async () => {
  const record = recordOf(network, { files: large(400) });
  const state = stateOf([network]);
  await state.writeRecord(network, record);

  expect(Object.values(parameters).length).toBeGreaterThan(3);
  expect((await state.records([network])).of(network)).toEqual(record);
  expect((await state.record(network)).of(network)).toEqual(record);
});

test('a rewritten record leaves nothing of the former one, and a deleted one nothing at all', async () => {
  const state = stateOf([network]);
  await state.writeRecord(network, recordOf(network, { files: large(400) }));
  await state.writeRecord(network, recordOf(network));
  const small = Object.keys(parameters);
  await state.writeRecord(network, recordOf(network, { files: large(400) }));
  // As if another run had been killed between the parts and the head.
  parameters[`${recordPath('qa', network)}/0000-1`] = 'left';
  await state.deleteRecord(network);

  expect(small).toEqual([recordPath('qa', network)]);
  expect(parameters).toEqual({});
});

test('the former record stays whole until the new one is: its parts are removed last, the new ones come first', async () => {
  const state = stateOf([network]);
  await state.writeRecord(network, recordOf(network, { files: large(400) }));
  const former = Object.keys(parameters).filter((name) => name !== recordPath('qa', network));
  calls = [];
  const write = jest.spyOn(ParameterStore.prototype, 'write');
  await state.writeRecord(network, recordOf(network, { files: large(410) }));
  const written = write.mock.calls.map(([name]) => name);
  write.mockRestore();

  expect(written.at(-1)).toBe(recordPath('qa', network));
  expect(written.filter((name) => name === recordPath('qa', network))).toHaveLength(1);
  expect(calls.at(-1)).toMatchObject({ call: 'DeleteParameters', names: former });
  expect(Object.keys(parameters).sort()).toEqual([...written].sort());
});

test.each([
  [
    'cut off',
    (text: string) => text.slice(0, 100),
    /no JSON, or cut off/,
    'UnreadableRecord',
    /^npx nx run network:recover -c qa --stack=vpc --role=primary$/,
  ],
  [
    'of a later version',
    (text: string) => text.replace('"version":2', '"version":3'),
    /version 3, which a later/,
    'NewerRecord',
    / --overwriteRecord$/,
  ],
  [
    'of another stack',
    (text: string) => text.replace('"app":"network"', '"app":"other"'),
    /record of other\/vpc@primary/,
    'UnreadableRecord',
    /^npx nx run network:recover -c qa --stack=vpc --role=primary$/,
  ],
  [
    'of another environment',
    (text: string) => text.replace('"environment":"qa"', '"environment":"prod"'),
    /in environment prod/,
    'UnreadableRecord',
    /^npx nx run network:recover -c qa --stack=vpc --role=primary$/,
  ],
])(
  'a record that is %s counts as deployed, and asking for it is refused',
  async (_, change, why, code, next) => {
    deployed(network, database);
    const path = recordPath('qa', network);
    parameters[path] = change(parameters[path] ?? '');
    const records = await stateOf([network, database]).records([network, database]);

    expect(records.deployed).toEqual([database, network]);
    expect(records.of(database)).toBeDefined();
    expect(() => records.of(network)).toThrow(
      expect.objectContaining({
        code,
        message: expect.stringMatching(why),
        next: expect.stringMatching(next),
      }),
    );
    await expect(stateOf([network]).record(network)).resolves.toMatchObject({
      unreadable: new Map([[network, expect.any(Refusal)]]),
    });
  },
);

test('a record with a missing part cannot be read', async () => {
  const state = stateOf([network]);
  await state.writeRecord(network, recordOf(network, { files: large(400) }));
  const [part = ''] = Object.keys(parameters).filter((name) => name !== recordPath('qa', network));
  delete parameters[part];

  expect((await state.records([network])).unreadable.get(network)).toMatchObject({
    message: expect.stringContaining('a part of it is missing'),
  });
});

test('a record that is in no configuration is an orphan; a stack that was not asked for is none', async () => {
  const moved = testInstance('database/cache@primary');
  deployed(network, database, testInstance('network/main@primary'), moved);
  // The configuration has the cache in another region now.
  const instances = [network, database, { ...moved, region: 'eu-west-1' }];
  const { orphans } = await stateOf(instances).records([network]);

  expect(orphans.map(({ of: { app, stack }, region }) => `${app}/${stack} in ${region}`).sort()).toEqual([
    'database/cache in us-east-1',
    'network/main in us-east-1',
  ]);
});

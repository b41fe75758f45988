import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { applyEnvironment, emulatorEnvironment } from '@bulkhead/emulator';
import { type Run } from '../run/run';
import { testInstance } from '../workspace/test-instances';
import { DeployedState } from './deployed-state';
import { type DeployRecord, recordPath } from './record';

/** What SSM holds, whatever the region. */
let parameters: Record<string, string>;
/** Names that each GetParameters call asked for, with the region it went to. */
let calls: { region: string; names: string[] }[];

const ssm: Server = createServer(async (request, response) => {
  const [, region = ''] =
    /Credential=[^/]+\/\d+\/([^/]+)\/ssm/.exec(request.headers.authorization ?? '') ?? [];
  const { Names } = JSON.parse(await text(request)) as { Names: string[] };
  calls.push({ region, names: Names });
  const Parameters = Names.flatMap((Name) => {
    const Value = parameters[Name];
    return Value === undefined ? [] : [{ Name, Value }];
  });
  response.setHeader('content-type', 'application/x-amz-json-1.1');
  response.end(JSON.stringify({ Parameters }));
});

beforeAll(async () => {
  await new Promise<void>((done) => ssm.listen(0, '127.0.0.1', done));
  const { port } = ssm.address() as AddressInfo;
  Object.assign(process.env, applyEnvironment({}, emulatorEnvironment(`http://127.0.0.1:${port}`)));
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
});
afterAll(() => {
  ssm.closeAllConnections();
  ssm.close();
});
beforeEach(() => {
  parameters = {};
  calls = [];
});

const stateOf = () => new DeployedState({ environment: { name: 'qa' } } as Run);

const record: DeployRecord = {
  version: 1,
  outcome: 'deployed',
  at: '2026-01-01T00:00:00.000Z',
  files: {},
  consumed: {},
  published: {},
};

/** Stacks of one region, each of which consumes what the one before it publishes. */
function chain(length: number, role = 'primary') {
  const instances = Array.from({ length }, (_, index) => testInstance(`app${index}/main@${role}`));
  const consumed = new Map(
    instances.map((instance, index) => [instance, index === 0 ? [] : [`/qa/contract${index - 1}/id`]]),
  );
  return { instances, consumed: (instance: (typeof instances)[number]) => consumed.get(instance) ?? [] };
}

test('records and consumed parameters of 200 stacks in one region take one call for ten names', async () => {
  const { instances, consumed } = chain(200);
  for (const instance of instances) parameters[recordPath('qa', instance)] = JSON.stringify(record);
  for (let index = 0; index < 199; index++) parameters[`/qa/contract${index}/id`] = `id-${index}`;
  const state = stateOf();
  const records = await state.readAhead(instances, consumed);
  const values = await Promise.all(
    instances.map((instance) => state.lastRead(instance.region, consumed(instance))),
  );

  expect(calls).toHaveLength(Math.ceil((200 + 199) / 10));
  expect(records.size).toBe(200);
  expect(values[0]).toEqual(new Map());
  expect(values[199]).toEqual(new Map([['/qa/contract198/id', 'id-198']]));
});

test('a parameter that many stacks consume is asked for once', async () => {
  const { instances } = chain(9);
  await stateOf().readAhead(instances, () => ['/qa/network/vpcId']);

  expect(calls).toHaveLength(1);
});

test('each region is asked for its own stacks only', async () => {
  const primary = chain(3);
  const dr = chain(3, 'dr');
  await stateOf().readAhead([...primary.instances, ...dr.instances], () => ['/qa/network/vpcId']);

  expect(calls.map(({ region }) => region).sort()).toEqual(['us-east-1', 'us-west-2']);
  for (const { region, names } of calls) {
    expect(names.filter((name) => name.includes(region === 'us-east-1' ? '/dr/' : '/primary/'))).toEqual([]);
  }
});

test('a parameter that was not there is not asked for again', async () => {
  const { instances } = chain(1);
  const state = stateOf();
  await state.readAhead(instances, () => ['/qa/network/vpcId']);

  expect(await state.lastRead('us-east-1', ['/qa/network/vpcId'])).toEqual(new Map());
  expect(calls).toHaveLength(1);
});

test('what a deploy of this run reads back is what its consumers are told', async () => {
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

test('what was not read ahead is read when it is asked for', async () => {
  parameters = { '/qa/network/vpcId': 'vpc-1' };

  expect(await stateOf().lastRead('us-east-1', ['/qa/network/vpcId'])).toEqual(
    new Map([['/qa/network/vpcId', 'vpc-1']]),
  );
});

test('what a stack consumes of another region is asked for when that stack is looked at, and not before', async () => {
  const { instances } = chain(2);
  const [instance = testInstance('app/main@primary')] = instances;
  const keys = ['/qa/storage/id', 'us-west-2:/qa/storage/id'];
  parameters = { '/qa/storage/id': 'id' };
  const state = stateOf();
  await state.readAhead(instances, () => keys);
  const before = calls.map(({ region }) => region);
  const consumed = await state.lastConsumed(instance, keys);

  expect(before).toEqual(['us-east-1']);
  expect(calls.map(({ region }) => region)).toEqual(['us-east-1', 'us-west-2']);
  expect(consumed).toEqual(
    new Map([
      ['/qa/storage/id', 'id'],
      ['us-west-2:/qa/storage/id', 'id'],
    ]),
  );
});

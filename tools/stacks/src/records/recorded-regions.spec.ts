import { Refusal } from '@bulkhead/errors';
import { beginWorld, testRun, type TestWorld } from '../actions/test-world';
import { type StackInstance } from '../workspace/stack-instance';
import { testInstance } from '../workspace/test-instances';
import { regionsPath } from './deployed-regions';
import { DeployedState } from './deployed-state';
import { recordPath } from './record';

jest.mock(
  '../parameters/parameter-store',
  () => jest.requireActual<Record<string, object>>('../actions/test-world')['mockedStore'],
);

let world: TestWorld;
beforeEach(() => (world = beginWorld()));

const network = testInstance('network/vpc@primary');
const inDr = testInstance('network/vpc@dr');
const note = (region: string, ...regions: string[]) =>
  world.parameters.set(`${region} ${regionsPath('qa')}`, JSON.stringify(regions));
const stateOf = (instances: readonly StackInstance[]) => new DeployedState(testRun(instances).run);

test('a region says where the environment was deployed to, or that nobody noted it', async () => {
  note('us-east-1', 'us-east-1', 'us-west-2');

  expect((await stateOf([network, inDr]).records([network, inDr])).noted).toEqual(
    new Map([
      ['us-east-1', ['us-east-1', 'us-west-2']],
      ['us-west-2', []],
    ]),
  );
});

test('a region that the configuration no longer has is looked at, whatever the result', async () => {
  note('us-east-1', 'us-east-1', 'us-west-2', 'eu-west-1', 'eu-west-2', 'eu-west-3');
  world.record({ ...network, region: 'eu-west-1' });
  world.away.add('eu-west-3');
  const records = await stateOf([network, inDr]).records([network]);

  expect(records.orphans).toMatchObject([{ of: { app: 'network', stack: 'vpc' }, region: 'eu-west-1' }]);
  expect(records.emptied).toEqual(['eu-west-2']);
  expect(records.away).toEqual([
    { region: 'eu-west-3', reason: expect.stringContaining('connection timed out') },
  ]);
  // The configuration has the DR region, but the run is not about it.
  expect([...world.listed].sort()).toEqual(['eu-west-1', 'eu-west-2', 'eu-west-3', 'us-east-1']);
});

test('a run over apps that the environment no longer has looks at every region of it', async () => {
  world.record(network);
  const { run } = testRun([], [], {}, { regions: { primary: { name: 'us-east-1' } } });
  const { orphans } = await new DeployedState(run).records([]);

  expect(world.listed).toEqual(['us-east-1']);
  expect(orphans).toMatchObject([{ of: { app: 'network' }, region: 'us-east-1' }]);
});

test.each([
  ['role', { role: 'dr' as const }],
  ['app', { app: 'other' }],
  ['name', { stack: 'other' }],
])('a stack of another %s than any of the configuration is an orphan', async (_, over) => {
  world.record({ ...network, ...over });

  expect((await stateOf([network]).records([network])).orphans).toMatchObject([{ of: over }]);
});

test("orphans come in the order of their names, whatever SSM's order", async () => {
  for (const id of ['b/main@primary', 'c/main@primary', 'a/main@primary']) world.record(testInstance(id));
  const { orphans } = await stateOf([network]).records([network]);

  expect(orphans.map(({ of }) => of.app)).toEqual(['a', 'b', 'c']);
});

test('an orphan whose record cannot be read is removed by its name: no app recovers it', async () => {
  const web = testInstance('web/site@primary');
  world.parameters.set(`us-east-1 ${recordPath('qa', web)}`, '{');
  const [orphan] = (await stateOf([network]).records([network])).orphans;

  expect(orphan?.record).toBeInstanceOf(Refusal);
  expect(orphan?.record).toMatchObject({
    next: 'npx nx run-many -t destroy --environment=qa.json --orphans=web/site@primary',
  });
});

test('a stack that was never deployed has no record', async () => {
  const records = await stateOf([network]).record(network);

  expect([records.of(network), records.deployed]).toEqual([undefined, []]);
});

test('earlier records of a stack are known with their times, and why one cannot be read', async () => {
  world.record(network, { at: 'now' });
  const key = `us-east-1 ${recordPath('qa', network)}`;
  world.past.set(key, ['{', world.parameters.get(key)?.replace('"now"', '"before"') ?? '']);

  expect(await stateOf([network]).history(network)).toMatchObject([
    { version: 3, at: '0 ago', record: { at: 'now', of: { app: 'network' } } },
    { version: 2, at: '1 ago', record: { message: 'it is no JSON, or cut off' } },
    { version: 1, at: '2 ago', record: { at: 'before' } },
  ]);
});

test('the published values of a stack are put back in its region', async () => {
  await stateOf([inDr]).putBack(inDr, new Map([['/vpcId', 'vpc-1']]));

  expect([...world.parameters]).toEqual([['us-west-2 /vpcId', 'vpc-1']]);
});

test('the consumed values of a stack are read again if the present ones are needed', async () => {
  const state = stateOf([network]);
  const keys = ['/a', 'us-west-2:/a'];
  world.parameters.set('us-east-1 /a', '1').set('us-west-2 /a', '1');
  await state.lastConsumed(network, keys);
  world.parameters.set('us-east-1 /a', '2').set('us-west-2 /a', '2');

  expect([...(await state.lastConsumed(network, keys)).values()]).toEqual(['1', '1']);
  expect(await state.readConsumed(network, keys)).toEqual(new Map(keys.map((key) => [key, '2'])));
});

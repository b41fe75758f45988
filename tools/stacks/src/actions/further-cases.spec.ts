import './test-mocked-world';
import { type FoundState } from '../engines/engine-state';
import { regionsPath } from '../records/deployed-regions';
import { recordPath } from '../records/record';
import { testFolder } from '../test-folder';
import { type StackInstance } from '../workspace/stack-instance';
import { testInstance } from '../workspace/test-instances';
import { deploy } from './deploy';
import { destroy } from './destroy';
import { diff } from './diff';
import { drift } from './drift';
import { beginWorld, testRun, type TestWorld } from './test-world';

jest.mock('../engines/terraform/codeless-configuration', () => ({ writeCodelessConfiguration: jest.fn() }));
jest.mock(
  '../engines/terraform/state-keeper',
  () => jest.requireActual<Record<string, object>>('./test-world')['mockedStates'],
);

let world: TestWorld;
beforeEach(() => (world = beginWorld()));

const standby = testInstance('dr-region/network@dr', { publishes: ['network'] });
const replica = testInstance('app-platform/service@dr', {
  engine: 'cdk',
  consumes: [{ contract: 'network', role: 'dr' }],
});
const zone = testInstance('cdn-dns/zone@global', { publishes: ['zone'] });
const service = testInstance('app-platform/service@primary', { engine: 'cdk', publishes: ['app-platform'] });
const verbs = { deploy, destroy, diff, drift };
const verbNames = Object.keys(verbs) as (keyof typeof verbs)[];

const of = ({ app, stack, role }: StackInstance) => ({ environment: 'qa', app, stack, role });
const recordOf = (instance: StackInstance) => `${instance.region} ${recordPath('qa', instance)}`;
const emptied = (instance: StackInstance): FoundState => ({
  is: 'kept',
  state: { type: 'terraform', lineage: instance.id, serial: 9, mark: 'x', resources: 0 },
});

describe.each(verbNames)('%s', (verb) => {
  const run = async (instance: StackInstance, all: readonly StackInstance[] = [instance]) =>
    (await verbs[verb](testRun(all, [instance]).run)).stacks;

  test.each<[string, FoundState]>([
    ['lost', { is: 'missing' }],
    ['emptied', emptied(standby)],
    ['broken', { is: 'broken', why: 'it is cut off' }],
  ])('does not touch a stack of the DR region while its state is %s', async (_, found) => {
    world.record(standby);
    world.kept.set(standby.id, found);

    expect(await run(standby)).toMatchObject([
      { outcome: 'refused', reason: expect.stringContaining('What Terraform knows of dr-region/network@dr') },
    ]);
    expect(world.asked).toEqual([]);
  });

  test.each(['{"version":9}', '', '{"version":2,"of":'])(
    'does not touch a stack of the global role while its record is %j',
    async (text) => {
      world.record(zone);
      world.parameters.set(recordOf(zone), text);

      expect(await run(zone)).toMatchObject([
        { outcome: 'refused', reason: expect.stringContaining('What is recorded of cdn-dns/zone@global') },
      ]);
      expect(world.asked).toEqual([]);
    },
  );

  test('does not touch a CloudFormation stack that was deleted and still has a record', async () => {
    const state = { type: 'cloudformation', stackId: 'one', resources: 3 } as const;
    world.record(service, { engine: 'cdk', state });
    world.kept.set(service.id, { is: 'missing' });

    expect(await run(service)).toMatchObject([
      { outcome: 'refused', reason: expect.stringContaining('What CloudFormation knows of app-platform') },
    ]);
    expect(world.asked).toEqual([]);
  });
});

describe('a stack with an unfinished destroy that has emptied its state,', () => {
  beforeEach(() => {
    world.record(standby, { outcome: 'destroying', lastDeploy: { at: 'once' } });
    world.kept.set(standby.id, emptied(standby));
  });

  test.each<[keyof typeof verbs, string, string[]]>([
    ['deploy', 'deployed', ['deploy dr-region/network@dr']],
    ['destroy', 'destroyed', ['destroy dr-region/network@dr']],
  ])('can be finished by a %s', async (verb, outcome, asked) => {
    expect((await verbs[verb](testRun([standby]).run)).stacks).toMatchObject([{ outcome }]);
    expect(world.asked).toEqual(asked);
  });

  test('has no record once it is destroyed', async () => {
    await destroy(testRun([standby]).run);

    expect(world.recorded(standby)).toBeUndefined();
  });

  test('is refused if the state is lost rather than emptied', async () => {
    world.kept.set(standby.id, { is: 'missing' });

    expect((await deploy(testRun([standby]).run)).stacks).toMatchObject([{ outcome: 'refused' }]);
  });
});

describe('a parameter that somebody has changed', () => {
  const given = (publisher: StackInstance) => {
    const path = `/bulkhead/qa/${publisher.publishes[0]}/id`;
    const use = {
      contract: publisher.publishes[0] ?? '',
      key: 'id',
      path,
      kind: 'string',
      pattern: '^id-\\d$',
    } as const;
    const state =
      publisher.engine === 'cdk'
        ? ({ type: 'cloudformation', stackId: 'one', resources: 3 } as const)
        : undefined;
    world.synthesized.set(publisher.id, { publishes: [use], directory: testFolder() });
    if (state) world.kept.set(publisher.id, { is: 'kept', state });
    world.record(publisher, {
      engine: publisher.engine,
      published: { [path]: use.pattern },
      publishedValues: { [path]: 'id-1' },
      ...(state && { state }),
    });
    return `${publisher.region} ${path}`;
  };
  /** An engine that, like both real ones, writes what it publishes only if it sees a difference. */
  const engineWrites = (name: string, publisher: StackInstance) => {
    world.engine.deploy = async () => {
      if (publisher.engine === 'cdktf') world.parameters.set(name, 'id-1');
      return { added: 0, changed: 0, destroyed: 0 };
    };
  };

  test.each<[string, StackInstance, string | undefined]>([
    ['a CDK stack, to what breaks the contract', service, 'nonsense'],
    ['a CDK stack, and deleted', service, undefined],
    ['the DR region, to what breaks the contract', standby, 'nonsense'],
    ['the DR region, and deleted', standby, undefined],
    ['the global role, and deleted', zone, undefined],
  ])('of %s, is put back by a deploy, and then nothing is left to deploy', async (_, publisher, value) => {
    const name = given(publisher);
    if (value === undefined) world.parameters.delete(name);
    else world.parameters.set(name, value);
    engineWrites(name, publisher);

    expect((await deploy(testRun([publisher]).run)).stacks).toMatchObject([{ outcome: 'deployed' }]);
    expect(world.parameters.get(name)).toBe('id-1');
    expect((await deploy(testRun([publisher]).run)).stacks).toMatchObject([{ outcome: 'unchanged' }]);
  });
});

describe('a stack in a region that was removed from the environment', () => {
  const gone = testInstance('cdn-dns/edge@dr', { region: 'eu-west-1' });
  const primary = testInstance('network/vpc@primary', { publishes: ['network'] });
  const vpcId = '/bulkhead/qa/network/vpcId';
  beforeEach(() => {
    world.record(primary, { published: { [vpcId]: '.' } });
    world.parameters.set(`us-east-1 ${regionsPath('qa')}`, '["eu-west-1","us-east-1"]');
  });

  test.each(verbNames)('is listed by %s', async (verb) => {
    world.record(gone, { of: of(gone), engine: 'cdktf' });
    const { standing } = await verbs[verb](testRun([primary]).run);

    expect(standing?.orphans.map(({ app, region }) => [app, region])).toEqual([['cdn-dns', 'eu-west-1']]);
  });

  test('protects the stack of another region that it reads from', async () => {
    world.record(gone, { of: of(gone), engine: 'cdktf', consumed: { [`us-east-1:${vpcId}`]: 'vpc-1' } });

    await expect(destroy(testRun([primary]).run)).rejects.toMatchObject({
      code: 'StillConsumed',
      message: expect.stringContaining('cdn-dns/edge@dr depends on network/vpc@primary'),
    });
    expect(world.asked).toEqual([]);
  });

  test('is destroyed by its name, and its record is removed', async () => {
    world.record(gone, { of: of(gone), engine: 'cdktf' });
    const { stacks } = await destroy(testRun([primary], [primary], { orphans: gone.id }).run);

    expect(stacks).toMatchObject([{ app: 'cdn-dns', region: 'eu-west-1', outcome: 'destroyed' }]);
    expect(world.recorded(gone)).toBeUndefined();
    expect(world.recorded(primary)).toBeDefined();
  });
});

describe('an orphan that publishes', () => {
  const orphan = testInstance('search/index@primary', { publishes: ['search'] });
  const orphanOption = { orphans: orphan.id };
  const endpoint = '/bulkhead/qa/search/endpoint';
  beforeEach(() => {
    world.record(orphan, { of: of(orphan), engine: 'cdktf', published: { [endpoint]: '.' } });
  });

  test.each<[string, () => void]>([
    ['a record that cannot be read', () => world.parameters.set(recordOf(service), '{"version"')],
    ['no record, although it stands', () => world.parameters.delete(recordOf(service))],
    ['a record that names it', () => undefined],
  ])('is not destroyed while its reader has %s', async (_, change) => {
    world.record(service, { engine: 'cdk', consumed: { [endpoint]: 'x' } });
    change();

    await expect(destroy(testRun([service], [service], orphanOption).run)).rejects.toMatchObject({
      code: 'StillConsumed',
      message: expect.stringMatching(/app-platform\/service@primary (may )?depends? on search\/index/),
    });
    expect(world.asked).toEqual([]);
  });

  test('is destroyed if the reader reads from another stack', async () => {
    world.record(service, { engine: 'cdk', consumed: { '/bulkhead/qa/network/vpcId': 'x' } });
    const { stacks } = await destroy(testRun([service], [service], orphanOption).run);

    expect(stacks).toMatchObject([{ app: 'search', outcome: 'destroyed' }]);
  });
});

test('a stack of the DR region is not destroyed while a CDK stack that reads from it stands without a record', async () => {
  world.record(standby, { published: { '/bulkhead/qa/network/vpcId': '.' } });
  world.record(replica, { engine: 'cdk' });
  world.parameters.delete(recordOf(replica));

  await expect(destroy(testRun([standby, replica], [standby]).run)).rejects.toMatchObject({
    code: 'StillConsumed',
  });
  expect(world.asked).toEqual([]);
});

describe('a stack of another region that depends on one', () => {
  const database = testInstance('database/relational@primary', { publishes: ['global-database'] });
  const secondary = testInstance('dr-region/relational@dr', {
    follows: [{ contract: 'global-database', role: 'primary' }],
  });
  const replication = testInstance('dr-region/replication@primary', {
    consumes: [{ contract: 'storage', role: 'dr', optional: true }],
  });
  const storage = testInstance('dr-region/storage@dr', { publishes: ['storage'] });
  const all = [database, secondary, replication, storage];

  test.each([
    ['follows', database, secondary],
    ['reads', storage, replication],
  ])('and %s it is protected', async (_, publisher, reader) => {
    for (const each of all) world.record(each);
    const dependency = `${reader.id} depends on ${publisher.id}`;

    await expect(destroy(testRun(all, [publisher]).run)).rejects.toMatchObject({
      code: 'StillConsumed',
      message: expect.stringContaining(dependency),
    });
    // While the region is away, nobody knows that the stack is gone.
    world.away.add(reader.region);
    await expect(destroy(testRun(all, [publisher]).run)).rejects.toMatchObject({
      message: expect.stringContaining(dependency),
    });
    expect(world.asked).toEqual([]);
  });

  test('and was destroyed does not protect it', async () => {
    world.record(storage);

    expect((await destroy(testRun(all, [storage]).run)).stacks).toMatchObject([{ outcome: 'destroyed' }]);
  });

  test('is the only reason to ask its region', async () => {
    const independent = testInstance('backup/vault@dr');
    world.record(independent);
    world.away.add('us-east-1');

    expect((await destroy(testRun([...all, independent], [independent]).run)).stacks).toMatchObject([
      { outcome: 'destroyed' },
    ]);
    expect(world.calls.filter((call) => call.endsWith('us-east-1'))).toEqual([]);
  });
});

import { beginWorld, testRun, type TestWorld } from '../actions/test-world';
import { testInstance } from '../workspace/test-instances';
import {
  DeployedRegions,
  forgetEmptyRegions,
  holdsRecords,
  lookAtRegion,
  regionsPath,
  type RegionTexts,
} from './deployed-regions';
import { DeployedState } from './deployed-state';
import { recordPath } from './record';

jest.mock(
  '../parameters/parameter-store',
  () => jest.requireActual<Record<string, object>>('../actions/test-world')['mockedStore'],
);

let world: TestWorld;
let entered: RegionTexts[];
beforeEach(() => {
  world = beginWorld();
  entered = [];
});

const network = testInstance('network/vpc@primary');
const inDr = testInstance('network/vpc@dr');
const inEurope = testInstance('network/vpc@primary', { region: 'eu-west-1' });
const east = network.region;

const path = regionsPath('qa');
const noted = (region: string) => world.parameters.get(`${region} ${path}`);
const note = (region: string, ...regions: string[]) =>
  world.parameters.set(`${region} ${path}`, JSON.stringify(regions));

/** The regions that a run over stacks of the configuration notes. */
async function regionsOf(instances = [network]) {
  const { run, output } = testRun(instances);
  const records = await new DeployedState(run).records(instances);
  world.listed.length = 0;
  const regions = new DeployedRegions(
    run,
    records,
    (found) => entered.push(found),
    async () => world.regions,
  );
  return { regions, output };
}

test('a region is noted with every region of the configuration, in order', async () => {
  const { regions } = await regionsOf([inDr, network]);
  await regions.note(east);

  expect(noted(east)).toBe('["us-east-1","us-west-2"]');
  expect(noted('us-west-2')).toBeUndefined();
});

test('a correctly noted region is neither written nor a start for looking at others', async () => {
  note(east, east);
  world.regions.push('eu-west-1');
  const before = noted(east);
  const { regions } = await regionsOf();
  await regions.note(east);
  await regions.settled();

  expect(noted(east)).toBe(before);
  expect(world.listed).toEqual([]);
});

test('noted regions stay, except a region that holds nothing any more', async () => {
  note(east, 'eu-west-1', 'eu-west-2', east);
  world.record(inEurope);
  const { regions } = await regionsOf([network, inDr]);
  await regions.note(east);

  expect(noted(east)).toBe('["eu-west-1","us-east-1","us-west-2"]');
});

test('a region is noted once, however many stacks are deployed to it', async () => {
  const { regions } = await regionsOf();
  const first = regions.note(east);

  expect(regions.note(east)).toBe(first);
  await first;
});

describe('the first time', () => {
  test('every other region of the account is looked at, and one with records is noted and entered', async () => {
    world.regions.push(east, 'eu-west-1', 'eu-west-2');
    world.record(inEurope);
    const { regions, output } = await regionsOf();
    await regions.note(east);
    await regions.settled();

    expect(noted(east)).toBe('["eu-west-1","us-east-1"]');
    expect([...world.listed].sort()).toEqual(['eu-west-1', 'eu-west-2']);
    expect(entered.map(({ region }) => region)).toEqual(['eu-west-1']);
    expect(output.lines).toEqual([]);
  });

  test('regions that do not answer are named', async () => {
    world.regions.push('eu-west-1', 'eu-west-2', 'eu-west-3');
    world.away.add('eu-west-1').add('eu-west-3');
    const { regions, output } = await regionsOf();
    await regions.note(east);
    await regions.settled();

    expect(output.lines).toEqual([expect.stringContaining('does not have: eu-west-1, eu-west-3 (no answer')]);
    expect(noted(east)).toBe('["us-east-1"]');
  });
});

test('a failed note is reported and holds nothing up', async () => {
  const { run, output } = testRun([network]);
  const records = await new DeployedState(run).records([network]);
  const denied = () => Promise.reject(new Error('not authorized'));
  const regions = new DeployedRegions(run, records, () => undefined, denied);
  await regions.note(east);
  await regions.settled();

  expect(output.lines).toEqual([
    'us-east-1: it could not be noted which regions qa is deployed to: not authorized',
  ]);
});

test('notes that an earlier version did not write are added, in the regions that hold records', async () => {
  world.record(network);
  const { regions } = await regionsOf([network, inDr]);
  await regions.catchUp();

  expect(noted(east)).toBe('["us-east-1","us-west-2"]');
  expect(noted('us-west-2')).toBeUndefined();
});

test('the note is removed from a region with the last record, and from no other', async () => {
  world.record(network);
  note(east, east);
  note('us-west-2', east);
  await forgetEmptyRegions('qa', [east, 'us-west-2', 'us-west-2']);

  expect(noted(east)).toBeDefined();
  expect(noted('us-west-2')).toBeUndefined();
  expect(world.deleted).toEqual([`us-west-2 ${path}`]);
});

test('a note is no record, nor is the part of a record', () => {
  const record = recordPath('qa', network);

  expect(holdsRecords('qa', new Map([[path, '[]']]))).toBe(false);
  expect(holdsRecords('qa', new Map([[`${record}/ab12-1`, '']]))).toBe(false);
  expect(
    holdsRecords(
      'qa',
      new Map([
        [path, '[]'],
        [record, '{}'],
      ]),
    ),
  ).toBe(true);
});

test('a region that cannot be looked at is named with the reason, and nobody waits for it any longer', async () => {
  jest.useFakeTimers();
  world.away.add('eu-west-1');

  expect(await lookAtRegion('qa', 'eu-west-1')).toEqual({
    region: 'eu-west-1',
    reason: expect.stringContaining('connection timed out'),
  });
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

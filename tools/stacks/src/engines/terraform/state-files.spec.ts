import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseEnvironment } from '@bulkhead/config';
import { testFolder } from '../../test-folder';
import { type StackName } from '../engine-state';
import { copyState, removeState, stateText, terraformStates } from './state-keeper';
import { stateFile } from './state-files';

const environment = parseEnvironment(
  { name: 'qa', preset: 'hipaa-dr', account: '123456789012', terraformState: { type: 'local' } },
  'qa.json',
);
const { primary, dr } = environment.regions;
const vpc: StackName = { role: 'primary', app: 'network', stack: 'vpc' };
const standby: StackName = { role: 'dr', app: 'dr-region', stack: 'network' };
const empty: StackName = { role: 'primary', app: 'network', stack: 'empty' };

let workspaceRoot: string;
const placeIn = (region = '') => ({ workspaceRoot, environment, region });

beforeEach(() => {
  workspaceRoot = testFolder();
  for (const [stack, resources] of [
    [vpc, [{ mode: 'managed', instances: [{}] }]],
    [standby, [{ mode: 'managed', instances: [{}] }]],
    [empty, []],
  ] as const) {
    const file = stateFile(placeIn(), stack);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ version: 4, lineage: stack.app, serial: 1, resources }));
  }
});

test('of the states on this machine, those with resources in the given region are reported', async () => {
  const unknownIn = async (region = '') => {
    const place = placeIn(region);
    return terraformStates.stacksOf(place, [...(await terraformStates.list(place)).keys()]);
  };

  expect(await unknownIn(primary.name)).toEqual([vpc]);
  expect(await unknownIn(dr?.name)).toEqual([standby]);
});

test('a state on this machine is copied as it is, and removed once', async () => {
  const place = placeIn(primary.name);
  const renamed = { ...vpc, app: 'core', stack: 'main' };
  const before = readFileSync(stateFile(place, vpc), 'utf8');
  await copyState(place, vpc, renamed);
  await removeState(place, vpc);
  await removeState(place, vpc);

  expect(await stateText(place, renamed)).toBe(before);
  expect(await stateText(place, vpc)).toBeUndefined();
});

test('a locked state on this machine is not copied', async () => {
  const place = placeIn(primary.name);
  const renamed = { ...vpc, app: 'core', stack: 'main' };
  const file = stateFile(place, vpc);
  writeFileSync(join(dirname(file), '.vpc.tfstate.lock.info'), '{"ID":"4711","Who":"bob@desk"}');

  await expect(copyState(place, vpc, renamed)).rejects.toMatchObject({ code: 'StateLocked' });
  expect(await stateText(place, renamed)).toBeUndefined();
});

import { existsSync, readFileSync, utimesSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { parseEnvironment } from '@bulkhead/config';
import { testFolder, writeFiles } from '../../test-folder';
import { terraformStates } from './state-keeper';
import { stateVersions } from './state-versions';

const environment = parseEnvironment(
  { name: 'qa', preset: 'saas', account: '123456789012', terraformState: { type: 'local' } },
  'qa.json',
);
const folder = '.bulkhead/state/qa/primary/network';
const vpc = { role: 'primary', app: 'network', stack: 'vpc' } as const;
const state = (serial: number) => JSON.stringify({ version: 4, lineage: 'a', serial, resources: [] });

/** A place with files, the first of them the oldest. */
function placeWith(files: Record<string, string>) {
  const workspaceRoot = testFolder(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text])),
  );
  for (const [index, name] of Object.keys(files).entries())
    utimesSync(join(workspaceRoot, folder, name), index + 1, index + 1);
  return { workspaceRoot, environment, region: 'us-east-1' };
}

test("Terraform's backup and the files of a recovery are versions, and other stacks are not", async () => {
  const place = placeWith({
    'vpc.tfstate.before-1700000000000': state(5),
    'vpc.tfstate.backup': state(6),
    'vpc.tfstate': '{',
    'vpc-two.tfstate': state(1),
    'vpc.tfstate.lock': '',
  });
  const versions = await stateVersions.list(place, vpc);

  expect(versions.map(({ id, found }) => [id, found.is === 'kept' ? found.state : found.is])).toEqual([
    ['vpc.tfstate', 'broken'],
    ['vpc.tfstate.backup', expect.objectContaining({ serial: 6 })],
    ['vpc.tfstate.before-1700000000000', expect.objectContaining({ serial: 5 })],
  ]);
  expect(versions[1]?.at).toBe('1970-01-01T00:00:02.000Z');
});

test('an emptied state that is newer than the backup with resources is the last state', async () => {
  const filled = { version: 4, lineage: 'a', serial: 5, resources: [{ mode: 'managed', instances: [{}] }] };
  const files = { 'vpc.tfstate.backup': JSON.stringify(filled) };

  expect(await terraformStates.lastKept(placeWith(files), vpc)).toMatchObject({ resources: 1 });
  const emptied = placeWith({ ...files, 'vpc.tfstate': state(6) });
  expect(await terraformStates.lastKept(emptied, vpc)).toMatchObject({ resources: 0 });
});

test('a stack that never had a state has no versions', async () => {
  expect(await stateVersions.list(placeWith({}), vpc)).toEqual([]);
});

test('a write replaces the state, and the old state stays as a version', async () => {
  const place = placeWith({ 'vpc.tfstate': state(1) });
  await stateVersions.write(place, vpc, state(6));

  expect(readFileSync(join(place.workspaceRoot, folder, 'vpc.tfstate'), 'utf8')).toBe(state(6));
  const texts = (await stateVersions.list(place, vpc)).map(({ text }) => text);
  expect(texts.sort()).toEqual([state(1), state(6)]);
});

test('a state is written even without a folder', async () => {
  const place = placeWith({});
  await stateVersions.write(place, vpc, state(6));

  expect(existsSync(join(place.workspaceRoot, folder, 'vpc.tfstate'))).toBe(true);
});

test('a locked state is not written', async () => {
  const lock = JSON.stringify({ Who: 'bob@desk', Created: '2026-01-01T00:00:00Z' });
  const place = placeWith({ 'vpc.tfstate': state(1), '.vpc.tfstate.lock.info': lock });

  await expect(stateVersions.write(place, vpc, state(6))).rejects.toMatchObject({
    code: 'StateLocked',
    message: expect.stringContaining('network/vpc@primary is locked by bob@desk since 2026-01-01T00:00:00Z'),
    next: expect.stringContaining(`rm ${join(place.workspaceRoot, folder, '.vpc.tfstate.lock.info')}`),
  });
  expect(readFileSync(join(place.workspaceRoot, folder, 'vpc.tfstate'), 'utf8')).toBe(state(1));
});

test('the lock file of a Terraform that was killed with its tool blocks nobody', async () => {
  const lock = {
    ID: '4711',
    Operation: 'untaint',
    Who: `${userInfo().username}@${hostname()}`,
    Created: new Date().toISOString(),
  };
  const place = placeWith({ 'vpc.tfstate': state(1), '.vpc.tfstate.lock.info': JSON.stringify(lock) });
  const call = { pid: 2 ** 30, startMark: 'long ago', startedAt: Date.now(), operation: 'untaint' };
  const note = 'dist/terraform/qa/primary/network/vpc/locking-calls/1-a.untaint.json';
  writeFiles(place.workspaceRoot, { [note]: call });
  await stateVersions.write(place, vpc, state(6));

  expect(readFileSync(join(place.workspaceRoot, folder, 'vpc.tfstate'), 'utf8')).toBe(state(6));
  expect(existsSync(join(place.workspaceRoot, folder, '.vpc.tfstate.lock.info'))).toBe(false);
});

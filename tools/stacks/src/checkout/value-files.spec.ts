import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { testFolder, writeFiles } from '../test-folder';
import { privateFile, privateFolder, sweepPassing, whilePassing } from './value-files';

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

test('files with values can be read by this user alone, also if they existed before', () => {
  const root = testFolder({ 'open/plan.bin': 'old' });
  privateFile(join(root, 'open/plan.bin'));
  privateFile(join(root, 'new/deep/state'), '{}');
  privateFolder(join(root, 'folder'));

  expect(['open/plan.bin', 'new/deep/state'].map((path) => mode(join(root, path)))).toEqual(['600', '600']);
  expect(['open', 'new/deep', 'folder'].map((path) => mode(join(root, path)))).toEqual(['700', '700', '700']);
});

test('temporary files of a command are gone when it ends, well or not', async () => {
  const root = testFolder();
  const [file, directory] = [join(root, 'plan.bin'), join(root, 'recovery')];
  await whilePassing(root, [file], async () => privateFile(file));
  const failing = whilePassing(root, [file, directory], async () => {
    writeFiles(directory, { 'rewritten.tfstate': '{}' });
    throw new Error('no');
  });

  await expect(failing).rejects.toThrow('no');
  expect([existsSync(file), existsSync(directory)]).toEqual([false, false]);
  expect(readdirSync(join(root, 'dist/passing'))).toEqual([]);
});

/** Starts a process that works with files that hold values, and kills it. */
async function killed(root: string): Promise<void> {
  const script = `
    const { join } = require('node:path');
    const { privateFile, whilePassing } = require(${JSON.stringify(join(__dirname, 'value-files.ts'))});
    const [plan, state] = ['terraform-drift/plan.bin', 'recovery/scratch.tfstate'].map((path) => join(${JSON.stringify(root)}, path));
    whilePassing(${JSON.stringify(root)}, [plan, state], async () => {
      privateFile(plan, 'values');
      privateFile(state, 'values');
      console.log('ready');
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    });`;
  const workspace = resolve(__dirname, '../../../..');
  const child = spawn(
    process.execPath,
    ['-C', '@bulkhead/source', '-r', '@swc-node/register', '-e', script],
    { cwd: workspace, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await new Promise((ready) => child.stdout.once('data', ready));
  const ended = new Promise((end) => child.on('exit', end));
  child.kill('SIGKILL');
  await ended;
}

test('files of a killed command are removed by the next one, and files of a running one are not', async () => {
  const root = testFolder();
  await killed(root);
  const left = ['terraform-drift/plan.bin', 'recovery/scratch.tfstate'].map((path) => join(root, path));
  expect(left.map((path) => existsSync(path))).toEqual([true, true]);

  const own = join(root, 'plan.bin');
  await whilePassing(root, [own], async () => {
    privateFile(own);
    await sweepPassing(root);
    expect(existsSync(own)).toBe(true);
  });

  expect(left.map((path) => existsSync(path))).toEqual([false, false]);
  expect(readdirSync(join(root, 'dist/passing'))).toEqual([]);
});

test('a note that cannot be read delays nobody', async () => {
  const root = testFolder({ 'dist/passing/1.json': '{' });

  await expect(sweepPassing(root)).resolves.toBeUndefined();
});

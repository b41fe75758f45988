import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { transformFileSync } from '@swc/core';
import { testFolder, writeFiles } from '../test-folder';
import { testInstance } from '../workspace/test-instances';
import { SynthesisCache } from './synthesis-cache';
import { synthesize, type SynthesisSettings } from './synthesize';

const swcConfig = require(resolve(__dirname, '../../../../swc.config.js')) as object;
const observer = join(
  testFolder({
    'observe-inputs.js': transformFileSync(join(__dirname, 'observe-inputs.ts'), swcConfig).code,
  }),
  'observe-inputs.js',
);

/** An entry that reads its surroundings in every possible way, and writes how often it ran. */
const entry = `
  const fs = require('node:fs');
  const { join } = require('node:path');
  const { name } = require('@bulkhead/naming');
  const settings = require('./settings.json');
  const { directory, environment, workingDirectory } = JSON.parse(process.env.BULKHEAD_SYNTH);
  const root = join(__dirname, '../../..');
  (async () => {
    const output = {
      name, settings,
      environment: environment.endsWith('.json') && fs.readFileSync(join(workingDirectory, environment), 'utf8'),
      manifest: fs.readFileSync(join(__dirname, '../project.json'), 'utf8'),
      policy: await fs.promises.readFile(join(root, 'apps/shop/policy.json'), 'utf8'),
      pages: fs.readdirSync(join(root, 'apps/shop/pages')),
      handlers: fs.readdirSync(join(root, 'apps/shop/handlers'), { recursive: true }),
      override: fs.existsSync(join(root, 'apps/shop/override.json')),
      colour: process.env.SHOP_COLOUR,
      login: process.env.LOGNAME,
    };
    fs.copyFileSync(join(root, 'libs/naming/lock.hcl'), join(directory, 'lock.hcl'));
    fs.writeFileSync(join(directory, 'template.json'), JSON.stringify(output));
    fs.writeFileSync(join(directory, 'stack.json'), JSON.stringify({ template: 'template.json' }));
    if (fs.existsSync(join(root, 'apps/shop/spawns'))) require('node:child_process').spawnSync('true');
    process.send({ done: true }, () => process.disconnect());
  })();
`;

const longAgo = new Date(2020, 0, 1);

/** Writes files with old times, so that no synthesis can have seen them being written. */
function writeOld(workspaceRoot: string, files: Readonly<Record<string, string | object>>): void {
  writeFiles(workspaceRoot, files);
  for (const file of Object.keys(files)) utimesSync(join(workspaceRoot, file), longAgo, longAgo);
}

function shop(environmentReference = 'local') {
  const workspaceRoot = testFolder();
  writeOld(workspaceRoot, {
    'apps/shop/dist/main.js': entry,
    'apps/shop/dist/settings.json': { size: 1 },
    'apps/shop/dist/unrelated.js': 'module.exports = 1;',
    'apps/shop/project.json': { name: 'shop' },
    'apps/shop/policy.json': {},
    'apps/shop/README.md': 'Shop',
    'apps/shop/pages/index.html': 'index',
    'apps/shop/handlers/order/index.js': 'order',
    'libs/naming/package.json': { name: '@bulkhead/naming', exports: './dist/index.js' },
    'libs/naming/dist/index.js': `exports.name = require('./names').name;`,
    'libs/naming/dist/names.js': `exports.name = 'shop';`,
    'libs/naming/lock.hcl': 'provider',
    'package-lock.json': { packages: {} },
    'node_modules/.package-lock.json': { packages: {} },
    'qa.json': { name: 'qa' },
    'other.json': { name: 'qa' },
  });
  mkdirSync(join(workspaceRoot, 'node_modules/@bulkhead'));
  symlinkSync(join(workspaceRoot, 'libs/naming'), join(workspaceRoot, 'node_modules/@bulkhead/naming'));
  const instance = testInstance('shop/site@primary');
  const settings: SynthesisSettings = {
    workspaceRoot,
    environment: 'qa',
    environmentReference,
    workingDirectory: workspaceRoot,
    projectRoot: 'apps/shop',
    observer,
  };
  return {
    workspaceRoot,
    output: join(workspaceRoot, 'dist/synth/qa/primary/shop/site'),
    kept: join(workspaceRoot, 'dist/synth-cache/qa/primary/shop/site.json'),
    /** Synthesizes the stack in a run of its own, if it has to be synthesized. */
    run: async (over: Partial<SynthesisSettings> & { skip?: boolean } = {}) => {
      // The clock of files is too coarse to tell this write from the next one.
      await new Promise((done) => setTimeout(done, 30));
      const cache = new SynthesisCache(workspaceRoot, over.skip ?? false);
      return (await synthesize(instance, { ...settings, cache, ...over })).reused ? 'reused' : 'synthesized';
    },
  };
}

const login = process.env['LOGNAME'];
afterEach(() => {
  delete process.env['SHOP_COLOUR'];
  if (login === undefined) delete process.env['LOGNAME'];
  else process.env['LOGNAME'] = login;
});

test('an unchanged stack is synthesized once', async () => {
  const { run } = shop();

  expect([await run(), await run(), await run()]).toEqual(['synthesized', 'reused', 'reused']);
});

test.each<[string, (workspaceRoot: string, output: string) => void]>([
  ['the entry', (root) => writeFiles(root, { 'apps/shop/dist/main.js': `${entry}\n` })],
  [
    'a module of a lib',
    (root) => writeFiles(root, { 'libs/naming/dist/names.js': `exports.name = 'store';` }),
  ],
  [
    'what a lib exports',
    (root) => writeFiles(root, { 'libs/naming/package.json': { exports: './dist/index.js' } }),
  ],
  ['a JSON module', (root) => writeFiles(root, { 'apps/shop/dist/settings.json': { size: 2 } })],
  ['the manifest', (root) => writeFiles(root, { 'apps/shop/project.json': { name: 'store' } })],
  ['a file that is read with a promise', (root) => writeFiles(root, { 'apps/shop/policy.json': { a: 1 } })],
  ['a file that is copied', (root) => writeFiles(root, { 'libs/naming/lock.hcl': 'another' })],
  ['a folder that is listed', (root) => writeFiles(root, { 'apps/shop/pages/about.html': 'about' })],
  ['a folder below one that is listed', (root) => writeFiles(root, { 'apps/shop/handlers/order/a.js': '' })],
  ['what was looked for and not there', (root) => writeFiles(root, { 'apps/shop/override.json': {} })],
  ['the lock file', (root) => writeFiles(root, { 'package-lock.json': { packages: { a: 1 } } })],
  [
    'what is installed',
    (root) => writeFiles(root, { 'node_modules/.package-lock.json': { packages: { a: 1 } } }),
  ],
  ['a variable that is read', () => (process.env['LOGNAME'] = 'ada')],
  ['a file that is gone', (root) => rmSync(join(root, 'apps/shop/pages/index.html'))],
  [
    'an output that somebody edited',
    (_, output) => writeFiles(output, { 'template.json': { edited: true } }),
  ],
  ['an output that lacks a file', (_, output) => rmSync(join(output, 'lock.hcl'))],
  ['an output with a file too many', (_, output) => writeFiles(output, { 'more.json': {} })],
  ['an output that is gone', (_, output) => rmSync(output, { recursive: true })],
])('%s leads to a new synthesis', async (_, change) => {
  const { run, workspaceRoot, output } = shop();
  await run();
  expect(await run()).toBe('reused');
  change(workspaceRoot, output);

  expect([await run(), await run()]).toEqual(['synthesized', 'reused']);
  expect(readdirSync(output).sort()).toEqual(['lock.hcl', 'stack.json', 'template.json']);
});

test.each<[string, (workspaceRoot: string) => void]>([
  ['a module that is not loaded', (root) => writeFiles(root, { 'apps/shop/dist/unrelated.js': 'other' })],
  ['a file that is not read', (root) => writeFiles(root, { 'apps/shop/README.md': 'Store' })],
  ['a page that is only listed', (root) => writeFiles(root, { 'apps/shop/pages/index.html': 'edited' })],
  ['a variable that is not read', () => (process.env['USER'] = 'ada')],
  ['a variable that no synthesis is given', () => (process.env['SHOP_COLOUR'] = 'red')],
  ['the time of a file', (root) => utimesSync(join(root, 'apps/shop/policy.json'), new Date(), new Date())],
])('%s does not', async (_, change) => {
  const { run, workspaceRoot } = shop();
  await run();
  change(workspaceRoot);

  expect(await run()).toBe('reused');
});

test('an environment file is an input, and so is its path', async () => {
  const { run, workspaceRoot } = shop('qa.json');
  await run();
  expect(await run()).toBe('reused');
  expect(await run({ environmentReference: join(workspaceRoot, 'qa.json'), workingDirectory: '/' })).toBe(
    'reused',
  );

  writeFiles(workspaceRoot, { 'qa.json': { name: 'qa', account: '1' } });
  expect(await run()).toBe('synthesized');
  expect(await run({ environmentReference: 'other.json' })).toBe('synthesized');
});

test('skipping the cache synthesizes, and the result is kept', async () => {
  const { run } = shop();
  await run();

  expect([await run({ skip: true }), await run()]).toEqual(['synthesized', 'reused']);
});

test('a synthesis that read a file that was just written is not trusted', async () => {
  const { run, workspaceRoot, kept } = shop();
  // As if it had been written while the synthesis ran.
  utimesSync(join(workspaceRoot, 'apps/shop/policy.json'), new Date(), new Date(Date.now() + 60_000));
  await run();

  expect(existsSync(kept)).toBe(false);
  expect(await run()).toBe('synthesized');
});

test('a synthesis that started a process, which may have read anything, is not trusted', async () => {
  const { run, workspaceRoot, kept } = shop();
  writeFiles(workspaceRoot, { 'apps/shop/spawns': '' });
  await run();

  expect(existsSync(kept)).toBe(false);
});

test('a broken cache file stops no run', async () => {
  const { run, workspaceRoot } = shop();
  await run();
  writeFiles(workspaceRoot, { 'dist/synth-cache/qa/primary/shop/site.json': '{ "version": 1, "files' });

  expect([await run(), await run()]).toEqual(['synthesized', 'reused']);
});

test('a failed synthesis leaves nothing that calls the old output current', async () => {
  const { run, workspaceRoot, kept } = shop();
  await run();
  writeFiles(workspaceRoot, { 'apps/shop/dist/main.js': 'process.exit(1);' });

  await expect(run()).rejects.toMatchObject({ code: 'SynthFailed' });
  expect(existsSync(kept)).toBe(false);
});

test('the values of variables, which may be secrets, are not kept in clear', async () => {
  process.env['LOGNAME'] = 'a-secret-name';
  const { run, kept } = shop();
  await run();
  const text = readFileSync(kept, 'utf8');

  expect(text).toContain('LOGNAME');
  expect(text).not.toContain('a-secret-name');
});

test('paths are kept relative to the root, so that a workspace can be moved', async () => {
  const { run, kept, workspaceRoot } = shop();
  await run();
  const text = readFileSync(kept, 'utf8');

  expect(text).toContain('"apps/shop/dist/main.js"');
  expect(text).not.toContain(workspaceRoot);
});

describe('beside another command of the checkout', () => {
  test('if two synthesize the same stack at once, one does the work, and both get the result', async () => {
    const { run, output } = shop();

    expect((await Promise.all([run(), run(), run()])).sort()).toEqual(['reused', 'reused', 'synthesized']);
    expect(existsSync(join(output, 'stack.json'))).toBe(true);
  });

  test('a folder that would be the same is not touched', async () => {
    const { run, output } = shop();
    await run();
    const before = statSync(output).ino;
    await run({ skip: true });

    expect(statSync(output).ino).toBe(before);
    expect(readdirSync(join(output, '../../../../../drafts'))).toEqual([]);
  });

  test('after a new build meanwhile, the stack is synthesized again, from one build', async () => {
    const { run, workspaceRoot, output } = shop();
    writeOld(workspaceRoot, { 'dist/build-id': 'first' });
    // The first run of the entry meets a build that replaces modules that are not loaded yet.
    const main = join(workspaceRoot, 'apps/shop/dist/main.js');
    const building = `
      const id = require('node:path').join(__dirname, '../../../dist/build-id');
      if (require('node:fs').readFileSync(id, 'utf8') === 'first') {
        require('node:fs').writeFileSync(id, 'second');
        require('node:fs').writeFileSync(require('node:path').join(__dirname, 'settings.json'), '{"size":2}');
        process.exit(1);
      }`;
    writeFiles(workspaceRoot, { 'apps/shop/dist/main.js': `${building}\n${readFileSync(main, 'utf8')}` });
    await run();

    expect(JSON.parse(readFileSync(join(output, 'template.json'), 'utf8'))).toMatchObject({
      settings: { size: 2 },
    });
  });
});

import { execFile } from 'node:child_process';
import { readFileSync, symlinkSync, utimesSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { testFolder } from '../test-folder';

const checkout = join(__dirname, '../../../..');
const nxPlugin = 'tools/stacks/nx/plugin.cjs';
const loader = 'tools/stacks/nx/built-or-source.cjs';
const savedAt = new Date('2026-01-01T10:00:00Z');
const builtAt = new Date('2026-01-01T10:00:05Z');

/** A workspace whose plugin says whether it, and the lib that it imports, are loaded as they were built. */
function workspace(): string {
  const root = testFolder({
    'nx.json': '{}',
    'tsconfig.base.json': JSON.stringify({
      compilerOptions: { baseUrl: '.', paths: { '@bulkhead/words': ['./libs/words/src/index.ts'] } },
    }),
    [nxPlugin]: readFileSync(join(checkout, nxPlugin), 'utf8'),
    [loader]: readFileSync(join(checkout, loader), 'utf8'),
    'tools/stacks/src/plugin.ts':
      "import { word } from '@bulkhead/words';\nexport const name = `source, ${word}`;\n",
    'tools/stacks/dist/plugin.js':
      "exports.name = `built, ${require('../../../libs/words/dist/index.js').word}`;\n",
    'libs/words/src/index.ts': "export const word = 'source';\n",
    'libs/words/dist/index.js': "exports.word = 'built';\n",
  });
  symlinkSync(join(checkout, 'node_modules'), join(root, 'node_modules'));
  for (const source of ['tools/stacks/src/plugin.ts', 'libs/words/src/index.ts'])
    utimesSync(join(root, source), savedAt, savedAt);
  for (const built of ['tools/stacks/dist/plugin.js', 'libs/words/dist/index.js'])
    utimesSync(join(root, built), builtAt, builtAt);
  return root;
}

/** @returns the name of the plugin, as Nx gets it */
async function loaded(root: string): Promise<string> {
  const program = `process.stdout.write(require('./${nxPlugin}').name)`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--eval', program], { cwd: root });
  return stdout;
}

test('the plugin is what the build made of it', async () => {
  expect(await loaded(workspace())).toBe('built, built');
});

test.each(['tools/stacks/src/plugin.ts', 'libs/words/src/index.ts'])(
  'the plugin is its source where %s was saved since the build',
  async (source) => {
    const root = workspace();
    utimesSync(join(root, source), new Date(), new Date());

    expect(await loaded(root)).toBe('source, source');
  },
);

test.each(['tools/stacks/dist', 'libs/words/dist'])(
  'the plugin is its source where %s is gone',
  async (gone) => {
    const root = workspace();
    await rm(join(root, gone), { recursive: true });

    expect(await loaded(root)).toBe('source, source');
  },
);

test('the plugin is not loaded from a build whose source is gone', async () => {
  const root = workspace();
  await rm(join(root, 'libs/words/src/index.ts'));

  await expect(loaded(root)).rejects.toThrow(/Cannot find module '.*words/);
});

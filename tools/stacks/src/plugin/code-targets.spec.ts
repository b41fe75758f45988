import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { testFolder, writeFiles } from '../test-folder';
import { codeTargets } from './code-targets';

const root = resolve(__dirname, '../../../..');
const project = (folder: string, ...tags: string[]) => ({
  name: basename(folder),
  projectType: folder.startsWith('apps/') ? 'application' : 'library',
  tags,
  targets: { lint: codeTargets(root, folder).lint },
});
const lib = (name: string, ...tags: string[]) => ({
  [`libs/${name}/package.json`]: { name: `@bulkhead/${name}`, version: '0.1.0', main: 'src/index.ts' },
  [`libs/${name}/project.json`]: project(`libs/${name}`, ...tags),
  [`libs/${name}/src/index.ts`]: `export const ${name} = '${name}';\n`,
});
const { namedInputs } = JSON.parse(readFileSync(join(root, 'nx.json'), 'utf8')) as { namedInputs: object };

// With @nx/js among the packages, Nx finds edges in sources, as in this workspace.
const devDependencies = { '@nx/js': '23.2.1', eslint: '9.39.5' };

/** What Nx and ESLint read of this workspace, with an app `shop` that has both engines. */
const workspace = testFolder({
  'nx.json': { analytics: false, tui: { enabled: false }, namedInputs },
  'package.json': {
    name: 'small',
    private: true,
    workspaces: ['libs/*'],
    devDependencies,
  },
  'package-lock.json': {
    name: 'small',
    lockfileVersion: 3,
    packages: {
      '': { name: 'small', devDependencies },
      ...Object.fromEntries(
        Object.entries(devDependencies).map(([name, version]) => [`node_modules/${name}`, { version }]),
      ),
    },
  },
  'tsconfig.base.json': {
    compilerOptions: {
      baseUrl: '.',
      paths: Object.fromEntries(
        ['cdk', 'cdktf', 'naming'].map((name) => [`@bulkhead/${name}`, [`libs/${name}/src/index.ts`]]),
      ),
    },
  },
  ...lib('cdk', 'type:adapter', 'engine:cdk'),
  ...lib('cdktf', 'type:adapter', 'engine:cdktf'),
  ...lib('naming', 'type:neutral', 'engine:none'),
  ...lib('prices', 'type:neutral', 'engine:none'),
  'libs/prices/src/index.ts': "export { naming as prices } from '@bulkhead/naming';\n",
  'apps/shop/project.json': project('apps/shop', 'type:app', 'engine:both'),
  'apps/shop/src/queue-stack.ts':
    "import { cdk } from '@bulkhead/cdk';\nimport { nameOf } from './names';\n\nexport const queue = nameOf(cdk);\n",
  'apps/shop/src/trail-stack.ts':
    "import { cdktf } from '@bulkhead/cdktf';\nimport { nameOf } from './names';\n\nexport const trail = nameOf(cdktf);\n",
  'apps/shop/src/names.ts':
    "import { naming } from '@bulkhead/naming';\n\nexport const nameOf = (name: string) => naming + name;\n",
});

beforeAll(() => {
  symlinkSync(join(root, 'node_modules'), join(workspace, 'node_modules'));
  for (const file of [
    'eslint.config.mjs',
    'tools/boundaries/one-engine.cjs',
    'tools/stacks/eslint-rooms.cjs',
  ])
    cpSync(join(root, file), join(workspace, file));
});

function lint(name = 'shop') {
  const own = Object.entries(process.env).filter(([key]) => !key.startsWith('NX_'));
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules/.bin/nx'), ['run', `${name}:lint`], {
    cwd: workspace,
    encoding: 'utf8',
    env: { ...Object.fromEntries(own), NX_DAEMON: 'false', CI: 'true' },
  });
  return { isClean: status === 0, isCached: /cache/.test(stdout), text: stdout + stderr };
}

/** Lints with another text of a file, and puts the file back. */
function linted(file: string, text: string, name?: string) {
  const before = readFileSync(join(workspace, file), 'utf8');
  writeFiles(workspace, { [file]: text });
  const result = lint(name);
  writeFiles(workspace, { [file]: before });
  return result;
}

test('an app may have files of both engines, and a neutral file beside them; the result is kept', () => {
  expect(lint()).toMatchObject({ isClean: true, isCached: false });
  expect(lint()).toMatchObject({ isClean: true, isCached: true });
});

test.each([
  [
    'an imported file of the app',
    'apps/shop/src/names.ts',
    "import { cdk } from '@bulkhead/cdk';\n\nexport const nameOf = (name: string) => cdk + name;\n",
    'trail-stack.ts',
    'cdk by apps/shop/src/trail-stack.ts → apps/shop/src/names.ts → @bulkhead/cdk; cdktf by apps/shop/src/trail-stack.ts → @bulkhead/cdktf',
  ],
  [
    'the engine of a lib',
    'libs/naming/project.json',
    JSON.stringify(project('libs/naming', 'type:construct', 'engine:cdktf')),
    'queue-stack.ts',
    'cdktf by apps/shop/src/queue-stack.ts → apps/shop/src/names.ts → @bulkhead/naming',
  ],
])('a result that was kept is not taken after a change of %s', (_, file, text, where, said) => {
  const changed = linted(file, text);

  expect(changed).toMatchObject({ isClean: false, isCached: false });
  expect(changed.text).toContain(where);
  expect(changed.text).toContain(said);
});

test('a project with both engines is imported by none, not even by a project that may import its type', () => {
  expect(lint('prices')).toMatchObject({ isClean: true });

  const { isClean, text } = linted(
    'libs/naming/project.json',
    JSON.stringify(project('libs/naming', 'type:neutral', 'engine:both')),
    'prices',
  );

  expect(isClean).toBe(false);
  expect(text).toContain('tagged with "*" can not depend on libs tagged with "engine:both"');
});

test('a result that was kept is not taken after a change of the rule', () => {
  const rule = readFileSync(join(workspace, 'tools/boundaries/one-engine.cjs'), 'utf8');

  expect(linted('tools/boundaries/one-engine.cjs', `${rule}// Another rule.\n`)).toMatchObject({
    isClean: true,
    isCached: false,
  });
});

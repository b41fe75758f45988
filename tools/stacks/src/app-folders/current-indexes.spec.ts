import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { testFolder, writeFiles } from '../test-folder';
import { requireOwners } from './app-folders';
import {
  indexesOf,
  requireCurrentIndexes,
  requireCurrentSources,
  staleIndexes,
  updateIndexes,
} from './current-indexes';
import { filesInTree, filesOnDisk, type WorkspaceFiles } from './workspace-files';

const repository = resolve(__dirname, '../../../..');

const queueSettings =
  'export const settings = z.strictObject({ queue: z.strictObject({}).optional() }).optional();\n';
const messageQueue = "export const messageQueue = contract('message-queue', {});\n";

/** The files of a new app. None of them is in a folder of another team. */
const messaging = {
  'apps/messaging/project.json': {},
  'libs/config/src/apps/messaging/settings.ts': queueSettings,
  'libs/config/src/apps/messaging/presets.ts': 'export const presets = { saas: { queue: {} } };\n',
  'libs/config/src/apps/messaging/problems.ts': 'export function problems() {\n  return [];\n}\n',
  'libs/config/src/apps/messaging/index.ts': 'export {};\n',
  'libs/contracts/src/messaging/message-queue.ts': messageQueue,
};

/** Copies the libs of the repository with settings and contracts to a new folder. */
function libs(more: Readonly<Record<string, string | object>> = {}): string {
  const root = testFolder();
  for (const lib of ['libs/config/src', 'libs/contracts/src'])
    cpSync(join(repository, lib), join(root, lib), { recursive: true });
  writeFiles(root, more);
  return root;
}

/** The files of the repository, and some more. */
function repositoryWith(more: Readonly<Record<string, string>>): WorkspaceFiles {
  const onDisk = filesOnDisk(repository);
  const namesIn = (folder: string) =>
    Object.keys(more).flatMap((path) =>
      path.startsWith(`${folder}/`) ? path.slice(folder.length + 1).split('/', 1) : [],
    );
  return {
    children: (folder) => [...new Set([...onDisk.children(folder), ...namesIn(folder)])].sort(),
    isFile: (path) => path in more || onDisk.isFile(path),
    read: (path) => more[path] ?? onDisk.read(path),
  };
}
const generated = (root: string, file: string) => readFileSync(join(root, file), 'utf8');
const config = 'libs/config/src';

test('the indexes of the repository match its folders, and every folder has an owner', () => {
  expect(() => requireCurrentIndexes(filesOnDisk(repository))).not.toThrow();
  expect(() => requireOwners(filesOnDisk(repository))).not.toThrow();
});

test('a new app is listed by one command, which changes nothing the second time', () => {
  const root = libs(messaging);

  expect(updateIndexes(root)).toEqual([
    `${config}/apps/settings.generated.ts`,
    `${config}/apps/presets.generated.ts`,
    `${config}/apps/checks.generated.ts`,
    `${config}/apps/exports.generated.ts`,
    'libs/contracts/src/contracts.generated.ts',
  ]);
  expect(generated(root, `${config}/apps/settings.generated.ts`)).toContain(
    '  messaging: messagingSettings,\n',
  );
  expect(generated(root, `${config}/apps/presets.generated.ts`)).toContain(
    '  messaging: messagingPresets[preset],\n',
  );
  expect(generated(root, `${config}/apps/checks.generated.ts`)).toMatch(
    /problemsOfApps = \[[^\]]*\bmessagingProblems,/,
  );
  expect(generated(root, `${config}/apps/exports.generated.ts`)).toContain("export * from './messaging';\n");
  expect(generated(root, 'libs/contracts/src/contracts.generated.ts')).toContain(
    "export { messageQueue } from './messaging/message-queue';\n",
  );
  expect(updateIndexes(root)).toEqual([]);
});

test('a removed app leaves no trace', () => {
  const root = libs(messaging);
  updateIndexes(root);
  for (const folder of ['libs/config/src/apps/messaging', 'libs/contracts/src/messaging'])
    rmSync(join(root, folder), { recursive: true });
  updateIndexes(root);

  for (const { file } of indexesOf(filesOnDisk(root)))
    expect(generated(root, file)).toBe(generated(repository, file));
});

test('a new preset is known by its file', () => {
  const root = libs({ [`${config}/presets/clinic.ts`]: 'export const preset: Preset = {};\n' });
  updateIndexes(root);

  expect(generated(root, `${config}/presets/preset-names.generated.ts`)).toMatch(/'clinic',\s+'ecs-ec2'/);
  expect(generated(root, `${config}/presets/presets.generated.ts`)).toContain(
    "  clinic: () => (require('./clinic') as typeof import('./clinic')).preset,\n",
  );
});

test.each<[string, Readonly<Record<string, string>>, string]>([
  ['settings', { 'libs/config/src/apps/messaging/settings.ts': queueSettings }, 'settings.generated.ts'],
  ['a contract', { 'libs/contracts/src/network/message-queue.ts': messageQueue }, 'contracts.generated.ts'],
  [
    'a preset',
    { 'libs/config/src/presets/clinic.ts': 'export const preset = {};\n' },
    'presets.generated.ts',
  ],
  [
    'an edit by hand',
    { 'libs/contracts/src/contracts.generated.ts': 'export {};\n' },
    'contracts.generated.ts',
  ],
])('%s that is not listed is refused, with the command that lists it', (_, files, stale) => {
  expect(() => requireCurrentIndexes(repositoryWith(files))).toThrow(
    expect.objectContaining({
      code: 'StaleIndex',
      message: expect.stringContaining(stale),
      next: 'npx nx run bulkhead:update-indexes',
    }),
  );
});

test.each<[string, Readonly<Record<string, string>>, string, string]>([
  [
    'a folder without settings',
    { 'libs/config/src/apps/messaging/presets.ts': 'export const presets = {};' },
    'libs/config/src/apps/messaging has no settings.ts.',
    'create libs/config/src/apps/messaging/settings.ts with: export const settings = z.strictObject(',
  ],
  [
    'settings of another name',
    { 'libs/config/src/apps/messaging/settings.ts': 'export const messagingSettings = 1;' },
    'libs/config/src/apps/messaging/settings.ts does not export',
    'add to libs/config/src/apps/messaging/settings.ts: export const settings = ',
  ],
  [
    'checks of another name',
    {
      'libs/config/src/apps/messaging/settings.ts': queueSettings,
      'libs/config/src/apps/messaging/problems.ts': 'export function messagingProblems() {}',
    },
    'libs/config/src/apps/messaging/problems.ts does not export',
    'add to libs/config/src/apps/messaging/problems.ts: export function problems(',
  ],
  [
    'a contract that its file does not export by its name',
    { 'libs/contracts/src/network/message-queue.ts': "const queue = contract('message-queue', {});" },
    'libs/contracts/src/network/message-queue.ts does not export',
    "add to libs/contracts/src/network/message-queue.ts: export const messageQueue = contract('message-queue', { … });",
  ],
  [
    'a contract of another name than its file',
    { 'libs/contracts/src/network/message-queue.ts': "export const messageQueue = contract('queue', {});" },
    'libs/contracts/src/network/message-queue.ts does not export',
    "contract('message-queue'",
  ],
  [
    'a contract that another team has',
    { 'libs/contracts/src/network/cache.ts': "export const cache = contract('cache', {});" },
    'Two teams have a contract "cache": libs/contracts/src/database/cache.ts, libs/contracts/src/network/cache.ts.',
    'give one of them another name',
  ],
  [
    'a preset that its file does not export',
    { 'libs/config/src/presets/clinic.ts': 'export const clinic = {};' },
    'libs/config/src/presets/clinic.ts does not export',
    'export const preset: Preset = ',
  ],
])('%s is refused, with the file and the line to add', (_, files, message, next) => {
  expect(() => indexesOf(repositoryWith(files))).toThrow(
    expect.objectContaining({
      code: 'InvalidAppFolder',
      message: expect.stringContaining(message),
      next: expect.stringContaining(next),
    }),
  );
});

test.each(['libs/config/src/apps', 'libs/contracts/src'])(
  'a folder in %s that is no app has no owner',
  (folder) => {
    const files = filesOnDisk(
      testFolder({ [`${folder}/mesaging/a.ts`]: '', 'apps/messaging/project.json': {} }),
    );

    expect(() => requireOwners(files)).toThrow(
      expect.objectContaining({
        code: 'InvalidAppFolder',
        message: `${folder}/mesaging is named after no app: there is no apps/mesaging/project.json.`,
        next: 'give the folder the name of its app, one of messaging',
      }),
    );
  },
);

test('an empty folder that Git left behind, and a spec beside a contract, are not listed', () => {
  const root = libs({ 'libs/contracts/src/network/network.spec.ts': '' });
  writeFiles(root, { 'libs/config/src/apps/gone/a.ts': '' });
  rmSync(join(root, 'libs/config/src/apps/gone/a.ts'));

  expect(staleIndexes(filesOnDisk(root))).toEqual([]);
});

test('an Nx generator, whose files are in memory, gets the same indexes', () => {
  const root = libs(messaging);
  const tree = createTreeWithEmptyWorkspace();
  const onDisk = filesOnDisk(root);
  const copy = (folder: string): void => {
    for (const name of onDisk.children(folder)) {
      const path = `${folder}/${name}`;
      if (onDisk.isFile(path)) tree.write(path, onDisk.read(path) ?? '');
      else copy(path);
    }
  };
  copy('libs');

  expect(indexesOf(filesInTree(tree))).toEqual(indexesOf(onDisk));
});

describe('code owners', () => {
  const owned = (owner: string) => ({ metadata: { owner } });
  const ownersOf = (root: string) => {
    updateIndexes(root);
    return generated(root, '.github/CODEOWNERS').split('\n').slice(1, -1);
  };

  test('each team owns the folders of its app, and the owner of the workspace the rest', () => {
    const root = testFolder();
    writeFiles(root, {
      ...messaging,
      'project.json': owned('@acme/platform'),
      'apps/messaging/project.json': owned('@acme/messaging'),
      'apps/shop/project.json': owned('@acme/shop'),
    });

    expect(ownersOf(root)).toEqual([
      '* @acme/platform',
      '/apps/messaging/ @acme/messaging',
      '/libs/config/src/apps/messaging/ @acme/messaging',
      '/libs/contracts/src/messaging/ @acme/messaging',
      '/apps/shop/ @acme/shop',
    ]);
  });

  test('another owner makes the file stale', () => {
    const root = testFolder();
    writeFiles(root, {
      'project.json': owned('@acme/platform'),
      'apps/shop/project.json': owned('@acme/shop'),
    });
    updateIndexes(root);
    writeFiles(root, { 'apps/shop/project.json': owned('@acme/store') });

    expect(() => requireCurrentIndexes(filesOnDisk(root))).toThrow('.github/CODEOWNERS');
    // The build does not depend on who owns the files.
    expect(() => requireCurrentSources(filesOnDisk(root))).not.toThrow();
    expect(ownersOf(root)).toContain('/apps/shop/ @acme/store');
  });

  test('a workspace that names no owner has none', () => {
    const root = testFolder();
    writeFiles(root, { 'project.json': {}, 'apps/shop/project.json': owned('@acme/shop') });

    expect(indexesOf(filesOnDisk(root))).toEqual([]);
  });
});

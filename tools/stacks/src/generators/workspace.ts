import { BulkheadError } from '@bulkhead/errors';
import { nearest } from '@bulkhead/errors/input';
import { readJson, type Tree } from '@nx/devkit';
import { applyEdits, modify } from 'jsonc-parser';
import { settingsFolder } from '../app-folders/app-folders';
import { staleIndexes } from '../app-folders/current-indexes';
import { filesInTree } from '../app-folders/workspace-files';

export const engines = ['cdk', 'cdktf'] as const;
export type Engine = (typeof engines)[number];

/** The part of a stack's manifest entry that generators write. */
export interface StackEntry {
  engine: Engine;
  regions: string[];
  consumes?: string[];
  publishes?: string[];
}

/** The part of an app's `project.json` that generators read. */
export interface AppProject {
  name: string;
  tags: string[];
  metadata: { owner: string; stacks: Record<string, StackEntry> };
}

export const projectFileOf = (app: string) => `apps/${app}/project.json`;
export const mainFileOf = (app: string) => `apps/${app}/src/main.ts`;
export const stackFileOf = (app: string, stack: string) => `apps/${app}/src/${stack}-stack.ts`;
export const stackSpecOf = (app: string, stack: string) => `apps/${app}/src/${stack}-stack.spec.ts`;
export const settingsFileOf = (app: string) => `${settingsFolder}/${app}/settings.ts`;
export const presetsFileOf = (app: string) => `${settingsFolder}/${app}/presets.ts`;

/** Names of the apps. */
export function appsOf(tree: Tree): string[] {
  return tree.children('apps').filter((app) => tree.exists(projectFileOf(app)));
}

/**
 * The project of an app.
 *
 * @throws BulkheadError `InvalidOption` if there is no such app
 */
export function appProject(tree: Tree, app: string): AppProject {
  if (tree.exists(projectFileOf(app))) return readJson<AppProject>(tree, projectFileOf(app));
  const apps = appsOf(tree);
  throw new BulkheadError('InvalidOption', `There is no app "${app}"; allowed: ${apps.join(', ')}.`, {
    next: `write ${nearest(app, apps) ?? 'one of them'}, or begin with npx nx g @bulkhead/stacks:app ${app}`,
  });
}

/** Writes a file if there is none. An existing file of a team stays. */
export function writeNew(tree: Tree, file: string, text: string): void {
  if (!tree.exists(file)) tree.write(file, text);
}

/**
 * Replaces the text of a file.
 *
 * @param edit returns the new text; undefined if the file is not written as generators expect
 * @throws BulkheadError `UneditableFile`, with the line that a person has to add
 */
export function editFile(
  tree: Tree,
  file: string,
  line: string,
  edit: (text: string) => string | undefined,
): void {
  const before = tree.read(file, 'utf8');
  const after = before === null ? undefined : edit(before);
  if (after === undefined) {
    throw new BulkheadError(
      'UneditableFile',
      `${file} is not written in a way that a generator can edit; nothing was changed.`,
      {
        next: `add to ${file}: ${line}, and run the same command again`,
      },
    );
  }
  if (after !== before) tree.write(file, after);
}

/** Writes only the entry of a stack in the manifest of an app. Undefined removes the stack. */
export function editManifest(tree: Tree, app: string, stack: string, entry: StackEntry | undefined): void {
  const file = projectFileOf(app);
  const text = tree.read(file, 'utf8') ?? '';
  const options = { formattingOptions: { insertSpaces: true, tabSize: 2 } };
  tree.write(file, applyEdits(text, modify(text, ['metadata', 'stacks', stack], entry, options)));
}

/** Writes the index files of the apps' folders again. */
export function updateIndexesIn(tree: Tree): void {
  for (const { file, text } of staleIndexes(filesInTree(tree))) tree.write(file, text);
}

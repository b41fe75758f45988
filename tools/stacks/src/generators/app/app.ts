import { join } from 'node:path';
import { generateFiles, type Tree, writeJson } from '@nx/devkit';
import { requireContract } from '../contracts';
import { emptyEntry } from '../entries';
import { namesOf } from '../names';
import { speaking } from '../speaking';
import { addStack } from '../stack/stack';
import { finished, type SnapshotOption } from '../update-derived';
import {
  type Engine,
  mainFileOf,
  presetsFileOf,
  projectFileOf,
  settingsFileOf,
  writeNew,
} from '../workspace';

export interface AppOptions extends SnapshotOption {
  readonly name: string;
  /** The engine of its first stack. */
  readonly engine: Engine;
  /** GitHub team or person. @default `@acme/` and the name of the app */
  readonly owner?: string;
  /** Name of its first stack. */
  readonly stack: string;
  /** Roles of the regions that the stack is in. @default the primary one */
  readonly regions?: readonly string[];
  readonly consumes?: readonly string[];
  readonly publishes?: readonly string[];
}

/** Makes a new app with one stack: its code, its settings in every preset, and its entries in lists. */
export default speaking(async (tree: Tree, options: AppOptions) => {
  addApp(tree, options);
  return finished(tree, options);
});

function addApp(tree: Tree, options: AppOptions): void {
  const { engine, stack, regions, consumes = [], publishes } = options;
  const { name, constant, type } = namesOf(options.name, 'name');
  const { owner = `@acme/${name}` } = options;
  namesOf(stack, 'stack');
  for (const contract of consumes) requireContract(tree, contract);
  if (!tree.exists(projectFileOf(name))) {
    generateFiles(tree, join(__dirname, 'files'), `apps/${name}`, { name, owner });
    tree.write(mainFileOf(name), emptyEntry(engine));
    writeJson(tree, projectFileOf(name), {
      $schema: '../../node_modules/nx/schemas/project-schema.json',
      name,
      sourceRoot: `apps/${name}/src`,
      projectType: 'application',
      tags: ['type:app', `engine:${engine}`, `team:${name}`],
      metadata: { owner, stacks: {} },
    });
  }
  writeNew(
    tree,
    settingsFileOf(name),
    `import { z } from 'zod';

/** Settings of \`${name}\`, by stack. */
export const settings = z.strictObject({}).optional();

export type ${type}Settings = NonNullable<z.infer<typeof settings>>;
`,
  );
  writeNew(
    tree,
    presetsFileOf(name),
    `import { type z } from 'zod';
import { type AppPresets } from '../app-presets';
import { type settings } from './settings';

/** What each preset gives ${constant === name ? name : `\`${name}\``}. */
export const presets: AppPresets<z.input<typeof settings>> = {};
`,
  );
  addStack(tree, { app: name, name: stack, engine, regions, consumes, publishes });
}

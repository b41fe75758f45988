import { parseReference } from '@bulkhead/contracts/manifest';
import { BulkheadError } from '@bulkhead/errors';
import { formatFiles, installPackagesTask, readJson, type Tree } from '@nx/devkit';
import {
  contractsFolder,
  environmentsFolder,
  presetsFolder,
  settingsFolder,
  snapshotFile,
  sourcesIn,
  updateContractsCommand,
} from '../../app-folders/app-folders';
import { filesInTree } from '../../app-folders/workspace-files';
import { knownContracts } from '../contracts';
import { withoutElement } from '../edits/array-elements';
import { withoutImport } from '../edits/imports';
import { argumentOf, objectOf, withoutNestedProperty, withoutProperty } from '../edits/object-literals';
import { enginesOf, entryFileOf, removeEngine } from '../entries';
import { namesOf } from '../names';
import { rulesFolder } from '../policy-rule/policy-rule';
import { type Afterwards, speaking } from '../speaking';
import { type SnapshotOption, updateDerived, updateReference } from '../update-derived';
import {
  appProject,
  appsOf,
  editManifest,
  presetsFileOf,
  settingsFileOf,
  stackFileOf,
  stackSpecOf,
  updateIndexesIn,
} from '../workspace';

/** What can be removed. */
export type Kind = 'app' | 'stack' | 'contract' | 'environment' | 'lambda-function' | 'policy-rule';

export interface RemoveOptions extends SnapshotOption {
  readonly kind: Kind;
  /** Its name. For a stack, with the app: `messaging/queue`. */
  readonly name: string;
}

/** Removes everything that the generator of the kind has made. */
export default speaking(async (tree: Tree, options: RemoveOptions) => {
  const { kind, name } = options;
  const afterwards = removals[kind](tree, name, options);
  updateIndexesIn(tree);
  await formatFiles(tree);
  return () => {
    if (kind === 'app' || kind === 'stack') console.log(untouched(kind, name));
    return afterwards?.();
  };
});

/** Warns of a wrong conclusion: the files are gone, but the deployed resources are not. */
function untouched(kind: 'app' | 'stack', name: string): string {
  return `No deployed resource was touched. If ${kind} ${name} is still deployed, it is an orphan now. In its environment, this command lists it, with the command that destroys it alone: npx nx run bulkhead:orphans`;
}

const removals: Readonly<
  Record<Kind, (tree: Tree, name: string, options: SnapshotOption) => Afterwards | undefined>
> = {
  app: removeApp,
  stack: removeStack,
  contract: removeContract,
  environment: (tree, name, options) => {
    const file = `${environmentsFolder}/${namesOf(name, 'name').name}.ts`;
    requireFile(tree, file, 'environment', name);
    const after = sourcesIn(filesInTree(tree), environmentsFolder).filter((each) =>
      tree.read(`${environmentsFolder}/${each}.ts`, 'utf8')?.includes(`promotedAfter: '${name}'`),
    );
    if (after.length > 0)
      throw stillUsed(
        `Environment "${name}"`,
        after.map((each) => `environment ${each}, which is promoted after it`),
      );
    tree.delete(file);
    return updateDerived(tree, options);
  },
  'lambda-function': (tree, name) => {
    const root = `libs/${namesOf(name, 'name').name}-function`;
    requireFile(tree, `${root}/project.json`, 'Lambda function', name);
    tree.delete(root);
    return () => installPackagesTask(tree, true);
  },
  'policy-rule': (tree, name) => {
    const { constant } = namesOf(name, 'name');
    requireFile(tree, `${rulesFolder}/${name}.ts`, 'rule', name);
    tree.delete(`${rulesFolder}/${name}.ts`);
    tree.delete(`${rulesFolder}/${name}.spec.ts`);
    const index = `${rulesFolder}/index.ts`;
    edit(tree, index, (text) => withoutImport(withoutElement(text, 'rules', constant), `./${name}`));
    return updateReference(tree);
  },
};

function removeApp(tree: Tree, app: string, options: SnapshotOption): Afterwards | undefined {
  appProject(tree, app);
  const own = knownContracts(tree)
    .filter((each) => each.app === app)
    .map(({ name }) => name);
  const stays = (reader: string) => reader !== app;
  requireUnread(tree, own, stays);
  if (!options.skipSnapshot) requireForgotten(tree, own, stays);
  for (const folder of [`apps/${app}`, `${settingsFolder}/${app}`, `${contractsFolder}/${app}`])
    if (tree.exists(folder)) tree.delete(folder);
  return updateDerived(tree, options);
}

function removeStack(tree: Tree, id: string, options: SnapshotOption): Afterwards | undefined {
  const [app = '', stack = ''] = id.split('/');
  const project = appProject(tree, app);
  const { metadata } = project;
  const entry = metadata.stacks[stack];
  if (!entry)
    throw unknown(
      'stack',
      id,
      Object.keys(metadata.stacks).map((each) => `${app}/${each}`),
    );
  const own = contractsOf(entry.publishes);
  const others = Object.entries(metadata.stacks).filter(([name]) => name !== stack);
  const stays = (reader: string, readerStack: string) => reader !== app || readerStack !== stack;
  requireUnread(tree, own, stays);
  if (!options.skipSnapshot) requireForgotten(tree, own, stays);
  for (const file of [
    stackFileOf(app, stack),
    stackSpecOf(app, stack),
    `${settingsFolder}/${app}/${stack}.ts`,
  ])
    if (tree.exists(file)) tree.delete(file);
  for (const { name, file } of knownContracts(tree))
    if (own.includes(name) && !others.some(([, other]) => contractsOf(other.publishes).includes(name)))
      tree.delete(file);
  edit(tree, entryFileOf(project, entry.engine), (text) =>
    withoutProperty(text, argumentOf('synthesizeApp'), stack),
  );
  edit(tree, settingsFileOf(app), (text) =>
    withoutImport(withoutProperty(text, objectOf('settings'), stack), `./${stack}`),
  );
  for (const preset of sourcesIn(filesInTree(tree), presetsFolder))
    edit(tree, presetsFileOf(app), (text) =>
      withoutNestedProperty(text, objectOf('presets'), [preset, stack]),
    );
  editManifest(tree, app, stack, undefined);
  const isLastOfEngine = others.every(([, { engine }]) => engine !== entry.engine);
  if (enginesOf(project).length > 1 && isLastOfEngine) removeEngine(tree, project, entry.engine);
  return updateDerived(tree, options);
}

function removeContract(tree: Tree, name: string, options: SnapshotOption): Afterwards | undefined {
  const contract = knownContracts(tree).find((each) => each.name === name);
  if (!contract)
    throw unknown(
      'contract',
      name,
      knownContracts(tree).map((each) => each.name),
    );
  const users = usesOf(tree, name, () => true);
  if (users.length > 0) throw stillUsed(`Contract "${name}"`, users);
  tree.delete(contract.file);
  return updateDerived(tree, options);
}

/** Refuses to remove contracts that remaining stacks read. */
function requireUnread(
  tree: Tree,
  names: readonly string[],
  stays: (app: string, stack: string) => boolean,
): void {
  const read = names.flatMap((name) => {
    const readers = usesOf(tree, name, stays, ['consumes']);
    return readers.length > 0 ? [`contract "${name}" by ${readers.join(' and ')}`] : [];
  });
  if (read.length > 0) throw stillUsed('What is to go', read);
}

/**
 * Refuses to remove anything that has readers in the snapshot of contracts: the snapshot could not be written
 * afterwards.
 */
function requireForgotten(
  tree: Tree,
  names: readonly string[],
  stays: (app: string, stack: string) => boolean,
): void {
  const snapshot = readSnapshotOf(tree);
  const readers = Object.entries(snapshot).flatMap(([environment, stacks]) =>
    Object.entries(stacks).flatMap(([id, { consumes }]) => {
      const [app = '', stack = ''] = id.split(/[/@]/);
      return names
        .filter(
          (name) => stays(app, stack) && consumes.some((key) => key.includes(`/${environment}/${name}/`)),
        )
        .map((name) => `contract "${name}" by ${id} in ${environment}`);
    }),
  );
  if (readers.length === 0) return;
  throw new BulkheadError(
    'StillUsed',
    `Stacks in the snapshot of contracts still read what would be removed: ${readers.join('; ')}. Nothing was changed.`,
    { next: `${updateContractsCommand}, then the same command again` },
  );
}

/** The part of the committed snapshot that matters here. Empty if there is none. */
function readSnapshotOf(tree: Tree): Record<string, Record<string, { consumes: string[] }>> {
  return tree.exists(snapshotFile) ? readJson(tree, snapshotFile) : {};
}

/** The stacks whose manifests name a contract, each as the end of a sentence. */
function usesOf(
  tree: Tree,
  contract: string,
  stays: (app: string, stack: string) => boolean,
  directions: readonly ('consumes' | 'publishes')[] = ['consumes', 'publishes'],
): string[] {
  return appsOf(tree).flatMap((app) =>
    Object.entries(appProject(tree, app).metadata.stacks).flatMap(([stack, entry]) =>
      directions
        .filter((direction) => stays(app, stack) && contractsOf(entry[direction]).includes(contract))
        .map((direction) => `${app}/${stack}, which ${direction} it`),
    ),
  );
}

/** Names of the contracts that a manifest refers to. */
function contractsOf(references: readonly string[] = []): string[] {
  return references.map((reference) => parseReference(reference).contract);
}

function stillUsed(what: string, users: readonly string[]): BulkheadError {
  return new BulkheadError('StillUsed', `${what} is used: ${users.join('; ')}.`, {
    next: 'take it out of their code and manifests first',
  });
}

function unknown(kind: string, name: string, allowed: readonly string[]): BulkheadError {
  return new BulkheadError(
    'InvalidOption',
    `There is no ${kind} "${name}"; allowed: ${allowed.join(', ')}.`,
    {
      next: 'correct the name',
    },
  );
}

function requireFile(tree: Tree, file: string, kind: string, name: string): void {
  if (!tree.exists(file)) {
    throw new BulkheadError('InvalidOption', `There is no ${kind} "${name}": there is no ${file}.`, {
      next: 'correct the name',
    });
  }
}

function edit(tree: Tree, file: string, change: (text: string) => string): void {
  const before = tree.read(file, 'utf8');
  if (before === null) return;
  const after = change(before);
  if (after !== before) tree.write(file, after);
}

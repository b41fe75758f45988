import { join } from 'node:path';
import { BulkheadError } from '@bulkhead/errors';
import { generateFiles, type Tree } from '@nx/devkit';
import { presetsFolder, settingsFolder, sourcesIn } from '../../app-folders/app-folders';
import { filesInTree } from '../../app-folders/workspace-files';
import { nameInAws, sameNameOf } from '../../workspace/distinct-names';
import { requireContract, singleValueOf, writeContract } from '../contracts';
import { withImport } from '../edits/imports';
import { argumentOf, objectOf, withNestedProperty, withProperty } from '../edits/object-literals';
import { addEngine, enginesOf, entryFileOf } from '../entries';
import { requireOneOf } from '../given-options';
import { type Names, namesOf } from '../names';
import { speaking } from '../speaking';
import { finished, type SnapshotOption } from '../update-derived';
import {
  type AppProject,
  appProject,
  appsOf,
  editFile,
  editManifest,
  type Engine,
  engines,
  presetsFileOf,
  projectFileOf,
  settingsFileOf,
  stackFileOf,
} from '../workspace';

export interface StackOptions extends SnapshotOption {
  readonly app: string;
  readonly name: string;
  /**
   * With an engine that no other stack of the app has, the app gets both.
   *
   * @default the engine of the other stacks, if they have one
   */
  readonly engine?: Engine;
  /** Roles of the regions of the stack. @default the primary one */
  readonly regions?: readonly string[];
  /** Contracts that it reads. @default none */
  readonly consumes?: readonly string[];
  /** Contracts that it publishes. Missing ones are made. @default none */
  readonly publishes?: readonly string[];
}

/** Makes a new stack of an existing app. */
export default speaking(async (tree: Tree, options: StackOptions) => {
  addStack(tree, options);
  return finished(tree, options);
});

/** Adds a stack to the code, the manifest and the settings of its app, and to every preset. */
export function addStack(tree: Tree, options: StackOptions): void {
  const { app, regions = ['primary'], consumes = [], publishes = [] } = options;
  const names = namesOf(options.name, 'name');
  const project = appProject(tree, app);
  requireOwnName(tree, app, names.name);
  const engine = engineFor(project, names.name, options.engine);
  const consumed = consumes.map((name) => {
    const contract = requireContract(tree, name);
    const key = singleValueOf(tree, contract);
    if (key === undefined) {
      throw new BulkheadError(
        'InvalidOption',
        `Contract "${name}" has only lists. Only the code of a stack can say how many items it needs.`,
        {
          next: `leave it out of --consumes, add it to ${projectFileOf(app)}, and consume it in the code`,
        },
      );
    }
    return { ...namesOf(name, 'consumes'), key };
  });
  const published = publishes.map((name) => namesOf(name, 'publishes'));
  if (!enginesOf(project).includes(engine)) addEngine(tree, project, engine);
  for (const { name, constant } of published) writeContract(tree, app, name, constant);
  if (!tree.exists(stackFileOf(app, names.name))) writeCode(tree, app, engine, names, consumed, published);
  declare(tree, app, names.name, { engine, regions, consumes, publishes });
  enter(tree, app, engine, names);
}

/**
 * Checks that no other app has a stack with the same names in AWS.
 *
 * @throws BulkheadError `InvalidOption`, naming the other stack
 */
function requireOwnName(tree: Tree, app: string, stack: string): void {
  const name = nameInAws({ app, stack });
  for (const other of appsOf(tree).filter((each) => each !== app)) {
    const stacks = Object.keys(appProject(tree, other).metadata.stacks);
    const taken = stacks.find((each) => nameInAws({ app: other, stack: each }) === name);
    if (taken === undefined) continue;
    throw new BulkheadError('InvalidOption', sameNameOf(`${app}/${stack}`, `${other}/${taken}`, name), {
      next: 'choose another name for the stack',
    });
  }
}

/**
 * The engine of a stack: of an existing stack, what the manifest says.
 *
 * @throws BulkheadError `InvalidOption` if the engine is not known, or is another one in the manifest
 */
function engineFor(project: AppProject, stack: string, asked: Engine | undefined): Engine {
  if (asked) requireOneOf('engine', asked, engines);
  const declared = project.metadata.stacks[stack]?.engine;
  if (asked && declared && asked !== declared) {
    throw new BulkheadError(
      'InvalidOption',
      `--engine is "${asked}", and ${project.name} has a stack "${stack}" of ${declared}.`,
      { next: `write --engine=${declared}, or choose another name for the stack` },
    );
  }
  const [only, second] = enginesOf(project);
  const engine = declared ?? asked ?? (second ? undefined : only);
  if (engine) return engine;
  throw new BulkheadError(
    'InvalidOption',
    `${project.name} has stacks of both engines, so a new stack needs --engine; allowed: ${engines.join(', ')}.`,
    { next: `add --engine=${engines.join(' or --engine=')} to the command` },
  );
}

function writeCode(
  tree: Tree,
  app: string,
  engine: Engine,
  names: Names,
  consumed: readonly (Names & { key: string })[],
  published: readonly Names[],
): void {
  const contracts = [...consumed, ...published].map(({ constant }) => constant).sort();
  const adapters = [
    'BulkheadStack',
    ...(consumed.length > 0 ? ['consume'] : []),
    ...(published.length > 0 ? ['publish'] : []),
  ];
  generateFiles(tree, join(__dirname, 'files', engine), `apps/${app}/src`, {
    ...names,
    app,
    adapters: adapters.join(', '),
    contracts: contracts.join(', '),
    consumed: consumed.map(({ constant, key, type }) => ({
      constant,
      key,
      id: engine === 'cdk' ? `${type}${key.charAt(0).toUpperCase()}${key.slice(1)}` : `${constant}-${key}`,
    })),
    published,
  });
  generateFiles(tree, join(__dirname, 'files/settings'), `${settingsFolder}/${app}`, { ...names, app });
}

/** Adds the stack to the manifest. An existing entry stays as it is. */
function declare(
  tree: Tree,
  app: string,
  stack: string,
  {
    engine,
    regions,
    consumes,
    publishes,
  }: Required<Pick<StackOptions, 'regions' | 'consumes' | 'publishes'>> & { engine: Engine },
): void {
  if (appProject(tree, app).metadata.stacks[stack]) return;
  editManifest(tree, app, stack, {
    engine,
    regions: [...regions],
    ...(consumes.length > 0 && { consumes: [...consumes] }),
    ...(publishes.length > 0 && { publishes: [...publishes] }),
  });
}

/** Adds the stack to the lists of its app: the entry of its code, its settings, the values of presets. */
function enter(tree: Tree, app: string, engine: Engine, { name, constant, type }: Names): void {
  const entry = `async () => (await import('./${name}-stack.js')).${type}Stack`;
  editFile(tree, entryFileOf(appProject(tree, app), engine), `'${name}': ${entry}`, (text) =>
    withProperty(text, argumentOf('synthesizeApp'), name, entry),
  );
  editFile(tree, settingsFileOf(app), `'${name}': ${constant}Schema.optional()`, (text) => {
    const edited = withProperty(text, objectOf('settings'), name, `${constant}Schema.optional()`);
    return edited === undefined || edited === text
      ? edited
      : withImport(edited, `${constant}Schema`, `./${name}`);
  });
  for (const preset of sourcesIn(filesInTree(tree), presetsFolder)) {
    editFile(tree, presetsFileOf(app), `'${preset}': { '${name}': { logRetentionDays: 365 } }`, (text) =>
      withNestedProperty(text, objectOf('presets'), [preset, name], '{ logRetentionDays: 365 }'),
    );
  }
}

import { BulkheadError } from '@bulkhead/errors';
import { type Tree } from '@nx/devkit';
import { applyEdits, modify } from 'jsonc-parser';
import { argumentOf } from './edits/object-literals';
import { parse } from './edits/syntax';
import { type AppProject, type Engine, engines, mainFileOf, projectFileOf } from './workspace';

/** The entry of an app, or of one of its engines, before a stack is entered. */
export const emptyEntry = (engine: Engine) => `import { synthesizeApp } from '@bulkhead/${engine}';

void synthesizeApp(__dirname, {});
`;

/** The entry of an app with both engines: it chooses the entry of an engine. */
const choosingEntry = `import { synthesizeByEngine } from '@bulkhead/stack';

void synthesizeByEngine(__dirname, {
  cdk: () => import('./cdk-stacks.js'),
  cdktf: () => import('./cdktf-stacks.js'),
});
`;

const entryOfEngine = (app: string, engine: Engine) => `apps/${app}/src/${engine}-stacks.ts`;

/**
 * The engines of the stacks of an app, from its tags.
 *
 * @throws BulkheadError `InvalidOption` if no tag says it
 */
export function enginesOf({ name, tags }: AppProject): readonly Engine[] {
  const own = engines.filter((each) => tags.includes(`engine:${each}`) || tags.includes('engine:both'));
  if (own.length > 0) return own;
  throw new BulkheadError(
    'InvalidOption',
    `${projectFileOf(name)} has no tag engine:cdk, engine:cdktf or engine:both.`,
    { next: `add one of them to "tags" in ${projectFileOf(name)}` },
  );
}

/** The file that calls `synthesizeApp` of an engine: `main.ts`, if all stacks of the app have that engine. */
export function entryFileOf(project: AppProject, engine: Engine): string {
  return enginesOf(project).length > 1 ? entryOfEngine(project.name, engine) : mainFileOf(project.name);
}

/**
 * Makes an app with stacks of one engine one with both. The entry of the app becomes the entry of its first engine.
 *
 * @param engine the second engine, which has no stack yet
 * @throws BulkheadError `UneditableFile` if the entry of the app is not written as generators expect
 */
export function addEngine(tree: Tree, project: AppProject, engine: Engine): void {
  const { name } = project;
  const [first] = enginesOf(project) as [Engine];
  const main = mainFileOf(name);
  const text = tree.read(main, 'utf8') ?? '';
  if (!argumentOf('synthesizeApp')(parse(text))) {
    throw new BulkheadError(
      'UneditableFile',
      `${main} is not written in a way that a generator can make the entry of ${first}; nothing was changed.`,
      {
        next: `let ${main} call synthesizeApp of @bulkhead/${first} with the stacks, and run the same command again`,
      },
    );
  }
  tree.write(entryOfEngine(name, first), text);
  tree.write(entryOfEngine(name, engine), emptyEntry(engine));
  tree.write(main, choosingEntry);
  replaceTag(tree, project, `engine:${first}`, 'engine:both');
}

/**
 * Makes an app with stacks of both engines one with the other engine alone: the reverse of `addEngine`.
 *
 * @param engine the engine that has no stack any more
 * @throws BulkheadError `UneditableFile` if a file that would go has something that no generator writes
 */
export function removeEngine(tree: Tree, project: AppProject, engine: Engine): void {
  const { name } = project;
  const [other] = engines.filter((each) => each !== engine) as [Engine];
  const [main, gone, kept] = [mainFileOf(name), entryOfEngine(name, engine), entryOfEngine(name, other)];
  requireNothingElse(tree, main, choosingEntry, engine);
  requireNothingElse(tree, gone, emptyEntry(engine), engine);
  tree.write(main, tree.read(kept) ?? emptyEntry(other));
  tree.delete(gone);
  tree.delete(kept);
  replaceTag(tree, project, 'engine:both', `engine:${other}`);
}

function requireNothingElse(tree: Tree, file: string, generated: string, engine: Engine): void {
  const withoutSpace = (text: string) => text.replace(/\s/g, '');
  if (withoutSpace(tree.read(file, 'utf8') ?? '') === withoutSpace(generated)) return;
  throw new BulkheadError(
    'UneditableFile',
    `${file} goes with the last stack of ${engine}, and has more than a generator writes; nothing was changed.`,
    { next: `move what the team added out of ${file}, and run the same command again` },
  );
}

function replaceTag(tree: Tree, { name, tags }: AppProject, before: string, after: string): void {
  const file = projectFileOf(name);
  const text = tree.read(file, 'utf8') ?? '';
  tree.write(file, applyEdits(text, modify(text, ['tags', tags.indexOf(before)], after, {})));
}

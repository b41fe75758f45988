import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describeError } from '@bulkhead/errors';
import { type ExecutorContext } from '@nx/devkit';
import { transformFile } from '@swc/core';
import { requireCurrentIndexes } from '../app-folders/current-indexes';
import { filesOnDisk } from '../app-folders/workspace-files';
import { changingBuild, buildId, projectsIn } from '../checkout/build-id';
import { whileAlone } from '../checkout/while-alone';
import { bundleFunction } from '../functions/bundle-function';
import { type DeclaredFunction, declaredFunctions } from '../functions/declared-functions';
import { readCommandOptions } from './verb-options';

/** Content of a file that is built, by its absolute path. */
type Built = ReadonlyMap<string, Buffer>;

/**
 * Compiles every project to its own `dist`, file by file, so that what runs at deploy time needs no compiler, and
 * bundles the Lambda functions that projects declare. This executor itself runs from its source: it is what makes all
 * the others.
 *
 * Other commands of the checkout may run what is there meanwhile. So everything is made first, and then only files that
 * differ are replaced, each at once; a build that fails changes nothing.
 */
export default async function executor(
  given: object,
  { root }: ExecutorContext,
): Promise<{ success: boolean }> {
  try {
    readCommandOptions('build', given);
    return await whileAlone({ workspaceRoot: root, on: 'build', say: console.log }, () => build(root));
  } catch (error) {
    console.error(describeError(error));
    return { success: false };
  }
}

async function build(root: string): Promise<{ success: boolean }> {
  requireCurrentIndexes(filesOnDisk(root));
  const swcConfig = require(join(root, 'swc.config.js')) as object;
  const projects = projectsIn(root);
  const sources = projects.flatMap(sourcesOf);
  const functions = projects.flatMap(declaredFunctions);
  const built = new Map<string, Buffer>();
  const compiled = await allOf(sources, async ({ source, output }) => {
    const { code } = await transformFile(source, { ...swcConfig, cwd: root });
    built.set(output, Buffer.from(code));
  });
  const bundled = await allOf(functions, async ({ source, bundle }: DeclaredFunction) => {
    built.set(bundle, Buffer.from(await bundleFunction(source, root)));
  });
  const failed = compiled.failed + bundled.failed;
  if (failed === 0) replace(root, projects, built);
  const said = [
    `${compiled.done} files compiled`,
    functions.length > 0 && `${bundled.done} functions bundled`,
    failed > 0 && `${failed} failed, so that nothing was changed`,
  ];
  console.log(said.filter(Boolean).join(', '));
  return { success: failed === 0 };
}

/** Does the work for each, and says of those it failed for why. */
async function allOf<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<{ done: number; failed: number }> {
  const outcomes = await Promise.allSettled(items.map(work));
  const failed = outcomes.filter((outcome) => outcome.status === 'rejected');
  for (const { reason } of failed) console.error((reason as Error).message);
  return { done: items.length - failed.length, failed: failed.length };
}

/** Puts what was built in the place of what is there, and removes what is no longer built. */
function replace(root: string, projects: readonly string[], built: Built): void {
  const differing = [...built].filter(([file, content]) => !holds(file, content));
  const obsolete = projects
    .flatMap((project) => filesBelow(join(project, 'dist')))
    .filter((file) => !built.has(file));
  for (const project of projects) mkdirSync(join(project, 'dist'), { recursive: true });
  if (differing.length + obsolete.length === 0 && buildId(root) !== undefined) return;
  changingBuild(root, () => {
    for (const [file, content] of differing) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.part`, content);
      renameSync(`${file}.part`, file);
    }
    // Last: what was there may have been loaded by what is replaced.
    for (const file of obsolete) rmSync(file, { force: true });
  });
}

function holds(file: string, content: Buffer): boolean {
  return existsSync(file) && readFileSync(file).equals(content);
}

function filesBelow(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The sources of a project, with where each is compiled to. */
function sourcesOf(project: string): { source: string; output: string }[] {
  const files = readdirSync(join(project, 'src'), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.endsWith('.d.ts'))
    .map((file) => ({
      source: join(project, 'src', file),
      output: join(project, 'dist', file.replace(/\.ts$/, '.js')),
    }));
}

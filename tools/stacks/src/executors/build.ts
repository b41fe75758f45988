import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describeError } from '@bulkhead/errors';
import { type ExecutorContext } from '@nx/devkit';
import { transformFile } from '@swc/core';
import { requireCurrentSources } from '../app-folders/current-indexes';
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
 * bundles the Lambda functions that projects declare. This executor itself runs from its source where that is newer than
 * the last build: it is what makes all the others.
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

/** Somebody who saves files without end gets what was read last. */
const attempts = 5;

/** Compiles once more where a source was saved meanwhile: it may have been read half-written, or beside an older one. */
async function build(root: string): Promise<{ success: boolean }> {
  requireCurrentSources(filesOnDisk(root));
  for (let attempt = 1; ; attempt++) {
    const before = versionsOfSources(root);
    const { built, failures, said } = await compile(root);
    const after = versionsOfSources(root);
    const isOfOneVersion =
      after.size === before.size && [...after].every(([file, at]) => before.get(file) === at);
    if (!isOfOneVersion && attempt < attempts) continue;
    for (const failure of failures) console.error(failure);
    if (failures.length === 0) {
      replace(root, projectsIn(root), built);
      renewTimes(projectsIn(root).flatMap(sourcesOf));
    }
    console.log(said);
    return { success: failures.length === 0 };
  }
}

/** What tells one content of each source from the next, by its absolute path. */
function versionsOfSources(root: string): ReadonlyMap<string, string> {
  return new Map(
    projectsIn(root)
      .flatMap((project) => filesBelow(join(project, 'src')))
      .map((file) => {
        const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
        return [file, stats ? `${stats.ino} ${stats.size} ${stats.mtimeNs} ${stats.ctimeNs}` : 'gone'];
      }),
  );
}

async function compile(root: string): Promise<{ built: Built; failures: readonly string[]; said: string }> {
  const swcConfig = require(join(root, 'swc.config.js')) as object;
  const projects = projectsIn(root);
  const sources = projects.flatMap(sourcesOf);
  const functions = projects.flatMap(declaredFunctions);
  const built = new Map<string, Buffer>();
  const compiled = await failuresOf(sources, async ({ source, output }) => {
    const { code } = await transformFile(source, { ...swcConfig, cwd: root });
    built.set(output, Buffer.from(code));
  });
  const bundled = await failuresOf(functions, async ({ source, bundle }: DeclaredFunction) => {
    built.set(bundle, Buffer.from(await bundleFunction(source, root)));
  });
  const failures = [...compiled, ...bundled];
  const said = [
    `${sources.length - compiled.length} files compiled`,
    functions.length > 0 && `${functions.length - bundled.length} functions bundled`,
    failures.length > 0 && `${failures.length} failed, so that nothing was changed`,
  ];
  return { built, failures, said: said.filter(Boolean).join(', ') };
}

/** Does the work for each, and says why for those it failed for. */
async function failuresOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<string[]> {
  const outcomes = await Promise.allSettled(items.map(work));
  return outcomes
    .filter((outcome) => outcome.status === 'rejected')
    .map(({ reason }) => (reason as Error).message);
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

/** Gives what a saved source compiled to once more the time of this build: `nx/built-or-source.cjs` loads nothing older than its source. */
function renewTimes(sources: readonly CompiledSource[]): void {
  const now = new Date();
  for (const { source, output } of sources) {
    const [saved, compiled] = [source, output].map(
      (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs,
    );
    if (saved !== undefined && compiled !== undefined && saved > compiled) utimesSync(output, now, now);
  }
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

/** Absolute paths of a source and of what it is compiled to. */
interface CompiledSource {
  readonly source: string;
  readonly output: string;
}

/** The sources of a project, with where each is compiled to. */
function sourcesOf(project: string): CompiledSource[] {
  const files = readdirSync(join(project, 'src'), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.endsWith('.d.ts'))
    .map((file) => ({
      source: join(project, 'src', file),
      output: join(project, 'dist', file.replace(/\.ts$/, '.js')),
    }));
}

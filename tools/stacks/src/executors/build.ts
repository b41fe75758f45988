import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describeError } from '@bulkhead/errors';
import { type ExecutorContext } from '@nx/devkit';
import { transformFile } from '@swc/core';
import { bundleFunction } from '../functions/bundle-function';
import { type DeclaredFunction, declaredFunctions } from '../functions/declared-functions';
import { readCommandOptions } from './verb-options';

const kinds = ['apps', 'libs', 'tools'];

/**
 * Compiles every project to its own `dist`, file by file, so that what runs at deploy time needs no compiler, and
 * bundles the Lambda functions that projects declare. This executor itself runs from its source: it is what makes all
 * the others.
 */
export default async function executor(
  given: object,
  { root }: ExecutorContext,
): Promise<{ success: boolean }> {
  try {
    readCommandOptions('build', given);
  } catch (error) {
    console.error(describeError(error));
    return { success: false };
  }
  const swcConfig = require(join(root, 'swc.config.js')) as object;
  const projects = kinds.flatMap((kind) => projectsIn(join(root, kind)));
  const sources = projects.flatMap(sourcesOf);
  const functions = projects.flatMap(declaredFunctions);
  const compiled = await allOf(sources, async ({ source, output }) => {
    const { code } = await transformFile(source, { ...swcConfig, cwd: root });
    write(output, code);
  });
  const bundled = await allOf(functions, (each) => bundle(each, root));
  const said = [
    `${compiled.done} files compiled`,
    functions.length > 0 && `${bundled.done} functions bundled`,
  ];
  const failed = compiled.failed + bundled.failed;
  console.log([...said.filter(Boolean), ...(failed > 0 ? [`${failed} failed`] : [])].join(', '));
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

async function bundle({ source, bundle }: DeclaredFunction, root: string): Promise<void> {
  write(bundle, await bundleFunction(source, root));
}

function write(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** Folders that have sources. */
function projectsIn(directory: string): string[] {
  return readdirSync(directory)
    .map((name) => join(directory, name))
    .filter((path) => existsSync(join(path, 'src')));
}

/** The sources of a project, with where each is compiled to; what is no longer a source is removed there. */
function sourcesOf(project: string): { source: string; output: string }[] {
  rmSync(join(project, 'dist'), { recursive: true, force: true });
  const files = readdirSync(join(project, 'src'), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.endsWith('.d.ts'))
    .map((file) => ({
      source: join(project, 'src', file),
      output: join(project, 'dist', file.replace(/\.ts$/, '.js')),
    }));
}

import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ExecutorContext } from '@nx/devkit';
import { transformFile } from '@swc/core';

const kinds = ['apps', 'libs', 'tools'];

/**
 * Compiles every project to its own `dist`, file by file, so that what runs at deploy time needs no compiler.
 * This executor itself runs from its source: it is what makes all the others.
 */
export default async function executor(_: object, { root }: ExecutorContext): Promise<{ success: boolean }> {
  const swcConfig = require(join(root, 'swc.config.js')) as object;
  const sources = kinds.flatMap((kind) => projectsIn(join(root, kind))).flatMap(sourcesOf);
  const outcomes = await Promise.allSettled(
    sources.map(async ({ source, output }) => {
      const { code } = await transformFile(source, { ...swcConfig, cwd: root });
      mkdirSync(dirname(output), { recursive: true });
      writeFileSync(output, code);
    }),
  );
  const failed = outcomes.filter((outcome) => outcome.status === 'rejected');
  for (const { reason } of failed) console.error((reason as Error).message);
  console.log(
    `${sources.length - failed.length} files compiled${failed.length > 0 ? `, ${failed.length} failed` : ''}`,
  );
  return { success: failed.length === 0 };
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

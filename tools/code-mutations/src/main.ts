import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BulkheadError, describeError } from '@bulkhead/errors';
import { readOptions } from './options';
import { requiredFolders, requiredPercent } from './required';
import { type FolderScore, percentOf, scoreOf } from './score';
import { mutate } from './stryker';

const workspaceRoot = resolve(__dirname, '../../..');

/** Projects with unit tests: the stacks tool and the libs, as folders. */
function projects(): string[] {
  const libs = readdirSync(join(workspaceRoot, 'libs')).map((name) => `libs/${name}`);
  return ['tools/stacks', ...libs].filter((project) =>
    existsSync(join(workspaceRoot, project, 'jest.config.js')),
  );
}

/**
 * The requested folders that exist in the project. If none is requested: all folders directly in `src`, and an empty
 * text for the files of `src` itself.
 */
function foldersOf(project: string, wanted: readonly string[]): readonly string[] {
  const sources = join(workspaceRoot, project, 'src');
  if (wanted.length > 0) return wanted.filter((folder) => existsSync(join(sources, folder)));
  const entries = readdirSync(sources, { withFileTypes: true });
  return ['', ...entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)].sort();
}

async function main(): Promise<void> {
  const { projects: asked, folders: wanted, ...options } = readOptions(process.argv.slice(2), projects());
  const places = asked.flatMap((project) =>
    foldersOf(project, wanted).map((folder) => ({ project, folder })),
  );
  const unknown = wanted.filter((folder) => !places.some((place) => place.folder === folder));
  if (unknown.length > 0)
    throw new BulkheadError('InvalidOption', `No project has a folder ${unknown.join(' or ')}.`, {
      next: 'npx nx run code-mutations:score -- --folder locks',
    });
  const scores: FolderScore[] = [];
  for (const { project, folder } of places) {
    const report = await mutate({ workspaceRoot, project, folder, ...options });
    scores.push(scoreOf(report, join(project, 'src', folder)));
  }
  const report = 'dist/code-mutations/scores.json';
  writeFileSync(join(workspaceRoot, report), `${JSON.stringify(scores, null, 2)}\n`);
  for (const score of scores) console.log(line(score));
  if (options.sample < 100) console.log(`(a sample of ${options.sample} % of the lines)`);
  console.log(`(${report} lists the mutants that no test noticed)`);
  const low = scores.filter(
    (score) => requiredFolders.includes(score.folder) && percentOf(score) < requiredPercent,
  );
  for (const { folder } of low) console.error(`${folder} is below ${requiredPercent} %`);
  if (low.length > 0) process.exitCode = 1;
}

function line(score: FolderScore): string {
  const { folder, mutants, noticed, tooLong } = score;
  return `${folder.padEnd(40)} ${percentOf(score).toFixed(1).padStart(5)} %  ${noticed} of ${mutants} mutants, ${tooLong} of them because the tests took too long`;
}

main().catch((error: unknown) => {
  console.error(describeError(error));
  process.exitCode = 1;
});

import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describeError } from '@bulkhead/errors';
import { readOptions } from './options';
import { requiredFolders, requiredPercent } from './required';
import { type FolderScore, percentOf, scoresOf } from './score';
import { mutate } from './stryker';

const workspaceRoot = resolve(__dirname, '../../..');

/** Projects with unit tests of the tool and the libs, as folders. */
function projects(): string[] {
  const libs = readdirSync(join(workspaceRoot, 'libs')).map((name) => `libs/${name}`);
  return ['tools/stacks', ...libs].filter((project) =>
    existsSync(join(workspaceRoot, project, 'jest.config.js')),
  );
}

async function main(): Promise<void> {
  const { projects: asked, ...options } = readOptions(process.argv.slice(2), projects());
  const scores: FolderScore[] = [];
  for (const project of asked) {
    scores.push(...scoresOf(await mutate({ workspaceRoot, project, ...options }), project));
  }
  const report = 'dist/code-mutations/scores.json';
  writeFileSync(join(workspaceRoot, report), `${JSON.stringify(scores, null, 2)}\n`);
  for (const score of scores) console.log(line(score));
  console.log(`(${report} names those that no test noticed)`);
  const low = scores.filter(
    (score) => requiredFolders.includes(score.folder) && percentOf(score) < requiredPercent,
  );
  for (const { folder } of low) console.error(`${folder} is below ${requiredPercent} %`);
  if (low.length > 0) process.exitCode = 1;
}

function line(score: FolderScore): string {
  const { folder, mutants, noticed } = score;
  return `${folder.padEnd(40)} ${percentOf(score).toFixed(1).padStart(5)} %  ${noticed} of ${mutants} mutants`;
}

main().catch((error: unknown) => {
  console.error(describeError(error));
  process.exitCode = 1;
});

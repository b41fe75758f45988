import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BulkheadError } from '@bulkhead/errors';
import { mutationReport, type MutationReport } from './score';

/** What is mutated of a project, and how. */
export interface MutationRun {
  readonly workspaceRoot: string;
  /** Folder of the project: `tools/stacks`. */
  readonly project: string;
  /** Folders below `src`. @default all of them */
  readonly folders: readonly string[];
  readonly concurrency: number;
}

/**
 * Lets StrykerJS change one operator of the sources at a time and run the unit tests that are related to the change. It
 * works in a copy of the workspace.
 *
 * @throws BulkheadError `StrykerFailed` where the tests fail without any change, or it did not come to its end
 */
export async function mutate({
  workspaceRoot,
  project,
  folders,
  concurrency,
}: MutationRun): Promise<MutationReport> {
  const output = join(workspaceRoot, 'dist/code-mutations', project.replaceAll('/', '-'));
  mkdirSync(output, { recursive: true });
  const report = join(output, 'report.json');
  const places =
    folders.length > 0 ? folders.map((folder) => `${project}/src/${folder}`) : [`${project}/src`];
  const configuration = join(output, 'stryker.config.json');
  writeFileSync(
    configuration,
    JSON.stringify({
      testRunner: 'jest',
      plugins: ['@stryker-mutator/jest-runner'],
      jest: { projectType: 'custom', configFile: `${project}/jest.config.js`, enableFindRelatedTests: true },
      mutate: [
        ...places.map((place) => `${place}/**/*.ts`),
        // What only tests use, and what only describes: a mutant of a text for people is a matter of taste.
        '!**/*.spec.ts',
        '!**/test-*.ts',
        '!**/testing.ts',
        '!**/recording-output.ts',
      ],
      mutator: { excludedMutations: ['StringLiteral'] },
      coverageAnalysis: 'perTest',
      concurrency,
      ignoreStatic: true,
      tempDirName: 'dist/code-mutations/sandbox',
      ignorePatterns: ['dist', '.nx', '.bulkhead', 'tools/e2e', 'tools/bench'],
      reporters: ['clear-text', 'json'],
      clearTextReporter: { reportTests: false, reportMutants: false, reportScoreTable: false },
      jsonReporter: { fileName: report },
      checkers: [],
      allowEmpty: true,
    }),
  );
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [join(workspaceRoot, 'node_modules/@stryker-mutator/core/bin/stryker.js'), 'run', configuration],
      { cwd: workspaceRoot, stdio: ['ignore', 'inherit', 'inherit'] },
    );
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0)
    throw new BulkheadError('StrykerFailed', `StrykerJS over ${project} ended with code ${code}.`, {
      next: `npx jest -c ${project}/jest.config.js shows whether the tests pass without any change`,
    });
  return mutationReport.parse(JSON.parse(readFileSync(report, 'utf8')));
}

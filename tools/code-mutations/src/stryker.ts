import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BulkheadError } from '@bulkhead/errors';
import { sampledLines } from './sampled-lines';
import { mutationReport, type MutationReport } from './score';

/** The sources of a project that are mutated, and how. */
export interface MutationRun {
  readonly workspaceRoot: string;
  /** Folder of the project: `tools/stacks`. */
  readonly project: string;
  /** Folder below `src`, such as `locks`. An empty text means the files of `src` itself. */
  readonly folder: string;
  /** How many tests run at once. */
  readonly concurrency: number;
  /** Whether results of earlier runs are ignored. */
  readonly fresh: boolean;
  /** Share of the source lines that are mutated, in percent. */
  readonly sample: number;
}

/** The specs that run against a mutant: those of the folder, or every spec that imports the folder. */
type Specs = 'own' | 'related';

/**
 * Lets StrykerJS change one operator in the sources of a folder at a time, and runs the unit tests each time. The specs
 * of the folder itself run first, because they take a second. For the mutants that they miss, every spec runs that
 * imports the folder. A later run tests only the sources that have changed since.
 *
 * @throws BulkheadError `StrykerFailed` if the tests fail without any change, or StrykerJS does not finish
 */
export async function mutate(run: MutationRun): Promise<MutationReport> {
  const known = run.sample === 100 ? 'dist/code-mutations' : `dist/code-mutations/sample-${run.sample}`;
  const output = join(run.workspaceRoot, known, run.project, run.folder || 'src');
  if (run.fresh) rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  const found = join(output, 'incremental.json');
  if (!existsSync(found)) await stryker(run, output, found, 'own');
  await stryker(run, output, found, 'related');
  return mutationReport.parse(JSON.parse(readFileSync(found, 'utf8')));
}

async function stryker(
  { workspaceRoot, project, folder, concurrency, sample }: MutationRun,
  output: string,
  incrementalFile: string,
  specs: Specs,
): Promise<void> {
  const place = folder ? `src/${folder}/**` : 'src';
  const configuration = join(output, `stryker.${specs}.json`);
  writeFileSync(
    configuration,
    JSON.stringify({
      testRunner: 'jest',
      plugins: ['@stryker-mutator/jest-runner'],
      jest: {
        projectType: 'custom',
        configFile: `${project}/jest.config.js`,
        ...(specs === 'own' && { config: { testMatch: [`<rootDir>/${place}/*.spec.ts`] } }),
        enableFindRelatedTests: true,
      },
      mutate: sourcesIn(workspaceRoot, join(project, 'src', folder), folder !== '').flatMap((file) =>
        sampledLines(file, readFileSync(join(workspaceRoot, file), 'utf8').split('\n').length, sample),
      ),
      mutator: { excludedMutations: ['StringLiteral'] },
      coverageAnalysis: 'perTest',
      concurrency,
      // Jest keeps much of each run in memory. After twenty runs of a large folder, a mutant takes ten times as long.
      maxTestRunnerReuse: 12,
      ignoreStatic: true,
      // If another load slows the machine down, a mutant must not look noticed.
      timeoutMS: 15_000,
      incremental: true,
      incrementalFile,
      tempDirName: join('dist/code-mutations/sandbox', project, folder || 'src'),
      ignorePatterns: ['dist', '.nx', '.bulkhead', 'tools/e2e', 'tools/bench'],
      reporters: ['clear-text', 'progress-append-only'],
      clearTextReporter: { reportTests: false, reportMutants: false, reportScoreTable: false },
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
    throw new BulkheadError('StrykerFailed', `StrykerJS over ${project}/${place} ended with code ${code}.`, {
      next: `npx jest -c ${project}/jest.config.js shows whether the tests pass without any change`,
    });
}

/**
 * The sources below a folder, or directly in it, from the root of the workspace. Sources that only tests use are left
 * out. Sources that only have descriptions are left out too, because no test can judge a changed text for people.
 */
function sourcesIn(workspaceRoot: string, folder: string, below: boolean): string[] {
  const files = readdirSync(join(workspaceRoot, folder), { recursive: below, encoding: 'utf8' });
  return files
    .filter(
      (file) =>
        file.endsWith('.ts') && !/(^|\/)(test-[^/]*|testing|recording-output|[^/]*\.spec)\.ts$/.test(file),
    )
    .map((file) => join(folder, file))
    .sort();
}

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, posix, relative, resolve, sep } from 'node:path';
import { describeError } from '@bulkhead/errors';
import { readCommandLine } from '@bulkhead/errors/input';
import { coverageOf, problemsOf, tableOf, type TestFile } from './coverage';
import { quotedRows } from './quoted-rows';
import { claimed, requirements } from './requirements';

const workspaceRoot = resolve(__dirname, '../../..');
const report = 'dist/rows.json';

/** Every test file in the sources of apps, libs and tools, sorted by path. */
function testFiles(): TestFile[] {
  const paths = ['apps', 'libs', 'tools'].flatMap((kind) =>
    readdirSync(join(workspaceRoot, kind)).flatMap((project) => {
      const sources = join(workspaceRoot, kind, project, 'src');
      return readdirSync(sources, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(spec|e2e)\.ts$/.test(file))
        .map((file) => join(sources, file));
    }),
  );
  return paths.sort().map((path) => ({
    path: relative(workspaceRoot, path).split(sep).join(posix.sep),
    ...quotedRows(readFileSync(path, 'utf8')),
  }));
}

function main(): void {
  readCommandLine('npx nx run rows:rows', process.argv.slice(2), {});
  const files = testFiles();
  const coverage = coverageOf(requirements, claimed, files);
  mkdirSync(join(workspaceRoot, 'dist'), { recursive: true });
  writeFileSync(join(workspaceRoot, report), `${JSON.stringify(coverage, null, 2)}\n`);
  for (const line of tableOf(coverage)) console.log(line);
  console.log(`(${report})`);
  const problems = problemsOf(coverage, files);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}

try {
  main();
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}

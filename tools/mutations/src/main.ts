import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadEnvironment } from '@bulkhead/config';
import { describeError } from '@bulkhead/errors';
import { readCommandLine } from '@bulkhead/errors/input';
import { stackId } from '@bulkhead/stack/stack-id';
import { edits } from './edits';
import { Judge } from './judge';
import { mutantsOf } from './mutants';
import { type MutationReport, type MutationResult, reportOf, shortcomings } from './report';
import { synthesizeEnvironment } from './synthesize-environment';

/** The environment in which every protection of data is switched on. */
const environmentName = 'prod';
const workspaceRoot = resolve(__dirname, '../../..');

async function mutate(): Promise<MutationReport> {
  const directory = mkdtempSync(join(tmpdir(), 'bulkhead-mutations-'));
  try {
    const entries = await synthesizeEnvironment(workspaceRoot, environmentName, directory);
    const { name, account, protected: isProtected, target } = loadEnvironment(environmentName, workspaceRoot);
    const judge = await Judge.over({ name, account, protected: isProtected, target }, entries, directory);
    const results: MutationResult[] = [];
    for (const entry of entries) {
      const { app, stack, role, engine, template } = entry;
      for (const { resource, change, source } of mutantsOf(
        readFileSync(join(directory, template), 'utf8'),
        engine,
        edits,
      )) {
        const caughtBy = await judge.newlyFoundBy(entry, source);
        results.push({ engine, stack: stackId({ app, stack, role }), resource, change, caughtBy });
      }
    }
    return reportOf(environmentName, results);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  readCommandLine('npx nx run mutations:mutations', process.argv.slice(2), {});
  const report = await mutate();
  const { mutations, caught, share, survivors, results } = report;
  mkdirSync(join(workspaceRoot, 'dist/policy'), { recursive: true });
  writeFileSync(join(workspaceRoot, 'dist/policy/mutations.json'), `${JSON.stringify(report, null, 2)}\n`);
  const by = (engine: string) => results.filter((result) => result.engine === engine).length;
  console.log(
    `${mutations} safe settings of ${environmentName} broken one at a time (cdk ${by('cdk')}, cdktf ${by('cdktf')}): ${caught} caught, ${(share * 100).toFixed(1)} %`,
  );
  for (const { stack, resource, change } of survivors)
    console.log(`  survived: ${stack} ${resource}: ${change}`);
  const missing = shortcomings(report);
  for (const line of missing) console.error(line);
  if (missing.length === 0) return;
  console.error(
    '  next: read dist/policy/mutations.json, and add rules for the survivors in libs/policy/src/rules',
  );
  process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(describeError(error));
  process.exitCode = 1;
});

import {
  type AlarmCheck,
  type AlarmFiles,
  checkAlarms,
  coverageTable,
  readAlarmFiles,
  totals,
  unnoticedTable,
  unusedEntries,
} from '@bulkhead/alarms';
import { type BulkheadError, describeError } from '@bulkhead/errors';
import { type PolicyStack, readStack } from '@bulkhead/policy';
import { type Run } from '../run/run';
import { requireSynthesized, synthesizeAll } from '../run/synthesize-all';
import { readSynthIndex } from '../synthesis/synth-index';

/**
 * Synthesizes an environment, plays the scenarios of all teams over its alarms, and prints what came out.
 *
 * @returns whether all is well; problems were said
 * @throws Refusal `UnreadableAlarmFile` or `UnfitAlarms`
 * @throws Error of a stack that could not be synthesized
 */
export async function playAlarms(run: Run): Promise<boolean> {
  const check = await checked(run, alarmFilesOf(run));
  const unnoticed = unnoticedTable(check.mutations);
  say(run, [
    ...coverageTable(check.coverage, check.mutations),
    ...(unnoticed.length > 0 ? ['', ...unnoticed] : []),
    '',
    ...check.totals,
  ]);
  sayProblems(run, check.problems);
  return check.problems.length === 0;
}

/**
 * The same for several environments, with their totals and problems alone, and with the check that every entry of the
 * teams' files is needed by one of them.
 *
 * @param runs one for each environment, over all stacks
 */
export async function playAlarmsOfPresets(runs: readonly Run[]): Promise<boolean> {
  const [first] = runs;
  if (!first) throw new RangeError('There are no presets.');
  const files = alarmFilesOf(first);
  const checks: AlarmCheck[] = [];
  for (const run of runs) {
    const check = await checked({ ...run, output: { ...run.output, event: () => undefined } }, files);
    say(run, check.totals);
    sayProblems(run, check.problems);
    checks.push(check);
  }
  const unused = unusedEntries(
    files,
    checks.map(({ used }) => used),
  );
  if (unused) sayProblems(first, [unused]);
  return !unused && checks.every(({ problems }) => problems.length === 0);
}

/** What the teams of all apps say of their alarms, also of apps that have no stack in this environment. */
export function alarmFilesOf({ workspaceRoot, projectRoots }: Run): AlarmFiles {
  return readAlarmFiles(workspaceRoot, [...projectRoots.values()]);
}

/** All stacks of the environment, as they were synthesized. */
export function readStacks({ workspaceRoot, environment }: Run): PolicyStack[] {
  return readSynthIndex(workspaceRoot, environment.name).map((entry) => readStack(entry, workspaceRoot));
}

async function checked(run: Run, files: AlarmFiles): Promise<AlarmCheck & { readonly totals: string[] }> {
  const synthesized = await synthesizeAll({ ...run, selected: run.instances });
  for (const instance of run.instances) requireSynthesized(synthesized, instance);
  const startedAt = performance.now();
  const check = checkAlarms(run.environment.name, readStacks(run), files);
  return { ...check, totals: totals(check, (performance.now() - startedAt) / 1000) };
}

function say({ output }: Run, lines: readonly string[]): void {
  for (const line of lines) output.line(line);
}

function sayProblems({ output }: Run, problems: readonly BulkheadError[]): void {
  for (const problem of problems) output.line(`\n${describeError(problem)}`);
}

import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Run } from '../run/run';
import { resultOf, type RunResult, type StackResult } from '../run/stack-result';
import { readSynthIndex, writeSynthIndexes } from '../synthesis/synth-index';
import { synthesize, type SynthesisSettings, type Synthesized } from '../synthesis/synthesize';
import { walk } from '../workspace/walk';
import { type StackInstance } from '../workspace/stack-instance';
import { describeError } from '@bulkhead/errors';

/** Synthesizes the selected stacks, independently of one another, and brings the index up to date. */
export async function synth(run: Run): Promise<RunResult> {
  const results: StackResult[] = [];
  await synthesizeAll(run, run.selected, (instance, startedAt, outcome) => {
    const failed = outcome instanceof Error;
    if (failed) run.output.line(`${instance.id}\n${describeError(outcome)}`);
    results.push(
      resultOf(instance, failed ? 'failed' : 'done', failed ? outcome.message : 'synthesized', startedAt),
    );
  });
  return { stacks: results };
}

/**
 * Synthesizes stacks, as many at a time as the run allows; one that fails does not stop the others.
 *
 * @returns what was synthesized, by stack; a stack that failed is not in it
 */
export async function synthesizeAll(
  run: Run,
  instances: readonly StackInstance[],
  onDone: (instance: StackInstance, startedAt: number, outcome: Synthesized | Error) => void,
): Promise<Map<StackInstance, Synthesized>> {
  const done = new Map<StackInstance, Synthesized>();
  await walk(new Map(instances.map((instance) => [instance, []])), run.parallel, async (instance) => {
    const startedAt = performance.now();
    try {
      const synthesized = await synthesize(instance, synthesisSettings(run, instance));
      done.set(instance, synthesized);
      onDone(instance, startedAt, synthesized);
    } catch (error) {
      onDone(instance, startedAt, error as Error);
    }
    return true;
  });
  removeStale(run);
  writeSynthIndexes(run.workspaceRoot);
  return done;
}

/** What an earlier synthesis left of stacks that the environment no longer has. */
function removeStale({ workspaceRoot, environment, instances }: Run): void {
  const current = new Set(instances.map(({ role, app, stack }) => `${role}/${app}/${stack}`));
  for (const { role, app, stack, template } of readSynthIndex(workspaceRoot, environment.name)) {
    if (!current.has(`${role}/${app}/${stack}`)) {
      rmSync(dirname(join(workspaceRoot, template)), { recursive: true, force: true });
    }
  }
}

/** What the synthesis of one stack of the run needs to know. */
export function synthesisSettings(run: Run, { app }: StackInstance): SynthesisSettings {
  const { workspaceRoot, environment, options, workingDirectory, projectRoots } = run;
  return {
    workspaceRoot,
    environment: environment.name,
    environmentReference: options.environment,
    workingDirectory,
    projectRoot: projectRoots.get(app) ?? `apps/${app}`,
  };
}

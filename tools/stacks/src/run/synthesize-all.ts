import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Run } from './run';
import { type StackInstance } from '../workspace/stack-instance';
import { walk } from '../workspace/walk';
import { readSynthIndex, writeSynthIndexes } from '../synthesis/synth-index';
import { SynthesisCache } from '../synthesis/synthesis-cache';
import { synthesize, type SynthesisSettings, type Synthesized } from '../synthesis/synthesize';

/**
 * Synthesizes the selected stacks, as many at a time as the run allows. A failure does not stop the others. Output of
 * an earlier run with exactly the same inputs is used as it is, except with Nx's `--skip-nx-cache`.
 *
 * @param onDone called as each stack ends
 * @returns by stack, what was synthesized or why it was not
 */
export async function synthesizeAll(
  run: Run,
  onDone: (instance: StackInstance, startedAt: number, outcome: Synthesized | Error) => void = () =>
    undefined,
): Promise<Map<StackInstance, Synthesized | Error>> {
  const done = new Map<StackInstance, Synthesized | Error>();
  const cache = new SynthesisCache(run.workspaceRoot, process.env['NX_SKIP_NX_CACHE'] === 'true');
  await walk(new Map(run.selected.map((instance) => [instance, []])), run.parallel, async (instance) => {
    const startedAt = performance.now();
    run.output.event({ type: 'started', instance, doing: 'synthesizing' });
    const outcome = await synthesize(instance, { ...synthesisSettings(run, instance), cache }).catch(
      (error: Error) => error,
    );
    done.set(instance, outcome);
    onDone(instance, startedAt, outcome);
    return true;
  });
  removeStale(run);
  writeSynthIndexes(run.workspaceRoot);
  return done;
}

/**
 * The synthesized files of a stack.
 *
 * @throws why the stack was not synthesized
 */
export function requireSynthesized(
  synthesized: ReadonlyMap<StackInstance, Synthesized | Error>,
  instance: StackInstance,
): Synthesized {
  const outcome = synthesized.get(instance);
  if (outcome === undefined || outcome instanceof Error)
    throw outcome ?? new RangeError(`${instance.id} was not synthesized.`);
  return outcome;
}

/** Removes output of earlier syntheses for stacks that the environment no longer has. */
function removeStale({ workspaceRoot, environment, instances }: Run): void {
  const current = new Set(instances.map(({ role, app, stack }) => `${role}/${app}/${stack}`));
  for (const { role, app, stack, template } of readSynthIndex(workspaceRoot, environment.name)) {
    if (!current.has(`${role}/${app}/${stack}`)) {
      rmSync(dirname(join(workspaceRoot, template)), { recursive: true, force: true });
    }
  }
}

/** The settings for the synthesis of one stack. */
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

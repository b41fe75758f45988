import { BulkheadError, describeError } from '@bulkhead/errors';
import { type Finding } from '@bulkhead/policy';
import { engineOf } from '../engines/engines';
import { judge } from '../policy/judge';
import { callEngine } from '../run/engine-call';
import { type Run } from '../run/run';
import { type RunResult } from '../run/run-result';
import { resultOf, type StackResult } from '../run/stack-result';
import { requireValidSynthesis, type Synthesized } from '../synthesis/synthesize';
import { walk } from '../workspace/walk';
import { type StackInstance } from '../workspace/stack-instance';
import { requireSynthesized, synthesisSettings, synthesizeAll } from '../run/synthesize-all';

/**
 * Checks the stacks as far as that is possible without an account, simulates the routing of users, counts the
 * recommended alarms, judges the whole environment by the policy, and writes the evidence to `dist/policy`. A stack fails only for findings of its own.
 */
export async function validate(run: Run): Promise<RunResult> {
  // Rules look at all stacks of the environment, including stacks that the run is not about.
  const synthesized = await synthesizeAll({ ...run, selected: run.instances });
  const findings = await judge(run, synthesized);
  const results: StackResult[] = [];
  await walk(new Map(run.selected.map((instance) => [instance, []])), run.parallel, async (instance) => {
    const startedAt = performance.now();
    run.output.event({ type: 'started', instance, doing: 'validating' });
    const refusals = [
      await refusalFrom(() => requireOfEngine(run, instance, synthesized)),
      await refusalFrom(async () => {
        const { requireTimelyRouting } = await import('./routing-time.js');
        requireTimelyRouting(run, instance, synthesized);
      }),
      await refusalFrom(async () => {
        const { sayRecommendedAlarms } = await import('./recommended-alarms.js');
        sayRecommendedAlarms(run, instance, synthesized);
      }),
      refusalOfPolicy(instance, findings),
    ].flatMap((error) => (error === undefined ? [] : [describeError(error)]));
    const result =
      refusals.length === 0
        ? resultOf(instance, 'done', 'valid', startedAt)
        : resultOf(instance, 'failed', refusals.join('\n'), startedAt);
    results.push(result);
    run.output.event({ type: 'finished', instance, result });
    return true;
  });
  return { stacks: results };
}

async function refusalFrom(check: () => Promise<void>): Promise<unknown> {
  try {
    await check();
    return undefined;
  } catch (error) {
    return error;
  }
}

async function requireOfEngine(
  run: Run,
  instance: StackInstance,
  synthesized: ReadonlyMap<StackInstance, Synthesized | Error>,
): Promise<void> {
  const current = requireSynthesized(synthesized, instance);
  if (instance.engine === 'cdk') await requireValidSynthesis(instance, synthesisSettings(run, instance));
  const engine = await engineOf(instance.engine);
  await callEngine(run, [], instance, current, engine.validate);
}

function refusalOfPolicy({ id }: StackInstance, findings: readonly Finding[]): BulkheadError | undefined {
  const own = findings.filter(({ stack }) => stack === id);
  if (own.length === 0) return undefined;
  return new BulkheadError(
    'PolicyFindings',
    [
      `The policy finds ${own.length} in ${id} that nobody has explained:`,
      ...own.flatMap(({ lines }) => lines),
    ].join('\n'),
  );
}

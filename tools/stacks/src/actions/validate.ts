import { BulkheadError, describeError } from '@bulkhead/errors';
import { type Finding, findingsOf } from '@bulkhead/policy';
import { engineOf } from '../engines/engines';
import { todayVariable } from '../plugin/run-hooks';
import { judgeEnvironment } from '../policy/judge-environment';
import { writePolicyReport } from '../policy/policy-report';
import { policySummary } from '../policy/policy-summary';
import { callEngine } from '../run/engine-call';
import { type Run } from '../run/run';
import { resultOf, type RunResult, type StackResult } from '../run/stack-result';
import { readSynthesized, requireValidSynthesis } from '../synthesis/synthesize';
import { walk } from '../workspace/walk';
import { type StackInstance } from '../workspace/stack-instance';
import { synthesisSettings, synthesizeAll } from './synth';

/**
 * Checks the synthesized stacks as far as that is possible without an account, judges the whole environment by the
 * policy, and leaves the evidence in `dist/policy`. A stack fails by what is found in itself.
 */
export async function validate(run: Run): Promise<RunResult> {
  // Nx synthesized the environments that it knows by name before; an environment from a file it does not know.
  if (run.options.environment.endsWith('.json')) await synthesizeAll({ ...run, selected: run.instances });
  const findings = await judge(run);
  const results: StackResult[] = [];
  await walk(new Map(run.selected.map((instance) => [instance, []])), run.parallel, async (instance) => {
    const startedAt = performance.now();
    run.output.event({ type: 'started', instance, doing: 'validating' });
    const refusals = [await refusalOfEngine(run, instance), refusalOfPolicy(instance, findings)].flatMap(
      (error) => (error === undefined ? [] : [describeError(error)]),
    );
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

/** Everything in the environment that the policy found and nobody has explained. */
async function judge(run: Run): Promise<Finding[]> {
  const report = await judgeEnvironment(
    run,
    process.env[todayVariable] ?? new Date().toISOString().slice(0, 10),
  );
  const findings = findingsOf(report);
  const page = writePolicyReport(run.workspaceRoot, report);
  const selected = new Set(run.selected.map(({ id }) => id));
  for (const line of policySummary(report, findings, selected, page)) run.output.line(line);
  return findings;
}

async function refusalOfEngine(run: Run, instance: StackInstance): Promise<unknown> {
  try {
    const settings = synthesisSettings(run, instance);
    if (instance.engine === 'cdk') await requireValidSynthesis(instance, settings);
    const engine = await engineOf(instance.engine);
    await callEngine(run, [], instance, readSynthesized(instance, settings), engine.validate);
    return undefined;
  } catch (error) {
    return error;
  }
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

import { type Finding, findingsOf } from '@bulkhead/policy';
import { todayVariable } from '../plugin/run-hooks';
import { type Run } from '../run/run';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';
import { judgeEnvironment } from './judge-environment';
import { writePolicyReport } from './policy-report';
import { policySummary } from './policy-summary';

/**
 * Judges the environment of a run by the policy, leaves the evidence in `dist/policy`, and says how it stands.
 *
 * @param synthesized what came of each stack of the environment
 * @returns everything in it that the policy found and nobody has explained
 */
export async function judge(
  run: Run,
  synthesized: ReadonlyMap<StackInstance, Synthesized | Error>,
): Promise<Finding[]> {
  const today = process.env[todayVariable] ?? new Date().toISOString().slice(0, 10);
  const report = await judgeEnvironment(run, synthesized, today);
  const findings = findingsOf(report);
  const page = writePolicyReport(run.workspaceRoot, report);
  const selected = new Set(run.selected.map(({ id }) => id));
  for (const line of policySummary(report, findings, selected, page)) run.output.line(line);
  return findings;
}

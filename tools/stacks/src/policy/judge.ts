import { type Finding, findingsOf } from '@bulkhead/policy';
import { stackId } from '@bulkhead/stack/stack-id';
import { type Run } from '../run/run';
import { readSynthIndex, type SynthIndexEntry } from '../synthesis/synth-index';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';
import { dayOfRun } from './day-of-run';
import { judgeEnvironment } from './judge-environment';
import { writePolicyReport } from './policy-report';
import { policySummary } from './policy-summary';

/**
 * Judges the environment of a run by the policy, writes the evidence to `dist/policy`, and says the result.
 *
 * @param synthesized the result of synthesizing each stack of the environment; for a failed stack, files of an earlier
 * synthesis may still lie in its folder
 * @returns everything that the policy found and nobody has explained
 */
export async function judge(
  run: Run,
  synthesized: ReadonlyMap<StackInstance, Synthesized | Error>,
): Promise<Finding[]> {
  const report = await judgeEnvironment(run, indexed(run, synthesized), dayOfRun());
  const findings = findingsOf(report);
  const page = writePolicyReport(run.workspaceRoot, report);
  const selected = new Set(run.selected.map(({ id }) => id));
  for (const line of policySummary(report, findings, selected, page)) run.output.line(line);
  return findings;
}

/** The index entries of the synthesized stacks. */
function indexed(
  { workspaceRoot, environment, instances }: Run,
  synthesized: ReadonlyMap<StackInstance, Synthesized | Error>,
): Map<StackInstance, SynthIndexEntry> {
  const index = readSynthIndex(workspaceRoot, environment.name);
  return new Map(
    instances.flatMap((instance): [StackInstance, SynthIndexEntry][] => {
      const entry = index.find((each) => stackId(each) === instance.id);
      const outcome = synthesized.get(instance);
      return entry && outcome && !(outcome instanceof Error) ? [[instance, entry]] : [];
    }),
  );
}

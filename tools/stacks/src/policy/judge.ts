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
 * Judges the environment of a run by the policy, leaves the evidence in `dist/policy`, and says how it stands.
 *
 * @param synthesized what came of each stack of the environment; of one that failed, an earlier synthesis may still
 * lie in its folder
 * @returns everything in it that the policy found and nobody has explained
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

/** What the index has of the stacks that were synthesized. */
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

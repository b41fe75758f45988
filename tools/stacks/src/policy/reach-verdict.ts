import { type Run } from '../run/run';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';
import { dayOfRun } from './day-of-run';
import { digestOfJudged } from './judged-digest';
import { type Verdict } from './verdict';
import { readVerdict, writeVerdict } from './verdict-file';

/**
 * The verdict of the policy on an environment. If the same was judged before on the same day, that verdict is taken,
 * and neither CDK nor the rules are loaded.
 *
 * @param synthesized the result of synthesizing each stack of the environment
 */
export async function reachVerdict(
  run: Run,
  synthesized: ReadonlyMap<StackInstance, Synthesized | Error>,
): Promise<Verdict> {
  const { workspaceRoot, environment } = run;
  const today = dayOfRun();
  const digest = digestOfJudged(run, synthesized, today);
  const known = readVerdict(workspaceRoot, environment.name, digest);
  if (known) return known;
  const { findingsIn } = await import('./findings-in.js');
  const verdict = { version: 1, digest, ...(await findingsIn(run, synthesized, today)) } as const;
  writeVerdict(workspaceRoot, environment.name, verdict);
  return verdict;
}

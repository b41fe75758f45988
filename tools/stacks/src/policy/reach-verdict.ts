import { type Run } from '../run/run';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';
import { dayOfRun } from './day-of-run';
import { digestOfJudged } from './judged-digest';
import { type Verdict } from './verdict';
import { readVerdict, writeVerdict } from './verdict-file';

/**
 * What the policy says of an environment. The same was judged before on the same day: then that verdict is taken, and
 * neither CDK nor the rules are loaded.
 *
 * @param synthesized what came of each stack of the environment
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

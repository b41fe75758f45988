import { type FaultedDeployments, type Trial } from './faulted-deployments';
import { type FaultKind } from './faulted-calls';

/**
 * Faults each of some calls once, as many in one deployment as come to be called: what waits for an object that could
 * not be made is not called in that run, and has its turn in a later one. Calls of one wave do not depend on each
 * other, so that each is disturbed as if it were alone.
 *
 * @param told is handed each trial as it ends
 * @returns the calls that were never reached
 */
export async function inWaves(
  deployments: Pick<FaultedDeployments, 'try'>,
  kind: FaultKind,
  calls: readonly string[],
  told: (trial: Trial) => Promise<void> | void,
): Promise<string[]> {
  const left = new Set(calls);
  while (left.size > 0) {
    const trial = await deployments.try(kind, left);
    const reached = trial.hit.filter((call) => left.delete(call));
    if (reached.length === 0) break;
    await told(trial);
  }
  return [...left];
}

/**
 * The smallest parts of a diverging trial that diverge by themselves: usually single calls. Halves are tried, each in
 * an emptied emulator.
 */
export async function culpritsOf(
  deployments: Pick<FaultedDeployments, 'try'>,
  trial: Trial,
): Promise<Trial[]> {
  if (trial.hit.length <= 1) return [trial];
  const middle = Math.ceil(trial.hit.length / 2);
  const halves = [trial.hit.slice(0, middle), trial.hit.slice(middle)];
  const found: Trial[] = [];
  for (const half of halves) {
    const part = await deployments.try(trial.kind, new Set(half));
    if (part.divergences.length > 0) found.push(...(await culpritsOf(deployments, part)));
  }
  // What only all of them together bring about has no smaller part.
  return found.length > 0 ? found : [trial];
}

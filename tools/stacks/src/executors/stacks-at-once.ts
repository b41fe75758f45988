import { nxParallel, parallelVariable } from '../plugin/run-hooks';

/**
 * How many stacks may be worked on at once, as `--parallel` or `nx.json` says: at least one, whatever somebody set the
 * variable to, since a run of none would never end.
 */
export function stacksAtOnce(): number {
  return Math.max(1, Number(process.env[parallelVariable]) || nxParallel);
}

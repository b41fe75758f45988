import { nxParallel, parallelVariable } from '../plugin/run-hooks';

/**
 * How many stacks may be worked on at once, from `--parallel` or `nx.json`. At least one, whatever value the variable
 * has: a run of none would never end.
 */
export function stacksAtOnce(): number {
  return Math.max(1, Number(process.env[parallelVariable]) || nxParallel);
}

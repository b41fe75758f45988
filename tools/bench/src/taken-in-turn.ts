/** A command that is timed. It runs to its end, and throws if it does not succeed. */
export type Contender = () => Promise<void>;

/**
 * Times contenders in turn, A B A B, after one run of each that does not count. That first run brings the files of all
 * contenders into memory.
 *
 * @returns by contender, the time of each run in milliseconds
 */
export async function takenInTurn<Name extends string>(
  runs: number,
  contenders: Readonly<Record<Name, Contender>>,
  now: () => number = () => performance.now(),
): Promise<Record<Name, number[]>> {
  const names = Object.keys(contenders) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let run = 0; run <= runs; run++) {
    for (const name of names) {
      const startedAt = now();
      await contenders[name]();
      if (run > 0) times[name].push(now() - startedAt);
    }
  }
  return times;
}

/** Something that is timed: it runs to its end and throws where it does not come to a good one. */
export type Contender = () => Promise<void>;

/**
 * Times contenders in turn, A B A B, after one run of each that does not count: it brings their files into memory
 * for all of them alike.
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

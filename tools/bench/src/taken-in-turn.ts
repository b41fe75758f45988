import { memoryPeak } from './processes/memory-peak';

/** A command that is timed. It runs to its end, and throws if it does not succeed. */
export type Contender = () => Promise<void>;

/** The figures of one contender. */
export interface Taken {
  /** Time of each run in milliseconds. */
  readonly times: readonly number[];
  /** The most memory that the processes of the first run had at once, in MiB. @default this system does not tell */
  readonly peakMiB?: number;
}

/**
 * Times contenders in turn, A B A B, after one run of each that does not count. That first run brings the files of all
 * contenders into memory. The memory is measured in the first run too, so that no timed run is watched.
 */
export async function takenInTurn<Name extends string>(
  runs: number,
  contenders: Readonly<Record<Name, Contender>>,
  now: () => number = () => performance.now(),
  peakOf: typeof memoryPeak = memoryPeak,
): Promise<Record<Name, Taken>> {
  const names = Object.keys(contenders) as Name[];
  const peaks = new Map<Name, number | undefined>();
  for (const name of names) peaks.set(name, await peakOf(contenders[name]));
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let run = 0; run < runs; run++) {
    for (const name of names) {
      const startedAt = now();
      await contenders[name]();
      times.get(name)?.push(now() - startedAt);
    }
  }
  const takenBy = (name: Name): Taken => ({ times: times.get(name) ?? [], peakMiB: peaks.get(name) });
  return Object.fromEntries(names.map((name) => [name, takenBy(name)])) as Record<Name, Taken>;
}

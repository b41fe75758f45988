import fc from 'fast-check';
import { generatedCommand } from './command-lines';
import { environmentFile } from './environment-files';
import { InputTaker } from './take-input';
import { tryInput } from './trial';

/** How much to generate, and from which seed. */
export interface Amounts {
  /** Environment files. */
  readonly files: number;
  /** Command lines. */
  readonly commands: number;
  /** The same seed draws the same inputs. */
  readonly seed: number;
}

/** The results of all inputs of a kind. */
export interface Outcomes {
  readonly inputs: number;
  /** How many inputs had which outcome: a code, or `accepted`. */
  readonly counts: Readonly<Record<string, number>>;
  /** Milliseconds of processor time of the slowest input. */
  readonly slowestMs: number;
}

/**
 * Generates environment files and command lines, and has each processed as a command does it.
 *
 * @param directory an empty one, for the files
 * @throws Error with the smallest input found that ends in anything but a result or one typed message
 */
export async function tryGenerated(
  { files, commands, seed }: Amounts,
  directory: string,
): Promise<{ files: Outcomes; commands: Outcomes }> {
  const taker = new InputTaker(directory);
  return {
    files: await tryAll(environmentFile, (file) => taker.takeFile(file), { numRuns: files, seed }),
    commands: await tryAll(generatedCommand, (command) => taker.takeCommand(command), {
      numRuns: commands,
      seed,
    }),
  };
}

async function tryAll<T>(
  inputs: fc.Arbitrary<T>,
  take: (input: T) => unknown,
  parameters: { numRuns: number; seed: number },
): Promise<Outcomes> {
  const counts: Record<string, number> = {};
  let slowestMs = 0;
  await fc.assert(
    fc.asyncProperty(inputs, async (input) => {
      const { outcome, ms } = await tryInput(() => take(input));
      counts[outcome] = (counts[outcome] ?? 0) + 1;
      slowestMs = Math.max(slowestMs, ms);
    }),
    parameters,
  );
  return { inputs: parameters.numRuns, counts, slowestMs };
}

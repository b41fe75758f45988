import fc from 'fast-check';
import { generatedCommand } from './command-lines';
import { environmentFile } from './environment-files';
import { InputTaker } from './take-input';
import { tryInput } from './trial';

/** How much is generated, and from where on. */
export interface Amounts {
  /** Environment files. */
  readonly files: number;
  /** Command lines. */
  readonly commands: number;
  /** The same one draws the same inputs. */
  readonly seed: number;
}

/** What came of all inputs of a kind. */
export interface Outcomes {
  readonly inputs: number;
  /** How many ended how, by code, or as `accepted`. */
  readonly counts: Readonly<Record<string, number>>;
  /** Milliseconds of the processor that the slowest took. */
  readonly slowestMs: number;
}

/**
 * Generates environment files and command lines, and has each taken as a command takes it.
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

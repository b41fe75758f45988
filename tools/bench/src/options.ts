import { BulkheadError } from '@bulkhead/errors';
import { readCommandLine } from '@bulkhead/errors/input';

/** The options of the benchmark. */
export interface BenchOptions {
  /** Names of the measurements to take. @default all of them */
  readonly only: readonly string[];
  /** How often each contender runs. @default the number of each measurement */
  readonly runs?: number;
  /** Whether the figures are written to docs/performance.md. @default false */
  readonly write: boolean;
}

/**
 * Reads a command line such as `--only cold-synth --only precision --runs 3 --write`.
 *
 * @param known names of the measurements
 * @throws BulkheadError `InvalidOption`, with what is allowed
 */
export function readOptions(argv: readonly string[], known: readonly string[]): BenchOptions {
  const refuse = (what: string, cause?: unknown) =>
    new BulkheadError('InvalidOption', what, {
      next: `npm run bench -- [--only ${known.join('|')}]… [--runs NUMBER] [--write]`,
      cause,
    });
  const values = readCommandLine('npm run bench', argv, {
    only: { type: 'string', multiple: true },
    runs: { type: 'string' },
    write: { type: 'boolean' },
  });
  const unknown = values.only?.find((name) => !known.includes(name));
  if (unknown !== undefined) throw refuse(`There is no measurement "${unknown}".`);
  if (values.runs !== undefined && !/^[1-9]\d*$/.test(values.runs))
    throw refuse(`--runs is "${values.runs}"; allowed: a whole number from 1.`);
  if (values.write && values.only)
    throw refuse(
      '--write needs the figures of every measurement, because all figures in the document are of one run.',
    );
  return {
    only: values.only ?? known,
    ...(values.runs && { runs: Number(values.runs) }),
    write: values.write ?? false,
  };
}

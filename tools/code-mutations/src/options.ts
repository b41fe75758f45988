import { BulkheadError } from '@bulkhead/errors';
import { readCommandLine } from '@bulkhead/errors/input';

/** The options of a mutation run. */
export interface ScoreOptions {
  /** Folders of the projects whose sources are mutated: `tools/stacks`. */
  readonly projects: readonly string[];
  /** Folders below `src`, such as `locks` or `engines/cdk`. @default all of them */
  readonly folders: readonly string[];
  /** How many tests run at once. */
  readonly concurrency: number;
  /**
   * Whether results of earlier runs are ignored. @default false: only sources that have changed since are tested again
   */
  readonly fresh: boolean;
  /** Share of the source lines that are mutated, in percent. @default 100 */
  readonly sample: number;
}

/**
 * Reads a command line such as `--project tools/stacks --folder locks --folder run`.
 *
 * @param known folders of the projects that have unit tests
 * @throws BulkheadError `InvalidOption`, with what is allowed
 */
export function readOptions(argv: readonly string[], known: readonly string[]): ScoreOptions {
  const refuse = (what: string, cause?: unknown) =>
    new BulkheadError('InvalidOption', what, {
      next: 'npx nx run code-mutations:score -- [--project tools/stacks]… [--folder locks]… [--concurrency NUMBER] [--fresh] [--sample PERCENT]',
      cause,
    });
  const values = readCommandLine('npx nx run code-mutations:score', argv, {
    project: { type: 'string', multiple: true },
    folder: { type: 'string', multiple: true },
    concurrency: { type: 'string' },
    fresh: { type: 'boolean', default: false },
    sample: { type: 'string', default: '100' },
  });
  const { project: projects = known, folder: folders = [], concurrency = '2', fresh, sample } = values;
  const unknown = projects.find((name) => !known.includes(name));
  if (unknown !== undefined) throw refuse(`There is no project "${unknown}"; allowed: ${known.join(', ')}.`);
  if (!/^[1-9]\d*$/.test(concurrency))
    throw refuse(`--concurrency is "${concurrency}"; allowed: a whole number from 1.`);
  if (!/^([1-9]\d?|100)$/.test(sample))
    throw refuse(`--sample is "${sample}"; allowed: a whole number from 1 to 100.`);
  return { projects, folders, concurrency: Number(concurrency), fresh, sample: Number(sample) };
}

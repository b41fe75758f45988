import { z } from 'zod';

/**
 * The part of StrykerJS's report that is read here.
 * https://github.com/stryker-mutator/mutation-testing-elements/blob/master/packages/report-schema/src/mutation-testing-report-schema.json
 */
export const mutationReport = z.object({
  files: z.record(
    z.string(),
    z.object({
      mutants: z.array(
        z.object({
          status: z.string(),
          mutatorName: z.string(),
          replacement: z.string().optional(),
          location: z.object({ start: z.object({ line: z.number() }) }),
        }),
      ),
    }),
  ),
});

export type MutationReport = z.infer<typeof mutationReport>;

/** Number of mutants in a folder, and how many of them a test noticed. */
export interface FolderScore {
  /** Such as `tools/stacks/src/locks`, or `tools/stacks/src` for the files directly in `src`. */
  readonly folder: string;
  readonly mutants: number;
  readonly noticed: number;
  /** Number of these mutants with which the tests ran too long. A slow machine can cause this too. */
  readonly tooLong: number;
  /** Mutants that no test noticed, for people: `stack-locks.ts:12 ConditionalExpression: false`. */
  readonly survivors: readonly string[];
}

/** A mutant that does not compile, or that a comment excludes, says nothing about the tests. */
const counted = ['Killed', 'Timeout', 'Survived', 'NoCoverage'];
const noticed = ['Killed', 'Timeout'];

/** Counts the mutants of a report and those that a test noticed. `folder` is the folder of the report's files. */
export function scoreOf({ files }: MutationReport, folder: string): FolderScore {
  const all = Object.entries(files)
    .sort()
    .flatMap(([path, { mutants }]) => mutants.map((mutant) => ({ ...mutant, path })))
    .filter(({ status }) => counted.includes(status));
  const unnoticed = all.filter(({ status }) => !noticed.includes(status));
  return {
    folder,
    mutants: all.length,
    noticed: all.length - unnoticed.length,
    tooLong: all.filter(({ status }) => status === 'Timeout').length,
    survivors: unnoticed.map(
      ({ path, location, mutatorName, replacement = '' }) =>
        `${path.slice(folder.length + 1)}:${location.start.line} ${mutatorName}: ${replacement.slice(0, 80)}`,
    ),
  };
}

/** The share of noticed mutants, in percent with one digit. 100 if there was no mutant. */
export function percentOf({ mutants, noticed: seen }: Pick<FolderScore, 'mutants' | 'noticed'>): number {
  return mutants === 0 ? 100 : Math.floor((seen / mutants) * 1_000) / 10;
}

import { z } from 'zod';

/** What is read of StrykerJS's report. https://github.com/stryker-mutator/mutation-testing-elements/blob/master/packages/report-schema/src/mutation-testing-report-schema.json */
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

/** How many mutants of a folder there were, and how many a test noticed. */
export interface FolderScore {
  /** Such as `tools/stacks/src/locks`, or `tools/stacks/src` for the files that are in no folder below it. */
  readonly folder: string;
  readonly mutants: number;
  readonly noticed: number;
  /** How many of these made the tests run too long, which a slow machine can do too. */
  readonly tooLong: number;
  /** Those that no test noticed, for people: `stack-locks.ts:12 ConditionalExpression: false`. */
  readonly survivors: readonly string[];
}

/** A mutant that does not compile, or was left out by a comment, says nothing of the tests. */
const counted = ['Killed', 'Timeout', 'Survived', 'NoCoverage'];
const noticed = ['Killed', 'Timeout'];

/** How many of the mutants in a report a test noticed; `folder` is where the files of the report are. */
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

/** The share that was noticed, in percent with one digit; 100 where there was nothing to notice. */
export function percentOf({ mutants, noticed: seen }: Pick<FolderScore, 'mutants' | 'noticed'>): number {
  return mutants === 0 ? 100 : Math.floor((seen / mutants) * 1_000) / 10;
}

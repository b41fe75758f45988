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
  /** Such as `tools/stacks/src/locks`. */
  readonly folder: string;
  readonly mutants: number;
  readonly noticed: number;
  /** Those that no test noticed, for people: `stack-locks.ts:12 ConditionalExpression: false`. */
  readonly survivors: readonly string[];
}

/** A mutant that does not compile, or was left out by a comment, says nothing of the tests. */
const counted = ['Killed', 'Timeout', 'Survived', 'NoCoverage'];
const noticed = ['Killed', 'Timeout'];

/**
 * Scores by folder, in the order of their names; the folders of deeper files count to the first folder below `src`.
 *
 * @param project folder of the project
 */
export function scoresOf({ files }: MutationReport, project: string): FolderScore[] {
  const folders = new Map<string, { mutants: number; noticed: number; survivors: string[] }>();
  for (const [path, { mutants }] of Object.entries(files).sort()) {
    const [, below = ''] = path.split(`${project}/src/`);
    const [first = '', ...rest] = below.split('/');
    const folder = rest.length > 0 ? `${project}/src/${first}` : `${project}/src`;
    const score = folders.get(folder) ?? { mutants: 0, noticed: 0, survivors: [] };
    for (const { status, mutatorName, replacement = '', location } of mutants) {
      if (!counted.includes(status)) continue;
      score.mutants += 1;
      if (noticed.includes(status)) score.noticed += 1;
      else
        score.survivors.push(`${below}:${location.start.line} ${mutatorName}: ${replacement.slice(0, 80)}`);
    }
    folders.set(folder, score);
  }
  return [...folders].sort().map(([folder, score]) => ({ folder, ...score }));
}

/** The share that was noticed, in percent with one digit; 100 where there was nothing to notice. */
export function percentOf({ mutants, noticed: seen }: Pick<FolderScore, 'mutants' | 'noticed'>): number {
  return mutants === 0 ? 100 : Math.floor((seen / mutants) * 1_000) / 10;
}

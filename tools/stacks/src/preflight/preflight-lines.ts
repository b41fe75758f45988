import { type PreflightResult } from './preflight-schema';

/** The findings of a preflight, as one list for people. Empty if there is nothing to say. */
export function preflightLines({ findings, notes }: PreflightResult): string[] {
  return [
    ...(findings.length > 0
      ? [`Preflight: ${findings.length} found that a deploy would fail for`]
      : notes.length > 0
        ? ['Preflight:']
        : []),
    ...findings.flatMap(({ region, stacks, problem, next }) => [
      `  ! ${region}: ${problem} (${stacks.join(', ')})`,
      `    next: ${next}`,
    ]),
    ...notes.map((note) => `  - ${note}`),
  ];
}

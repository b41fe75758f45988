import { type QuotedRows } from './quoted-rows';

/** A file of tests and what its names quote. */
export interface TestFile extends QuotedRows {
  /** Path from the root of the workspace. */
  readonly path: string;
}

/** One row, and the tests that show it. */
export interface RowCoverage {
  readonly row: string;
  readonly title: string;
  readonly claimed: boolean;
  /** Tests of what is synthesized and computed. */
  readonly specs: number;
  /** Tests of what is deployed. */
  readonly endToEnd: number;
  /** Paths of the files that have them. */
  readonly files: readonly string[];
}

/** Which rows have tests: the content of `dist/rows.json`. */
export interface Coverage {
  readonly covered: number;
  readonly rows: readonly RowCoverage[];
}

/** Which rows the tests of some files show, in the order of the rows. */
export function coverageOf(
  requirements: Readonly<Record<string, string>>,
  claimed: readonly string[],
  files: readonly TestFile[],
): Coverage {
  const rows = Object.entries(requirements).map(([row, title]): RowCoverage => {
    const counted = files
      .map(({ path, tests }) => ({ path, count: tests.filter((test) => test.rows.includes(row)).length }))
      .filter(({ count }) => count > 0);
    const total = (endToEnd: boolean) =>
      counted
        .filter(({ path }) => path.endsWith('.e2e.ts') === endToEnd)
        .reduce((sum, { count }) => sum + count, 0);
    return {
      row,
      title,
      claimed: claimed.includes(row),
      specs: total(false),
      endToEnd: total(true),
      files: counted.map(({ path }) => path),
    };
  });
  return { covered: rows.filter(isCovered).length, rows };
}

/** Whether a test shows a row. */
export function isCovered({ specs, endToEnd }: RowCoverage): boolean {
  return specs + endToEnd > 0;
}

/**
 * What is wrong: rows that are quoted and do not exist, rows that are claimed and not shown.
 *
 * @returns sentences with the next step; none where all is well
 */
export function problemsOf({ rows }: Coverage, files: readonly TestFile[]): string[] {
  const known = new Set(rows.map(({ row }) => row));
  return [
    ...files.flatMap((file) =>
      file.rows
        .filter((row) => !known.has(row))
        .map((row) => `${file.path} quotes ${row}, which tools/rows/src/requirements.ts does not have.`),
    ),
    ...rows
      .filter((row) => row.claimed && !isCovered(row))
      .map(
        ({ row, title }) =>
          `${row} is claimed and no test names it (${title}): write one, or take it off the claims in tools/rows/src/requirements.ts.`,
      ),
  ];
}

/** The table for people: rows with tests and how many, then those without. */
export function tableOf({ covered, rows }: Coverage): string[] {
  const line = (cells: readonly (string | number)[], title: string) =>
    `${cells.map((cell, index) => (index === 0 ? String(cell).padEnd(6) : String(cell).padStart(6))).join('')}  ${title}`;
  const missing = rows.filter((row) => !isCovered(row));
  const unclaimed = rows.filter((row) => isCovered(row) && !row.claimed);
  return [
    line(['row', 'specs', 'e2e', 'files'], ''),
    ...rows
      .filter(isCovered)
      .map(({ row, specs, endToEnd, files, title }) => line([row, specs, endToEnd, files.length], title)),
    `${covered} of ${rows.length} rows have tests.`,
    ...(missing.length > 0
      ? ['Without any:', ...missing.map(({ row, title }) => `${row.padEnd(6)}${title}`)]
      : []),
    ...(unclaimed.length > 0 ? [`Not claimed yet: ${unclaimed.map(({ row }) => row).join(', ')}`] : []),
  ].map((text) => text.trimEnd());
}

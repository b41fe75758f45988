import { type QuotedRows } from './quoted-rows';

/** A file with tests, and the rows that its test names quote. */
export interface TestFile extends QuotedRows {
  /** Path from the root of the workspace. */
  readonly path: string;
}

/** One row, and the tests that cover it. */
export interface RowCoverage {
  readonly row: string;
  readonly title: string;
  readonly claimed: boolean;
  /** Number of tests of synthesized and computed results. */
  readonly specs: number;
  /** Number of tests of deployed resources. */
  readonly endToEnd: number;
  /** Paths of the files with these tests. */
  readonly files: readonly string[];
}

/** The rows that have tests: the content of `dist/rows.json`. */
export interface Coverage {
  readonly covered: number;
  readonly rows: readonly RowCoverage[];
}

/** Computes which rows the tests of the files cover, in the order of the rows. */
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

/** Whether a test covers a row. */
export function isCovered({ specs, endToEnd }: RowCoverage): boolean {
  return specs + endToEnd > 0;
}

/**
 * Finds problems: quoted rows that do not exist, and claimed rows without a test.
 *
 * @returns sentences with the next step; empty if there is no problem
 */
export function problemsOf({ rows }: Coverage, files: readonly TestFile[]): string[] {
  const known = new Set(rows.map(({ row }) => row));
  return [
    ...files.flatMap((file) =>
      file.rows
        .filter((row) => !known.has(row))
        .map((row) => `${file.path} quotes ${row}, but tools/rows/src/requirements.ts has no such row.`),
    ),
    ...rows
      .filter((row) => row.claimed && !isCovered(row))
      .map(
        ({ row, title }) =>
          `${row} is claimed, but no test names it (${title}): write a test, or remove the row from the claims in tools/rows/src/requirements.ts.`,
      ),
  ];
}

/** The table for people: the rows with tests and their numbers, then the rows without. */
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
      ? ['Rows without tests:', ...missing.map(({ row, title }) => `${row.padEnd(6)}${title}`)]
      : []),
    ...(unclaimed.length > 0 ? [`Not claimed yet: ${unclaimed.map(({ row }) => row).join(', ')}`] : []),
  ].map((text) => text.trimEnd());
}

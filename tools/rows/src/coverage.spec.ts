import { coverageOf, problemsOf, tableOf, type TestFile } from './coverage';

const requirements = { 'P1.1': 'A network', 'P1.2': 'A database', 'P1.3': 'A secret' };
const file = (path: string, ...rows: string[][]): TestFile => ({
  path,
  tests: rows.map((quoted) => ({ name: 'a', rows: quoted })),
  rows: rows.flat(),
});
const spec = file('apps/network/src/vpc.spec.ts', ['P1.1'], ['P1.1', 'P1.2']);
const endToEnd = file('tools/e2e/src/platform.e2e.ts', ['P1.1']);
const coverage = coverageOf(requirements, ['P1.1'], [spec, endToEnd]);

test('each row has the number of its tests by kind, and their files', () => {
  expect(coverage.covered).toBe(2);
  expect(coverage.rows).toEqual([
    expect.objectContaining({
      row: 'P1.1',
      claimed: true,
      specs: 2,
      endToEnd: 1,
      files: [spec.path, endToEnd.path],
    }),
    expect.objectContaining({ row: 'P1.2', claimed: false, specs: 1, endToEnd: 0, files: [spec.path] }),
    expect.objectContaining({ row: 'P1.3', claimed: false, specs: 0, endToEnd: 0, files: [] }),
  ]);
});

test('the table has the rows with tests, the rows without, and the rows that could be claimed', () => {
  expect(tableOf(coverage)).toEqual([
    'row    specs   e2e files',
    'P1.1       2     1     2  A network',
    'P1.2       1     0     1  A database',
    '2 of 3 rows have tests.',
    'Rows without tests:',
    'P1.3  A secret',
    'Not claimed yet: P1.2',
  ]);
});

test('a quoted row that does not exist is a problem, and so is a claim without a test', () => {
  const unheardOf = file('libs/data/src/cache.spec.ts', ['P7.1']);
  const claims = coverageOf(requirements, ['P1.1', 'P1.3'], [spec, unheardOf]);

  expect(problemsOf(coverage, [spec, endToEnd])).toEqual([]);
  expect(problemsOf(claims, [spec, unheardOf])).toEqual([
    expect.stringMatching(/^libs\/data\/src\/cache\.spec\.ts quotes P7\.1/),
    expect.stringMatching(/^P1\.3 is claimed, but no test names it \(A secret\)/),
  ]);
});

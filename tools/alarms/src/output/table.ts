import { type AlarmCoverage } from '../answer/coverage';
import { type AlarmCheck } from '../check/alarm-check';
import { type MutationResult, noticedShare } from '../mutations/run-mutations';
import { recommendedText } from '../recommended/recommended-coverage';

/** A row for each alarm: the scenarios in which it fires and is silent, and how many of its mutations they notice. */
export function coverageTable(
  coverage: readonly AlarmCoverage[],
  mutations: readonly MutationResult[],
): string[] {
  const rows = coverage.map(({ key, fires, silent }) => {
    const own = mutations.filter((each) => each.key === key);
    const noticed = own.filter(({ noticedBy }) => noticedBy !== undefined);
    return [
      key,
      fires.join(', ') || 'never',
      silent.join(', ') || 'never',
      `${noticed.length} of ${own.length}`,
    ];
  });
  const percent = (noticedShare(mutations) * 100).toFixed(1);
  return [
    ...aligned([['alarm', 'fires in', 'is silent in', 'mutations noticed'], ...rows]),
    `${percent} % of ${mutations.length} mutations are noticed`,
  ];
}

/** A row for each mutation that no scenario notices: what a scenario is missing. */
export function unnoticedTable(mutations: readonly MutationResult[]): string[] {
  const unnoticed = mutations.filter(({ noticedBy }) => noticedBy === undefined);
  if (unnoticed.length === 0) return [];
  return aligned([
    ['alarm', 'setting', 'broken without notice'],
    ...unnoticed.map(({ key, kind, what }) => [key, kind, what]),
  ]);
}

/** Every cell as wide as its column. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** What an environment has, and how long that took, in lines. */
export function totals(
  {
    environment,
    alarms,
    scenarios,
    elsewhere,
    mutations,
    recommended,
  }: Pick<AlarmCheck, 'environment' | 'alarms' | 'scenarios' | 'elsewhere' | 'mutations' | 'recommended'>,
  seconds: number,
): string[] {
  const noticed = mutations.filter(({ noticedBy }) => noticedBy !== undefined).length;
  return [
    `alarms of ${environment}: ${alarms.alarms.size} alarms, ${scenarios.length} scenarios (${elsewhere.length} are not about this environment), ${noticed} of ${mutations.length} mutations noticed, ${seconds.toFixed(1)} s`,
    recommendedText(recommended),
  ];
}

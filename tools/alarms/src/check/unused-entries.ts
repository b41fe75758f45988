import { BulkheadError } from '@bulkhead/errors';
import { type AlarmFiles } from '../files/alarm-files';
import { type UsedEntries } from './alarm-check';

/**
 * The entries of the teams' files that none of several environments needs. A name with a slip fits nothing, so that this
 * finds it, and so does it find what was left behind.
 *
 * @param used what each environment uses. An environment that could not be checked must not be left out.
 * @returns error `UnusedAlarmEntry`; undefined if every entry is used
 */
export function unusedEntries(files: AlarmFiles, used: readonly UsedEntries[]): BulkheadError | undefined {
  const problems = [
    ...files.scenarios.flatMap(({ name, file, series, logs, expect }) => {
      const leftOut = used.flatMap(({ scenarios }) => scenarios.get(name) ?? []);
      const fits = used.filter(({ scenarios }) => scenarios.has(name)).length;
      if (fits === 0) return [`${file}: scenario ${name} is about no preset`];
      const optional = Object.entries({ series, logs, expect }).flatMap(([part, all]) =>
        all.flatMap((each, index) => (each.optional ? [`${part}.${index}`] : [])),
      );
      return optional
        .filter((path) => leftOut.filter((each) => each === path).length === fits)
        .map((path) => `${file}: ${path} of scenario ${name} is optional, and fits nothing in any preset`);
    }),
    ...files.customMetrics
      .filter((entry) => !used.some(({ customMetrics }) => customMetrics.has(entry)))
      .map(({ file, namespace, name }) => `${file}: no alarm of any preset needs ${namespace} ${name}`),
    ...files.leftOut
      .filter((entry) => !used.some(({ leftOut }) => leftOut.has(entry)))
      .map(({ file, metric }) => `${file}: no preset needs the reason for ${metric}`),
  ];
  if (problems.length === 0) return undefined;
  return new BulkheadError(
    'UnusedAlarmEntry',
    ['Entries of apps/*/alarms are for nothing:', ...problems].join('\n  '),
    { next: 'correct the names in them, or take the entries away' },
  );
}

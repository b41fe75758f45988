import { BulkheadError } from '@bulkhead/errors';
import { missText } from '../answer/verdict';
import { noticedShare } from '../mutations/run-mutations';
import { unnoticedTable } from '../output/table';
import { type RecommendedAlarm, recommendedText } from '../recommended/recommended-coverage';
import { recommendedAlarmsPage } from '../recommended/recommended-alarms';
import { type AlarmCheck } from './alarm-check';

/** The share of mutations that scenarios have to notice, from 0 to 1. */
export const leastNoticed = 0.95;

/** What is wrong in an environment whose alarms and scenarios can be read. */
export function problemsIn(check: Omit<AlarmCheck, 'problems'>): BulkheadError[] {
  return [missed(check), uncovered(check), unnoticed(check), notRecommended(check)].flatMap(
    (problem) => problem ?? [],
  );
}

function missed({ environment, misses }: Omit<AlarmCheck, 'problems'>): BulkheadError | undefined {
  if (misses.length === 0) return undefined;
  const lines = misses.map(({ scenario, miss }) => `${scenario}: ${missText(miss)}`);
  return new BulkheadError(
    'MissedExpectation',
    [`Alarms of environment ${environment} do something else than scenarios expect:`, ...lines].join('\n  '),
    { next: 'correct the alarm, or what the scenario expects: the scenarios are in apps/*/alarms' },
  );
}

function uncovered({
  environment,
  coverage,
  alarms,
  elsewhere,
}: Omit<AlarmCheck, 'problems'>): BulkheadError | undefined {
  const lines = coverage.flatMap(({ key, fires, silent }) => {
    const lacks = [
      ...(fires.length === 0 ? ['in which it fires'] : []),
      ...(silent.length === 0 ? ['in which it is silent'] : []),
    ];
    const { stack = '' } = alarms.alarms.get(key) ?? {};
    return lacks.length === 0 ? [] : [`${key} of ${stack} has no scenario ${lacks.join(', and none ')}`];
  });
  if (lines.length === 0) return undefined;
  const others = elsewhere.map(
    ({ scenario, missing }) => `${scenario.name} (${scenario.file}): ${missing[0] ?? ''}`,
  );
  return new BulkheadError(
    'UncoveredAlarm',
    [
      `Nobody has shown what alarms of environment ${environment} do:`,
      ...lines,
      ...(others.length > 0 ? ['Scenarios that are not about this environment:', ...others] : []),
    ].join('\n  '),
    { next: 'write the scenarios into the folder alarms of the app that has the alarm' },
  );
}

function unnoticed({ environment, mutations }: Omit<AlarmCheck, 'problems'>): BulkheadError | undefined {
  const share = noticedShare(mutations);
  if (share >= leastNoticed) return undefined;
  return new BulkheadError(
    'UnnoticedMutations',
    [
      `Scenarios notice ${(share * 100).toFixed(1)} % of the mutations of the alarms of environment ${environment}, and ${leastNoticed * 100} % are needed:`,
      ...unnoticedTable(mutations),
    ].join('\n  '),
    { next: 'write scenarios that come out differently with these settings' },
  );
}

function notRecommended({
  environment,
  recommended,
}: Omit<AlarmCheck, 'problems'>): BulkheadError | undefined {
  if (recommended.missing.length === 0) return undefined;
  const lines = missingText(recommended.missing);
  return new BulkheadError(
    'MissingRecommendedAlarm',
    [
      `Environment ${environment} lacks alarms that AWS recommends (${recommendedAlarmsPage}); ${recommendedText(recommended)}:`,
      ...lines,
    ].join('\n  '),
    { next: 'add an alarm on the metric in that region, or an entry with a reason to alarms/left-out.json' },
  );
}

/** `AWS/S3 in primary, dr (AWS::S3::Bucket): 4xxErrors, 5xxErrors`, a line for each namespace, regions and types. */
function missingText(missing: readonly RecommendedAlarm[]): string[] {
  const rolesOf = (metric: string) =>
    missing.filter((each) => each.metric === metric).map(({ role }) => role);
  const byPlace = new Map<string, Set<string>>();
  for (const { metric, types } of missing) {
    const [namespace = '', name = ''] = metric.split(' ');
    const place = `${namespace} in ${[...new Set(rolesOf(metric))].sort().reverse().join(', ')} (${types})`;
    byPlace.set(place, (byPlace.get(place) ?? new Set()).add(name));
  }
  return [...byPlace].map(([place, names]) => `${place}: ${[...names].join(', ')}`);
}

import { parseEnvironment } from '@bulkhead/config';
import { quietHours } from './quiet-hours';

const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const week = 7 * 24 * 60;

/** Minutes from Sunday, or from midnight without a day. */
function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = (time.match(/\d+/g) ?? []).map(Number);
  return Math.max(0, days.indexOf(time.slice(0, 3))) * 24 * 60 + hours * 60 + minutes;
}

/** The backup and maintenance windows of databases in a region, for a week. */
function windowsOf(region: string): [number, number][] {
  const { backup, maintenance } = quietHours(region);
  const range = (window: string) => window.split('-').map(minutesOf) as [number, number];
  const [from, to] = range(backup);
  return [
    range(maintenance),
    ...days.map((_, day): [number, number] => [from + day * 24 * 60, to + day * 24 * 60]),
  ];
}

/**
 * Whether a backup that starts in the hour after a minute of the week meets a window or the hour before it. Neither
 * crosses the end of a week.
 */
function meets(start: number, windows: [number, number][]): boolean {
  const end = start + 60;
  return windows.some(([from, to]) =>
    [0, week].some((later) => start < to + later && from + later - 60 < end),
  );
}

describe.each(['patient-data', 'web-multi-region', 'hipaa-dr'])('P3.8: of %s', (preset) => {
  const { regions, apps } = parseEnvironment({ name: 'qa', preset, account: '123456789012' }, 'qa.json');
  const windows = windowsOf(regions.primary.name);
  const everyDay = days.map((_, day) => day);

  test.each(['daily', 'weekly', 'monthly'] as const)(
    'the %s backup starts neither in a window of a database nor in the hour before it',
    (tier) => {
      const settings = apps.database?.backup?.[tier];
      if (!settings) throw new Error(`${preset} has no ${tier} backup`);
      const { hour } = settings;
      const on = 'weekday' in settings ? [days.indexOf(settings.weekday.toLowerCase())] : everyDay;
      for (const day of on) expect([day, meets(day * 24 * 60 + hour * 60, windows)]).toEqual([day, false]);
    },
  );
});

test.each([
  ['eu-central-1', 0, 0, true],
  ['eu-central-1', 0, 1, true],
  ['eu-central-1', 1, 1, false],
  ['eu-central-1', 3, 23, true],
  ['eu-central-1', 6, 23, true],
  ['ap-southeast-1', 2, 18, true],
  ['ap-southeast-1', 6, 19, true],
])('in %s, on day %i at %i o’clock a backup meets a window: %s', (region, day, hour, expected) => {
  expect(meets(day * 24 * 60 + hour * 60, windowsOf(region))).toBe(expected);
});

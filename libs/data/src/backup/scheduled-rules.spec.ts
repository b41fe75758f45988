import { type BackupSettings } from '@bulkhead/config';
import { scheduledRules } from './scheduled-rules';

const tiers = {
  hourly: { everyHours: 1, deleteAfterDays: 7 },
  daily: { hour: 0, deleteAfterDays: 35 },
  weekly: { weekday: 'SUN', hour: 1, deleteAfterDays: 91 },
  monthly: { dayOfMonth: 1, hour: 2, coldStorageAfterDays: 30, deleteAfterDays: 2557 },
} as const;
const rulesOf = (settings: Partial<BackupSettings>) => scheduledRules(settings as BackupSettings);

const hoursOfYear = Array.from({ length: 365 * 24 }, (_, index) => new Date(Date.UTC(2027, 0, 1, index)));

/** The names of the rules that start in each hour of a year. */
function started(settings: Partial<BackupSettings>): string[][] {
  const rules = rulesOf(settings).map(({ name, schedule }) => ({ name, startsAt: startOf(schedule) }));
  return hoursOfYear.map((time) => rules.flatMap(({ name, startsAt }) => (startsAt(time) ? [name] : [])));
}

/** Reads `cron(minute hour day month weekday year)`, of which minute, month and year are always the same here. */
function startOf(schedule: string): (time: Date) => boolean {
  const fields = /^cron\(0 (\S+) (\S+) \* (\S+) \*\)$/.exec(schedule)?.slice(1);
  if (!fields) throw new Error(`Not a schedule: ${schedule}`);
  const [hour, day, weekday] = fields.map(membership);
  return (time) => {
    const name = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'][time.getUTCDay()] ?? '';
    return [hour?.(time.getUTCHours()), day?.(time.getUTCDate()), weekday?.(name)].every(Boolean);
  };
}

function membership(field: string): (value: string | number) => boolean {
  const values = new Set(field.split(','));
  return (value) => field === '*' || field === '?' || values.has(String(value));
}

const countOf = (runs: readonly string[][]) => [...new Set(runs.map(({ length }) => length))];

test('P3.8, pitfall 22: each hour of each day has exactly one backup, since AWS would run only one of two', () => {
  expect(countOf(started(tiers))).toEqual([1]);
});

test('P3.8: the four tiers run as often as their names say', () => {
  const runs = started(tiers).flat();
  const count = (name: string) => runs.filter((run) => run === name).length;

  expect(count('daily')).toBe(365);
  expect(count('monthly')).toBe(12);
  expect(count('weekly')).toBe(52);
  expect(runs.filter((run) => run.startsWith('hourly'))).toHaveLength(
    365 * 24 - count('daily') - count('weekly') - count('monthly'),
  );
});

test('with a backup every six hours, each other tier replaces only one of them', () => {
  const runs = started({
    ...tiers,
    hourly: { everyHours: 6, deleteAfterDays: 7 },
    weekly: { ...tiers.weekly, hour: 6 },
    monthly: { ...tiers.monthly, hour: 12 },
  });

  expect(countOf(runs.filter((_, hour) => hour % 6 === 0))).toEqual([1]);
  expect(countOf(runs.filter((_, hour) => hour % 6 !== 0))).toEqual([0]);
});

test('a rule that replaces an hourly backup has the retention of the hourly tier', () => {
  const hourly = rulesOf(tiers).filter(({ name }) => name.startsWith('hourly'));

  expect(hourly.map(({ name }) => name)).toEqual(['hourly', 'hourly-beside-weekly', 'hourly-beside-monthly']);
  for (const { lifecycle } of hourly) expect(lifecycle.deleteAfterDays).toBe(7);
});

test.each([
  [{ daily: tiers.daily }, ['cron(0 0 * * ? *)']],
  [{ weekly: tiers.weekly }, ['cron(0 1 ? * SUN *)']],
  [{ monthly: tiers.monthly }, ['cron(0 2 1 * ? *)']],
  [
    { hourly: tiers.hourly },
    ['cron(0 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23 * * ? *)'],
  ],
])('%j runs at %j', (settings, schedules) => {
  expect(rulesOf(settings).map(({ schedule }) => schedule)).toEqual(schedules);
});

import { type BulkheadError } from '@bulkhead/errors';
import { parseEnvironment } from '../../definition/define-environment';

const definition = { name: 'qa', preset: 'hipaa-dr', account: '123456789012' };

const withBackup = (backup: object, over: object = {}) =>
  parseEnvironment({ ...definition, ...over, apps: { database: { backup } } }, 'qa.json');

function refusal(backup: object, over: object = {}): string {
  try {
    withBackup(backup, over);
  } catch (error) {
    expect(error).toMatchObject({ code: 'InvalidEnvironment' });
    return (error as BulkheadError).message;
  }
  throw new Error('was accepted');
}

const lock = { type: 'governance', minRetentionDays: 7, maxRetentionDays: 2557 };

test.each<[string, object, string]>([
  [
    'pitfall 22: more than once an hour',
    { hourly: { everyHours: 0.25 } },
    'hourly.everyHours: 0.25 — allowed: a number of hours that divides a day, from 1: AWS Backup runs hourly at most',
  ],
  [
    'a number of hours that does not divide a day',
    { hourly: { everyHours: 5 } },
    'hourly.everyHours: 5 — allowed: a number of hours that divides a day',
  ],
  [
    'pitfall 22: point-in-time recovery beyond 35 days',
    { continuous: { retentionDays: 36 } },
    'continuous.retentionDays: 36 — allowed: 1 to 35: point-in-time recovery of AWS goes back 35 days at most',
  ],
  [
    'point-in-time recovery that is shorter than the tier that it replaces',
    { hourly: { deleteAfterDays: 14 }, continuous: { retentionDays: 7 } },
    'continuous.retentionDays: 7 — allowed: at least 14, as many days as the most frequent tier is kept',
  ],
  [
    'pitfall 22: too short a time in cold storage',
    { monthly: { coldStorageAfterDays: 30, deleteAfterDays: 119 } },
    'monthly.deleteAfterDays: 119 — allowed: at least 120: what moves to cold storage after 30 days stays there for 90 at least',
  ],
  [
    'cold storage from the first day',
    { monthly: { coldStorageAfterDays: 0 } },
    'monthly.coldStorageAfterDays: 0 — allowed: at least 1 day',
  ],
  [
    'a start window that is too short',
    { startWindowMinutes: 30 },
    'startWindowMinutes: 30 — allowed: at least 60, below which AWS Backup fails jobs',
  ],
  [
    'a start window that reaches into the next hourly backup',
    { startWindowMinutes: 90 },
    'startWindowMinutes: 90 — allowed: at most 60 with hourly.everyHours 1',
  ],
  [
    'a completion window that ends with the start window',
    { completionWindowMinutes: 60 },
    'completionWindowMinutes: 60 — allowed: more than startWindowMinutes (60)',
  ],
  [
    'pitfall 22: two tiers in one window',
    { weekly: { hour: 3 } },
    'weekly.hour: 3 — allowed: an hour whose start window does not overlap that of daily',
  ],
  [
    'a tier that overlaps two hourly backups',
    { hourly: { everyHours: 2 }, monthly: { hour: 3 } },
    'monthly.hour: 3 — allowed: a multiple of hourly.everyHours (2)',
  ],
  [
    'a window that goes on into the next day',
    { startWindowMinutes: 120, monthly: { hour: 23 } },
    'monthly.hour: 23 — allowed: an hour whose start window ends by midnight UTC',
  ],
  [
    'a retention below the minimum of the vault lock',
    { hourly: { deleteAfterDays: 3 } },
    'hourly.deleteAfterDays: 3 — allowed: 7 to 2557: the lock of the vault fails every other job',
  ],
  [
    'a retention above the maximum of the vault lock',
    { monthly: { deleteAfterDays: 3000 } },
    'monthly.deleteAfterDays: 3000 — allowed: 7 to 2557',
  ],
  [
    'a lock whose minimum is above its maximum',
    { lock: { minRetentionDays: 3000 } },
    'lock.minRetentionDays: 3000 — allowed: at most lock.maxRetentionDays: 2557',
  ],
  [
    'a lock for ever, without three days of grace',
    { lock: { ...lock, type: 'compliance', changeableForDays: 2 } },
    'lock.changeableForDays: 2 — allowed: 3 to 36500: AWS gives three days at least to think again',
  ],
  [
    'a day that not every month has',
    { monthly: { dayOfMonth: 31 } },
    'monthly.dayOfMonth: 31 — allowed: at most 28',
  ],
])('P3.8: %s is refused, with the reason', (_, backup, expected) => {
  expect(refusal(backup)).toContain(`apps.database.backup.${expected}`);
});

test('a backup without a tier is refused', () => {
  const tiers = ['hourly', 'daily', 'weekly', 'monthly'];
  const rest = Object.fromEntries(Object.entries(hipaaDr()).filter(([name]) => !tiers.includes(name)));
  const apps = {
    network: { vpc: { natGateways: 1, flowLogRetentionDays: 365 } },
    database: { backup: rest },
  };
  expect(() => parseEnvironment({ ...definition, preset: 'ecs-ec2', apps }, 'qa.json')).toThrow(
    'apps.database.backup.daily: missing — allowed: at least one of hourly, daily, weekly and monthly',
  );
});

test('P1.9: copies without a DR region are refused', () => {
  const apps = { database: { backup: hipaaDr() } };
  expect(() => parseEnvironment({ ...definition, preset: 'ecs-ec2', apps }, 'qa.json')).toThrow(
    'apps.database.backup.copyToDr: true — allowed: false, since the environment has no DR region',
  );
});

test('P3.8: values at the limits of AWS are accepted', () => {
  const { apps } = withBackup({
    monthly: { coldStorageAfterDays: 1, deleteAfterDays: 91 },
    completionWindowMinutes: 61,
    continuous: { retentionDays: 35 },
    lock: { ...lock, type: 'compliance', changeableForDays: 3 },
  });
  expect(apps.database?.backup?.lock).toMatchObject({ type: 'compliance', changeableForDays: 3 });
});

test.each(['patient-data', 'hipaa-dr'])(
  'P1.9, P3.8: %s has all four tiers, copied to DR and tested',
  (preset) => {
    const { apps } = parseEnvironment({ ...definition, preset }, 'qa.json');
    expect(apps.database?.backup).toMatchObject({
      hourly: { everyHours: 1 },
      daily: expect.anything(),
      weekly: expect.anything(),
      monthly: { coldStorageAfterDays: 30, deleteAfterDays: 2557 },
      copyToDr: true,
      restoreTesting: expect.anything(),
    });
  },
);

test.each(['saas', 'ecs-ec2'])('%s has no backup, since no row requires one', (preset) => {
  expect(parseEnvironment({ ...definition, preset }, 'qa.json').apps.database?.backup).toBeUndefined();
});

function hipaaDr() {
  const { backup } = parseEnvironment(definition, 'qa.json').apps.database ?? {};
  if (!backup) throw new Error('hipaa-dr has no backup.');
  return backup;
}

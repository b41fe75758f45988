import { refusalOf, withDatabase } from '../../definition/testing';

const storageOf = (preset: 'web-multi-region' | 'hipaa-dr' | 'patient-data', storage: object = {}) =>
  withDatabase(preset, { storage }).apps.database?.storage;
const lifecycle = (versions: 'current' | 'noncurrent', ages: object) => ({
  storage: { data: { [versions]: ages } },
});

test('P2.3: web-multi-region archives after 90 days and deletes after 365', () => {
  expect(storageOf('web-multi-region')?.data.current).toEqual({ archiveAfterDays: 90, deleteAfterDays: 365 });
});

test.each(['hipaa-dr', 'patient-data'] as const)(
  'P3.4: %s archives replaced versions and keeps them for 2,555 days, and deletes no current one',
  (preset) => {
    expect(storageOf(preset)?.data).toMatchObject({
      current: {},
      noncurrent: { archiveAfterDays: expect.any(Number), deleteAfterDays: 2557 },
    });
    expect(storageOf(preset)?.data.current.deleteAfterDays).toBeUndefined();
  },
);

test.each([
  ['moved, archived and deleted as early as S3 allows', 30, 60, 150],
  ['moved and deleted', 30, undefined, 31],
  ['archived at once', undefined, 1, 91],
  ['deleted on the next day', undefined, undefined, 1],
])('%s is fine', (_, infrequentAccessAfterDays, archiveAfterDays, deleteAfterDays) => {
  const noncurrent = { infrequentAccessAfterDays, archiveAfterDays, deleteAfterDays };
  const settings = { data: { current: {}, noncurrent }, log: { deleteAfterDays: 365 } };
  expect(withDatabase('saas', { storage: settings }).apps.database?.storage).toEqual(
    JSON.parse(JSON.stringify(settings)),
  );
});

test.each<[string, object, string]>([
  [
    'STANDARD_IA before 30 days',
    lifecycle('current', { infrequentAccessAfterDays: 29 }),
    'data.current.infrequentAccessAfterDays: 29 — allowed: at least 30: S3 moves nothing to STANDARD_IA before',
  ],
  [
    'an archive sooner than 30 days after STANDARD_IA',
    lifecycle('current', { infrequentAccessAfterDays: 70, archiveAfterDays: 90 }),
    'data.current.archiveAfterDays: 90 — allowed: at least 100: S3 keeps an object in STANDARD_IA for 30 days',
  ],
  [
    'deletion before the archive',
    lifecycle('current', { deleteAfterDays: 60 }),
    'data.current.deleteAfterDays: 60 — allowed: at least 180: S3 refuses to delete before it archives, and an archived object is paid for 90 days',
  ],
  [
    'deletion before the archive saves money',
    lifecycle('current', { deleteAfterDays: 179 }),
    'data.current.deleteAfterDays: 179 — allowed: at least 180',
  ],
  [
    'the same of replaced versions',
    lifecycle('noncurrent', { archiveAfterDays: 30, deleteAfterDays: 90 }),
    'data.noncurrent.deleteAfterDays: 90 — allowed: at least 120',
  ],
  [
    'deletion on the day of the move',
    { storage: { log: { infrequentAccessAfterDays: 400, deleteAfterDays: 400 } } },
    'log.deleteAfterDays: 400 — allowed: more than 400: S3 refuses to delete before it moves',
  ],
  [
    'replaced versions that stay for ever',
    { storage: { data: { noncurrent: { deleteAfterDays: null } } } },
    'data.noncurrent.deleteAfterDays: missing',
  ],
  [
    'days before the first',
    lifecycle('current', { archiveAfterDays: 0 }),
    'archiveAfterDays: 0 — allowed: at least 1',
  ],
  [
    'pitfalls 16 and 17: a log bucket with Object Lock',
    { storage: { log: { objectLock: { mode: 'GOVERNANCE', days: 365 } } } },
    'log.objectLock: {"mode":"GOVERNANCE","days":365} — allowed: none: S3 delivers no access logs into a bucket with Object Lock',
  ],
  [
    'a lock for longer than S3 has',
    { storage: { data: { objectLock: { mode: 'GOVERNANCE', days: 36_501 } } } },
    'data.objectLock.days: 36501 — allowed: at most 36500',
  ],
])('P2.3, P3.4: %s is refused', (_, database, message) => {
  expect(refusalOf('web-multi-region', database)).toContain(message);
});

test('P4.6: COMPLIANCE mode is refused in an environment that must be destroyable', () => {
  const database = { storage: { data: { objectLock: { mode: 'COMPLIANCE', days: 1 } } } };
  expect(refusalOf('hipaa-dr', database, { protected: false })).toContain(
    'data.objectLock.mode: "COMPLIANCE" — allowed: GOVERNANCE in an environment that is not protected: nobody',
  );
  expect(() => withDatabase('hipaa-dr', database)).not.toThrow();
});

test('P2.3: static assets are refused without a bucket for their access logs', () => {
  expect(refusalOf('saas', { 'static-assets': { deleteNoncurrentAfterDays: 30 } })).toContain(
    'apps.database.storage: missing — allowed: a bucket for access logs',
  );
});

import { refusalOf, withDatabase } from '../../definition/testing';

const fileSystem = (settings: object) => ({ 'file-system': settings });

test('P1.6: patient-data has a file system', () => {
  expect(withDatabase('patient-data').apps.database?.['file-system']).toEqual({
    throughput: 'elastic',
    infrequentAccessAfterDays: 30,
  });
});

test('P1.6: files may be archived after a long time in Infrequent Access', () => {
  expect(() => withDatabase('patient-data', fileSystem({ archiveAfterDays: 60 }))).not.toThrow();
});

test.each<[string, object, string]>([
  [
    'an age that EFS does not know',
    { infrequentAccessAfterDays: 45 },
    'infrequentAccessAfterDays: 45 — allowed: 1, 7, 14, 30, 60, 90, 180, 270, 365',
  ],
  [
    'an archive with bursting throughput',
    { throughput: 'bursting', archiveAfterDays: 90 },
    'archiveAfterDays: 90 — allowed: nothing with bursting throughput: EFS archives with elastic only',
  ],
  [
    'an archive no later than Infrequent Access',
    { archiveAfterDays: 30 },
    'archiveAfterDays: 30 — allowed: one of 60, 90, 180, 270, 365: EFS wants it longer than infrequentAccessAfterDays',
  ],
])('P1.6: %s is refused', (_, settings, message) => {
  expect(refusalOf('patient-data', fileSystem(settings))).toContain(message);
});

import { parseEnvironment } from '../../definition/define-environment';
import { presetNames } from '../../presets/preset-names.generated';

const withObservability = (observability: object, preset: (typeof presetNames)[number] = 'hipaa-dr') =>
  parseEnvironment({ name: 'qa', preset, account: '123456789012', apps: { observability } }, 'qa.json').apps
    .observability;
const files = (settings: object) => ({ audit: { trail: { files: settings } } });

test.each(presetNames)(
  'P1.10, P2.6, P2.10: %s has everything on but Macie, and keeps files for six years at least',
  (preset) => {
    const { trail, macie, ...services } = withObservability({}, preset)?.audit ?? {};
    for (const service of [trail, ...Object.values(services)])
      expect(service).toMatchObject({ managedBy: 'environment' });
    expect(macie).toBeUndefined();
    expect(trail).toMatchObject({ dataEvents: true, insights: true });
    expect(trail?.files.deleteAfterDays).toBeGreaterThanOrEqual(6 * 366);
  },
);

test.each(['patient-data', 'hipaa-dr'] as const)('P3.5: %s locks a file as long as it is kept', (preset) => {
  const trail = withObservability({}, preset)?.audit?.trail;
  expect(trail?.files.objectLock.days).toBe(trail?.files.deleteAfterDays);
});

test('a service is handed to an organization by one setting', () => {
  const audit = withObservability({ audit: { guardDuty: { managedBy: 'organization' } } })?.audit;
  expect(audit?.guardDuty).toEqual({ managedBy: 'organization', runtimeMonitoring: false });
});

test.each<[string, object, string]>([
  [
    'deletes before an archived file is paid for',
    files({ deleteAfterDays: 179 }),
    'trail.files.deleteAfterDays',
  ],
  ['locks longer than it keeps', files({ deleteAfterDays: 400 }), 'trail.files.objectLock.days'],
  [
    'keeps no time that CloudWatch Logs knows',
    { audit: { trail: { logRetentionDays: 364 } } },
    'trail.logRetentionDays',
  ],
  [
    'asks for short passwords',
    { audit: { accountSettings: { passwordPolicy: { minimumLength: 8 } } } },
    'passwordPolicy.minimumLength',
  ],
  ['names no standard', { audit: { securityHub: { standards: [] } } }, 'securityHub.standards'],
  ['has nobody to manage a service', { audit: { config: { managedBy: 'nobody' } } }, 'config.managedBy'],
  ['has no topics', { monitoring: null }, 'apps.observability.monitoring'],
])('an audit that %s is refused', (_, observability, path) => {
  expect(() => withObservability(observability)).toThrow(path);
});

test.each<[string, object, string]>([
  [
    'deletes files of the trail after five years',
    files({ deleteAfterDays: 1826, objectLock: { days: 365 } }),
    'trail.files.deleteAfterDays',
  ],
  [
    'deletes files of AWS Config after a year',
    { audit: { config: { deleteFilesAfterDays: 365 } } },
    'config.deleteFilesAfterDays',
  ],
])('45 CFR 164.316: production under HIPAA that %s is refused', (_, observability, path) => {
  const parse = (over: object) =>
    parseEnvironment(
      { name: 'qa', preset: 'saas', account: '123456789012', apps: { observability }, ...over },
      'qa.json',
    );

  expect(() => parse({})).toThrow(new RegExp(`${path}.*six years`, 's'));
  expect(() => parse({ protected: false })).not.toThrow();
  expect(() => parse({ compliance: 'none' })).not.toThrow();
});

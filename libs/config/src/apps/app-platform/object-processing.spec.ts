import { types } from 'node:util';
import { parseEnvironment } from '../../definition/define-environment';
import { hasStack } from '../../definition/environment-queries';
import { settingsOf } from '../settings-of';
import { objectProcessingInRegion } from './object-processing';

const environmentOf = (settings: object | null, more: object = {}) =>
  parseEnvironment(
    {
      name: 'qa',
      preset: 'web-multi-region',
      account: '123456789012',
      apps: { 'app-platform': { 'object-processing': settings } },
      ...more,
    },
    'qa.json',
  );
const settingsWith = (settings: object) =>
  settingsOf(environmentOf(settings), 'app-platform', 'object-processing');
const refusalOf = (settings: object, more: object = {}): string => {
  try {
    environmentOf(settings, more);
  } catch (error) {
    if (types.isNativeError(error)) return error.message;
  }
  throw new Error('The environment was accepted.');
};

test('P2.8: web-multi-region processes uploads, and limits how many at once', () => {
  expect(settingsWith({})).toMatchObject({
    keyPrefixes: [],
    allowedContentTypes: expect.arrayContaining(['application/pdf', 'application/dicom']),
    reservedConcurrency: 100,
    logRetentionDays: 365,
  });
});

test.each([
  [
    'the least of everything',
    { memory: 128, timeoutSeconds: 3, reservedConcurrency: 1, deadLetterRetentionDays: 1 },
  ],
  [
    'the most',
    { memory: 10_240, timeoutSeconds: 900, reservedConcurrency: 900, deadLetterRetentionDays: 14 },
  ],
  ['prefixes that are apart', { keyPrefixes: ['uploads/', 'upload-2/', "it's(1)!.x/y"] }],
  ['types with dots and pluses', { allowedContentTypes: ['application/vnd.ms-excel', 'image/svg+xml'] }],
])('P2.8: %s is fine', (_, settings) => {
  expect(settingsWith(settings)).toMatchObject(settings);
});

test.each<[string, object, string]>([
  ['no concurrency', { reservedConcurrency: 0 }, 'reservedConcurrency: 0 — allowed: at least 1'],
  [
    'more than Lambda lets one function reserve',
    { reservedConcurrency: 901 },
    'reservedConcurrency: 901 — allowed: at most 900',
  ],
  ['less memory than Lambda has', { memory: 127 }, 'memory: 127 — allowed: at least 128'],
  ['more memory than Lambda has', { memory: 10_241 }, 'memory: 10241 — allowed: at most 10240'],
  ['more time than Lambda gives', { timeoutSeconds: 901 }, 'timeoutSeconds: 901 — allowed: at most 900'],
  [
    'letters that are kept longer than SQS does',
    { deadLetterRetentionDays: 15 },
    'deadLetterRetentionDays: 15 — allowed: at most 14',
  ],
  [
    'a retention that CloudWatch Logs does not take',
    { logRetentionDays: 2555 },
    'logRetentionDays: 2555 — allowed: ',
  ],
  [
    'a type with parameters',
    { allowedContentTypes: ['text/csv; charset=utf-8'] },
    'allowedContentTypes.0: "text/csv; charset=utf-8" — allowed: a media type in lower case, without parameters',
  ],
  [
    'a type in capitals',
    { allowedContentTypes: ['Text/CSV'] },
    'allowedContentTypes.0: "Text/CSV" — allowed: ',
  ],
  [
    'a type twice',
    { allowedContentTypes: ['text/csv', 'text/csv'] },
    'allowedContentTypes.1: "text/csv" — allowed: each one once',
  ],
  ['types, but none', { allowedContentTypes: [] }, 'allowedContentTypes: [] — allowed: '],
  [
    'more types than fit into what Lambda has for variables',
    { allowedContentTypes: Array.from({ length: 31 }, (_, index) => `text/x${index}`) },
    'allowedContentTypes: ',
  ],
  ['a prefix with a slash before it', { keyPrefixes: ['/uploads'] }, 'keyPrefixes.0: "/uploads" — allowed: '],
  [
    'a prefix that a policy takes for a pattern',
    { keyPrefixes: ['up*'] },
    'keyPrefixes.0: "up*" — allowed: ',
  ],
  ['a prefix twice', { keyPrefixes: ['a/', 'a/'] }, 'keyPrefixes.1: "a/" — allowed: each one once'],
  [
    'a prefix within another',
    { keyPrefixes: ['uploads/scans/', 'uploads/'] },
    'keyPrefixes.0: "uploads/scans/" — allowed: a prefix of keys that uploads/ does not cover already',
  ],
  ['an unknown key', { batchSize: 10 }, 'batchSize'],
])('P2.8: %s is refused', (_, settings, message) => {
  expect(refusalOf(settings)).toContain(message);
});

test('P2.8: object processing without a data bucket is refused', () => {
  const apps = {
    database: { storage: null, 'static-assets': null },
    'app-platform': { 'object-processing': {} },
  };
  expect(refusalOf({}, { apps })).toContain(
    'apps.database.storage: missing — allowed: a data bucket, since object-processing processes its objects',
  );
});

test('P2.8: object processing works without a service, and a service without object processing', () => {
  const { 'app-platform': platform } = environmentOf({}).apps;

  expect(Object.keys(platform ?? {})).toContain('object-processing');
  expect(environmentOf(null).apps['app-platform']?.['object-processing']).toBeUndefined();
});

test('P2.8: the DR region processes its objects only if the settings limit how many at once', () => {
  const isInDr = (settings: object) =>
    hasStack(environmentOf(settings), 'app-platform', 'object-processing', 'dr');
  const settings = settingsWith({ dr: { reservedConcurrency: 10 } });

  expect(isInDr({ dr: null })).toBe(false);
  expect(isInDr({ dr: { reservedConcurrency: 10 } })).toBe(true);
  expect(objectProcessingInRegion(settings, 'primary').reservedConcurrency).toBe(100);
  expect(objectProcessingInRegion(settings, 'dr').reservedConcurrency).toBe(10);
});

test('P2.8: settings of a DR region that the environment does not have are refused', () => {
  const more = {
    regions: { dr: null },
    apps: {
      'dr-region': null,
      database: {
        relational: { global: null },
        backup: { copyToDr: false },
      },
      'app-platform': { service: { dr: null }, 'object-processing': { dr: { reservedConcurrency: 10 } } },
    },
  };
  expect(refusalOf({}, more)).toContain(
    'regions.dr: missing — allowed: a region, since apps.app-platform.object-processing.dr has settings for it',
  );
});

test('P2.8: in the DR region, object processing needs a bucket and a network, as in the primary region', () => {
  const apps = {
    'dr-region': { network: null, storage: null },
    'app-platform': { service: null, 'object-processing': {} },
  };
  const refusal = refusalOf({}, { apps });

  for (const stack of ['network', 'storage'])
    expect(refusal).toMatch(
      new RegExp(
        `apps.dr-region.${stack}: .*which apps.app-platform.object-processing uses in the DR region`,
      ),
    );
});

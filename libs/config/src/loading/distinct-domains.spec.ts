import { parseEnvironment } from '../definition/define-environment';
import { requireOwnDomain } from './distinct-domains';

const zoneOf = (zone: object, more: object = {}) => ({
  preset: 'saas',
  account: '111122223333',
  ...more,
  apps: { 'cdn-dns': { zone } },
});
const check = (own: object, other: object) => () =>
  requireOwnDomain(
    parseEnvironment({ name: 'qa', ...own }, 'qa.json'),
    'qa.json',
    () =>
      new Map<string, unknown>([
        ['none.ts', undefined],
        ['prod.ts', other],
      ]),
  );
const onEmulator = { target: 'emulator', account: '123456789012' };

test.each<[string, object, object]>([
  ['the same domain', { domain: 'a.clinic.org' }, { domain: 'a.clinic.org' }],
  [
    'a domain that the other one had before',
    { domain: 'a.clinic.org' },
    { domain: 'b.clinic.org', formerDomain: 'a.clinic.org' },
  ],
  [
    'a domain that this one had before',
    { domain: 'a.clinic.org', formerDomain: 'b.clinic.org', zoneName: 'clinic.org' },
    { domain: 'b.clinic.org' },
  ],
])('P2.5: two environments with %s are refused, naming both', (_, own, other) => {
  expect(check(zoneOf(own), zoneOf(other))).toThrow(
    expect.objectContaining({
      code: 'InvalidEnvironment',
      message: expect.stringMatching(/^qa\.json and prod\.ts have one domain: [ab]\.clinic\.org\./),
      next: 'give one of them another domain, in qa.json or prod.ts',
    }),
  );
});

test('P2.5: two environments that create one zone are refused; the second one adopts it', () => {
  const own = { domain: 'a.clinic.org', zoneName: 'clinic.org' };
  const other = zoneOf({ domain: 'b.clinic.org', zoneName: 'clinic.org' });

  expect(check(zoneOf(own), other)).toThrow('qa.json and prod.ts have one hosted zone: clinic.org.');
  expect(check(zoneOf({ ...own, hostedZoneId: 'Z0123456789' }), other)).not.toThrow();
});

test('P2.5: environments with other domains, without a domain or on the emulator do not meet', () => {
  const own = zoneOf({ domain: 'a.clinic.org' });

  expect(check(own, zoneOf({ domain: 'b.clinic.org' }))).not.toThrow();
  expect(check(own, { preset: 'saas' })).not.toThrow();
  expect(check(own, zoneOf({ domain: 'a.clinic.org' }, onEmulator))).not.toThrow();
  expect(check({ ...own, ...onEmulator }, zoneOf({ domain: 'a.clinic.org' }))).not.toThrow();
  expect(check({ preset: 'saas', account: '111122223333' }, own)).not.toThrow();
});

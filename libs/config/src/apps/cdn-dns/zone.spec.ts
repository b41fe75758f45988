import { testDomain as domain, toldOfCdnDns as told, withCdnDns } from '../../definition/testing';
import { presetNames } from '../../presets/preset-names.generated';
import { publicNamesOf, zoneNameOf } from './zone';

const onEmulator = { target: 'emulator', account: '123456789012' };
const zoneTold = (zone: object, more: object = {}) => told({ zone: { domain, ...zone } }, 'saas', more);

test('P2.5: the zone is that of the domain, and Amazon may issue certificates, unless the environment says otherwise', () => {
  const { zone } = withCdnDns({ zone: { domain } }, 'saas').apps['cdn-dns'] ?? {};

  expect(zone).toEqual({
    domain,
    takesOver: false,
    caaIssuers: ['amazon.com'],
    dnssec: false,
    acceleratedRecovery: true,
  });
  expect(zone && zoneNameOf(zone)).toBe(domain);
});

test('P2.5: during a change of the domain, both names are served', () => {
  expect(publicNamesOf({ domain })).toEqual([domain]);
  expect(publicNamesOf({ domain, formerDomain: 'old.example.org' })).toEqual([domain, 'old.example.org']);
});

/** A name of a number of characters, in labels of at most 63. */
function nameOf(length: number): string {
  const labels: string[] = [];
  for (let left = length - '.org'.length; left > 0; left -= 64) labels.push('a'.repeat(Math.min(left, 63)));
  return `${labels.join('.')}.org`.slice(-length);
}

test.each<[string, object]>([
  ['a zone above the domain', { domain: 'app.clinic.org', zoneName: 'clinic.org' }],
  ['a domain of 64 characters', { domain: `${'a'.repeat(55)}.clinic.de`.slice(-64) }],
  ['another alphabet as punycode', { domain: 'xn--mnchen-3ya.org' }],
  [
    'a former name in the zone',
    { domain: 'new.clinic.org', formerDomain: 'old.clinic.org', zoneName: 'clinic.org' },
  ],
  ['an adopted zone', { hostedZoneId: 'Z0123456789ABCDEFGHIJ' }],
  ['an adopted zone with our names', { hostedZoneId: 'Z0123456789ABCDEFGHIJ', takesOver: true }],
  ['a second authority', { caaIssuers: ['amazon.com', 'letsencrypt.org'] }],
])('P2.5: %s is fine', (_, zone) => {
  expect(zoneTold(zone)).toBe('');
});

test.each<[string, object, string]>([
  ['a name of 254 characters', { domain: nameOf(254) }, 'domain: "aaa'],
  ['a label of 64 characters', { domain: `${'a'.repeat(64)}.org` }, 'labels of at most 63 characters'],
  [
    'a domain of 65 characters',
    { domain: nameOf(65) },
    'at most 64 characters: the common name of an ACM certificate',
  ],
  ['capitals', { domain: 'App.example.org' }, 'domain: "App.example.org" — allowed: a domain name such as'],
  ['a dot at the end', { domain: 'app.example.org.' }, 'no dot at the end'],
  ['a wildcard', { domain: '*.example.org' }, 'domain: "*.example.org" — allowed: a domain name such as'],
  ['an underscore', { domain: 'my_app.example.org' }, 'a domain name such as'],
  ['a hyphen at an end', { domain: 'app-.example.org' }, 'a domain name such as'],
  ['a top-level domain', { domain: 'org' }, 'nobody else can have a top-level domain'],
  [
    'an IP address',
    { domain: '10.0.0.5' },
    'domain: "10.0.0.5" — allowed: a domain name such as app.example.org, and no IP',
  ],
  [
    'a name that CloudFront gave',
    { domain: 'd111111abcdef8.cloudfront.net' },
    'domain: "d111111abcdef8.cloudfront.net" — allowed: a domain of your own: AWS names',
  ],
  [
    'a zone of AWS',
    { domain: 'app.s3.amazonaws.com', zoneName: 'amazonaws.com' },
    'zoneName: "amazonaws.com" — allowed: a domain of your own: AWS names',
  ],
  [
    'a former name in a zone of AWS',
    { domain: 'app.on.aws', formerDomain: 'old.on.aws', zoneName: 'on.aws' },
    'formerDomain: "old.on.aws" — allowed: a domain of your own',
  ],
  [
    'a domain in the zone of somebody else',
    { domain: 'app.clinic.org', zoneName: 'hospital.org' },
    'apps.cdn-dns.zone.zoneName: "hospital.org" — allowed: app.clinic.org or a name above it',
  ],
  [
    'a zone whose name only ends the same',
    { domain: 'myclinic.org', zoneName: 'clinic.org' },
    'zone.zoneName: "clinic.org" — allowed: myclinic.org or a name above it',
  ],
  [
    'a former name in another zone',
    { domain: 'app.clinic.org', formerDomain: 'app.hospital.org', zoneName: 'clinic.org' },
    'formerDomain: "app.hospital.org" — allowed: a name in the zone clinic.org',
  ],
  [
    'the same name twice',
    { formerDomain: domain },
    'formerDomain: "app.example.org" — allowed: another name than domain',
  ],
  [
    'a former name that is the origin of the domain',
    { formerDomain: `origin.${domain}` },
    'formerDomain: "origin.app.example.org" — allowed: a name that is not the origin of the other one',
  ],
  [
    'the example of everybody',
    { domain: 'example.org' },
    'domain: "example.org" — allowed: a domain of your own: Route 53 refuses',
  ],
  ['an id that is none', { hostedZoneId: 'zone' }, 'hostedZoneId: "zone" — allowed: the id of a hosted zone'],
  [
    'a query log of a zone of somebody else',
    { hostedZoneId: 'Z0123456789ABCDEFGHIJ', queryLogRetentionDays: 365 },
    'queryLogRetentionDays: 365 — allowed: none with hostedZoneId',
  ],
  [
    'signing a zone of somebody else',
    { hostedZoneId: 'Z0123456789ABCDEFGHIJ', dnssec: true },
    'dnssec: true — allowed: false with hostedZoneId',
  ],
  [
    'no permission for ACM',
    { caaIssuers: ['letsencrypt.org'] },
    'caaIssuers: ["letsencrypt.org"] — allowed: amazon.com among them',
  ],
  [
    'an authority twice',
    { caaIssuers: ['amazon.com', 'amazon.com'] },
    'caaIssuers.1: "amazon.com" — allowed: each one once',
  ],
  [
    'records to take over in a new zone',
    { takesOver: true },
    'takesOver: true — allowed: false without hostedZoneId',
  ],
  ['an unknown key', { ttl: 60 }, 'apps.cdn-dns.zone.ttl: unknown key'],
])('P2.5: %s is refused', (_, zone, message) => {
  expect(zoneTold(zone)).toContain(message);
});

test.each(presetNames)(
  'P2.5: a zone of somebody else may have the names of %s, with or without an edge',
  (preset) => {
    const zone = { domain, hostedZoneId: 'Z0123456789ABCDEFGHIJ' };

    expect(told({ zone }, preset)).toBe('');
    expect(withCdnDns({ zone }, preset).apps['cdn-dns']?.zone).not.toHaveProperty('queryLogRetentionDays');
  },
);

test('P2.5: a name of more than 253 characters is refused for its length', () => {
  expect(nameOf(254)).toHaveLength(254);
  expect(zoneTold({ domain: nameOf(254) })).toContain('a name of at most 253 characters');
});

test.each(['test', 'example', 'invalid', 'localhost', 'local', 'internal', 'onion', 'alt'])(
  'P2.5: the reserved top-level domain %s is refused in AWS, and accepted on the emulator',
  (topLevel) => {
    const reserved = { domain: `app.bulkhead.${topLevel}` };

    expect(zoneTold(reserved)).toContain('a domain of the internet, since the environment is in AWS');
    expect(zoneTold(reserved, onEmulator)).toBe('');
  },
);

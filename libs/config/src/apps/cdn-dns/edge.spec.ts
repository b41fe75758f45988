import { type PresetName } from '../../presets/preset-names.generated';
import { apiOriginOf } from './api-origin';
import { byFamily } from './ip-set-ranges';
import { webEdge } from './preset-edge';
import { testDomain as domain, toldOfCdnDns as told, withCdnDns } from '../../definition/testing';

/** The message for settings of the distribution, in an environment with a domain, an API and static files. */
const edgeTold = (edge: object) => told({ zone: { domain }, edge: { logRetentionDays: 365, ...edge } });

test('P2.4: web-multi-region has a distribution, with a domain and without, and an environment may take it away', () => {
  for (const own of [{}, { zone: { domain } }]) {
    expect(withCdnDns(own).apps['cdn-dns']?.edge).toEqual({
      priceClass: 'PriceClass_All',
      httpVersion: 'http2and3',
      requestsPerAddress: 2000,
      logRetentionDays: 365,
      errorPages: [],
      originProtection: true,
      apiPaths: ['/api/*'],
    });
    expect(withCdnDns({ ...own, edge: null }).apps['cdn-dns']?.edge).toBeUndefined();
  }
});

test.each<[string, object]>([
  ['the fewest and the most requests', { requestsPerAddress: 10 }],
  ['the most requests', { requestsPerAddress: 2_000_000_000 }],
  ['countries', { allowedCountries: ['DE', 'GB', 'XK'].slice(0, 2) }],
  [
    'networks of both families',
    { blockedIpRanges: ['203.0.113.0/24', '2001:db8::/32', '::1/128', '1.2.3.4/32'] },
  ],
  [
    'a page for an origin that does not answer',
    { errorPages: [{ errorCode: 502, responsePagePath: '/502.html' }] },
  ],
  [
    'a staging distribution',
    { httpVersion: 'http2', staging: { trafficPercent: 15, apiPaths: ['/api/*', '/v2/*'] } },
  ],
  ['load balancers that everybody reaches', { originProtection: false }],
  ['the longest policy', { contentSecurityPolicy: 'x'.repeat(1783) }],
])('P2.4: %s: fine', (_, edge) => {
  expect(edgeTold(edge)).toBe('');
});

test.each<[string, object, string]>([
  [
    'fewer requests than WAF counts',
    { requestsPerAddress: 9 },
    'edge.requestsPerAddress: 9 — allowed: at least 10',
  ],
  [
    'more requests than WAF counts',
    { requestsPerAddress: 2_000_000_001 },
    'requestsPerAddress: 2000000001 — allowed: at most 2000000000',
  ],
  [
    'a country that is none',
    { blockedCountries: ['UK'] },
    'blockedCountries.0: "UK" — allowed: a country code of ISO 3166-1',
  ],
  ['a country in lower case', { allowedCountries: ['de'] }, 'allowedCountries.0: "de" — allowed: '],
  [
    'a country twice',
    { allowedCountries: ['DE', 'DE'] },
    'allowedCountries.1: "DE" — allowed: each one once',
  ],
  ['no country at all', { allowedCountries: [] }, 'allowedCountries: [] — allowed: at least 1'],
  [
    'two lists of countries',
    { allowedCountries: ['DE'], blockedCountries: ['FR'] },
    'blockedCountries: ["FR"] — allowed: none with allowedCountries',
  ],
  [
    'everybody as a network',
    { blockedIpRanges: ['0.0.0.0/0'] },
    'blockedIpRanges.0: "0.0.0.0/0" — allowed: a network',
  ],
  ['everybody of IPv6', { blockedIpRanges: ['::/0'] }, 'blockedIpRanges.0: "::/0" — allowed: '],
  ['host bits', { blockedIpRanges: ['203.0.113.7/24'] }, 'blockedIpRanges.0: "203.0.113.7/24" — allowed: '],
  [
    'host bits of IPv6',
    { blockedIpRanges: ['2001:db8::1/32'] },
    'blockedIpRanges.0: "2001:db8::1/32" — allowed: ',
  ],
  [
    'IPv6 in a long form',
    { blockedIpRanges: ['2001:db8:0:0::/64'] },
    'blockedIpRanges.0: "2001:db8:0:0::/64" — allowed: ',
  ],
  [
    'IPv6 in capitals',
    { blockedIpRanges: ['2001:DB8::/32'] },
    'blockedIpRanges.0: "2001:DB8::/32" — allowed: ',
  ],
  [
    'a prefix beyond the address',
    { blockedIpRanges: ['2001:db8::/129'] },
    'blockedIpRanges.0: "2001:db8::/129" — allowed: ',
  ],
  [
    'a price class that is none',
    { priceClass: 'PriceClass_300' },
    'priceClass: "PriceClass_300" — allowed: PriceClass_100',
  ],
  [
    'an old version of HTTP',
    { httpVersion: 'http1.1' },
    'httpVersion: "http1.1" — allowed: http2, http2and3',
  ],
  [
    'a page in the place of an answer of the API',
    { errorPages: [{ errorCode: 404, responsePagePath: '/404.html' }] },
    'errorPages.0.errorCode: 404 — allowed: 502, 503, 504, since the distribution has an API',
  ],
  [
    'two pages for one status',
    {
      errorPages: [
        { errorCode: 502, responsePagePath: '/a.html' },
        { errorCode: 502, responsePagePath: '/b.html' },
      ],
    },
    'errorPages.1.errorCode: 502 — allowed: each one once',
  ],
  [
    'more traffic than CloudFront gives a staging distribution',
    { httpVersion: 'http2', staging: { trafficPercent: 16 } },
    'staging.trafficPercent: 16 — allowed: at most 15',
  ],
  [
    'a staging distribution beside HTTP/3',
    { staging: { trafficPercent: 5 } },
    'apps.cdn-dns.edge.httpVersion: missing — allowed: http2 with staging',
  ],
  [
    'a second name of the origin',
    { originDomainName: 'lb.example.org' },
    'originDomainName: "lb.example.org" — allowed: none with apps.cdn-dns.zone, whose origin.app.example.org',
  ],
  [
    'a staging distribution without a change',
    { httpVersion: 'http2', staging: { trafficPercent: 5 } },
    'edge.staging: {"trafficPercent":5} — allowed: a change to try beside trafficPercent',
  ],
  [
    'a page of the staging distribution in the place of an answer of the API',
    {
      httpVersion: 'http2',
      staging: { trafficPercent: 5, errorPages: [{ errorCode: 403, responsePagePath: '/403.html' }] },
    },
    'staging.errorPages.0.errorCode: 403 — allowed: 502, 503, 504',
  ],
  [
    'a page that the API would have to deliver',
    { errorPages: [{ errorCode: 502, responsePagePath: '/api/502.html' }] },
    'errorPages.0.responsePagePath: "/api/502.html" — allowed: a path outside /api/*, which leads to the API',
  ],
  ['a path without a slash', { apiPaths: ['api/*'] }, 'apiPaths.0: "api/*" — allowed: a path pattern'],
  ['a path twice', { apiPaths: ['/a', '/a'] }, 'apiPaths.1: "/a" — allowed: each one once'],
  ['no path at all', { apiPaths: [] }, 'apiPaths: [] — allowed: at least 1'],
  [
    'a policy with letters that no header has',
    { contentSecurityPolicy: 'é' },
    'contentSecurityPolicy: "é" — allowed: directives such as',
  ],
])('P2.4: %s: refused', (_, edge, message) => {
  expect(edgeTold(edge)).toContain(message);
});

test.each(['internal-lb-1.us-east-1.elb.amazonaws.com', 'lb.corp.internal'])(
  'P2.4: the private origin %s is refused, since CloudFront cannot reach it',
  (originDomainName) => {
    expect(told({ edge: { ...webEdge, originDomainName } })).toContain(
      `edge.originDomainName: "${originDomainName}" — allowed: a name of the internet`,
    );
  },
);

test('P2.4: an address is refused as the origin, since CloudFront takes names alone', () => {
  expect(told({ edge: { ...webEdge, originDomainName: '10.0.0.5' } })).toContain(
    'edge.originDomainName: "10.0.0.5" — allowed: a domain name such as app.example.org, and no IP address',
  );
});

test('P2.4: without a domain, the load balancers have the name that somebody else gave them', () => {
  expect(told({ edge: { ...webEdge, originDomainName: 'lb.clinic.org' } })).toBe('');
});

test('P2.4: a distribution without static files and without a name for its load balancers is refused', () => {
  expect(told({ edge: { logRetentionDays: 365 } }, 'saas')).toContain('apps.cdn-dns.edge: {');
  expect(told({ edge: { logRetentionDays: 365 } }, 'saas')).toContain('none without an origin');
  expect(told({ zone: { domain }, edge: { logRetentionDays: 365 } }, 'saas')).toBe('');
});

test('P2.4: a page needs static files, and replaces any status where there is no API', () => {
  const errorPages = [{ errorCode: 404, responsePagePath: '/404.html' }];

  expect(told({ edge: { ...webEdge, errorPages } })).toBe('');
  expect(told({ zone: { domain }, edge: { logRetentionDays: 365, errorPages } }, 'saas')).toContain(
    'edge.errorPages: [{"errorCode":404',
  );
});

test('networks are apart by family, as IP sets take them', () => {
  expect(byFamily(['203.0.113.0/24', '2001:db8::/32'])).toEqual({
    ipv4: ['203.0.113.0/24'],
    ipv6: ['2001:db8::/32'],
  });
});

test.each<[string, object, PresetName, string | undefined]>([
  ['the name of the origin, with a domain', { zone: { domain } }, 'web-multi-region', `origin.${domain}`],
  [
    'a name of somebody else',
    { edge: { originDomainName: 'lb.clinic.org' } },
    'web-multi-region',
    'lb.clinic.org',
  ],
  ['none without a name', {}, 'web-multi-region', undefined],
  ['none without a distribution', { zone: { domain }, edge: null }, 'web-multi-region', undefined],
])('P2.4: the API behind CloudFront has %s', (_, cdnDns, preset, expected) => {
  expect(apiOriginOf(withCdnDns(cdnDns, preset).apps)).toBe(expected);
});

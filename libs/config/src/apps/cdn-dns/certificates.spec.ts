import { testDomain as domain, toldOfCdnDns as told, withCdnDns } from '../../definition/testing';

const arn = `arn:aws:acm:us-east-1:111122223333:certificate/${'0'.repeat(36)}`;

test('P1.7: with a domain, every preset issues the certificates of its load balancers', () => {
  for (const preset of ['saas', 'patient-data', 'web-multi-region', 'hipaa-dr', 'ecs-ec2'] as const)
    expect(withCdnDns({ zone: { domain } }, preset).apps['cdn-dns']?.certificates).toEqual({});
});

test.each<[string, object, object, string]>([
  [
    'a certificate without a domain',
    { certificates: {} },
    {},
    'apps.cdn-dns.zone: missing — allowed: settings such as {"domain": "app.example.org"}, since certificates are of its names',
  ],
  [
    'a certificate that a person names beside the one that is issued',
    { zone: { domain } },
    { apps: { 'app-platform': { service: { loadBalancer: { certificateArns: { primary: arn } } } } } },
    'loadBalancer.certificateArns: {"primary":"arn:aws:acm',
  ],
])('P1.7: %s is refused', (_, cdnDns, more, message) => {
  expect(told(cdnDns, 'saas', more)).toContain(message);
});

test('P1.7: without certificates of cdn-dns, the certificate that a person names is accepted, with a domain or without', () => {
  const named = {
    apps: { 'app-platform': { service: { loadBalancer: { certificateArns: { primary: arn } } } } },
  };

  expect(told({}, 'saas', named)).toBe('');
  expect(told({ zone: { domain }, certificates: null }, 'saas', named)).toBe('');
});

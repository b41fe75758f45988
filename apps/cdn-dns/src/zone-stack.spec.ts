import { one, resourcesOf, terraformOf } from '@bulkhead/cdktf/testing';
import { contextOf, domain, stackOf } from './testing';
import { ZoneStack } from './zone-stack';

const zoneOf = (zone: object = {}, more: Parameters<typeof contextOf>[3] = {}) =>
  stackOf(ZoneStack, 'zone', 'global', { zone }, more);
const recordsOf = (terraform: ReturnType<typeof zoneOf>, type: string) =>
  resourcesOf(terraform, 'aws_route53_record').filter((record) => record['type'] === type);

test('P2.5: the stack is in us-east-1, where CloudFront and the zone have their control plane', () => {
  expect(zoneOf().provider['aws']).toMatchObject([{ region: 'us-east-1' }]);
});

test.each([true, false])('P2.5: a created zone of an environment that is protected (%s)', (isProtected) => {
  expect(one(zoneOf({}, { protected: isProtected }), 'aws_route53_zone')).toMatchObject({
    name: domain,
    force_destroy: !isProtected,
    lifecycle: { prevent_destroy: isProtected },
  });
});

describe('P2.5: a zone that exists already', () => {
  const adopted = zoneOf({
    hostedZoneId: 'Z0123456789',
    zoneName: 'clinic.org',
    queryLogRetentionDays: null,
  });
  const [data] = Object.values(adopted.data['aws_route53_zone'] ?? {});

  test('is read by its id, and never created or deleted', () => {
    expect(resourcesOf(adopted, 'aws_route53_zone')).toEqual([]);
    expect(data).toMatchObject({ zone_id: 'Z0123456789' });
  });

  test('is refused when planned if it has another name, or is private', () => {
    const { postcondition } = data?.['lifecycle'] as {
      postcondition: { condition: string; error_message: string }[];
    };

    expect(postcondition).toEqual([
      {
        condition: '${trimsuffix(self.name, ".") == "clinic.org"}',
        error_message: expect.stringContaining('Hosted zone Z0123456789 has another name than clinic.org.'),
      },
      {
        condition: '${!self.private_zone}',
        error_message: expect.stringContaining('Hosted zone Z0123456789 is private.'),
      },
    ]);
  });

  test('gets the records of the domain', () => {
    for (const { zone_id: zoneId } of resourcesOf(adopted, 'aws_route53_record'))
      expect(zoneId).toMatch(/^\$\{data\.aws_route53_zone\..+\.zone_id\}$/);
  });
});

test('P2.5: only the authorities of the environment may issue certificates for the domain', () => {
  expect(recordsOf(zoneOf(), 'CAA')).toMatchObject([{ name: domain, records: ['0 issue "amazon.com"'] }]);
  expect(recordsOf(zoneOf({ caaIssuers: ['amazon.com', 'letsencrypt.org'] }), 'CAA')).toMatchObject([
    { records: ['0 issue "amazon.com"', '0 issue "letsencrypt.org"'] },
  ]);
});

test('P1.7: the zone has the records by which ACM issues certificates for the domain and its origin, in any region', () => {
  const terraform = zoneOf();
  const option = (index: number, key: string) =>
    expect.stringMatching(
      new RegExp(
        `^\\$\\{tolist\\(aws_acm_certificate\\.\\S+\\.domain_validation_options\\)\\.${index}\\.${key}\\}$`,
      ),
    ) as string;

  expect(one(terraform, 'aws_acm_certificate')).toMatchObject({
    domain_name: domain,
    subject_alternative_names: [`origin.${domain}`],
    validation_method: 'DNS',
  });
  expect(resourcesOf(terraform, 'aws_route53_record').filter((record) => record['type'] !== 'CAA')).toEqual(
    [0, 1].map((index) => ({
      zone_id: expect.stringMatching(/^\$\{aws_route53_zone\..+\.zone_id\}$/) as string,
      name: option(index, 'resource_record_name'),
      type: option(index, 'resource_record_type'),
      records: [option(index, 'resource_record_value')],
      ttl: 300,
    })),
  );
});

test('P1.7: nothing waits for the certificate of the zone, since a certificate that nothing uses expires', () => {
  expect(resourcesOf(zoneOf(), 'aws_acm_certificate_validation')).toEqual([]);
});

test('P2.5: while users may have the former name, both names are proved to ACM', () => {
  const both = zoneOf({ formerDomain: 'old.clinic.org', zoneName: 'clinic.org' });

  expect(resourcesOf(both, 'aws_acm_certificate').map((each) => each['domain_name'])).toEqual(
    expect.arrayContaining([domain, 'old.clinic.org']),
  );
  expect(recordsOf(both, 'CAA').map((each) => each['name'])).toEqual(
    expect.arrayContaining([domain, 'old.clinic.org']),
  );
});

test('P2.5: the addresses of a name stay when the name becomes the former one', () => {
  const addressesOf = (zone: object) =>
    Object.entries(zoneOf({ zoneName: 'clinic.org', ...zone }).resource).flatMap(([type, resources]) =>
      Object.keys(resources).map((name) => `${type}.${name}`),
    );

  expect(addressesOf({ domain: 'new.clinic.org', formerDomain: domain })).toEqual(
    expect.arrayContaining(addressesOf({})),
  );
});

test('P2.5: the stack exchanges what its manifest says', () => {
  const context = contextOf('zone', 'global');
  const names = resourcesOf(terraformOf(ZoneStack, context), 'aws_ssm_parameter').map((each) => each['name']);

  expect(names.sort()).toEqual(
    ['nameServers', 'zoneId', 'zoneName'].map((key) => `/bulkhead/test/zone/${key}`),
  );
  expect(() => context.requireEverythingDeclaredUsed()).not.toThrow();
});

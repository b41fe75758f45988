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

describe('P2.5: the log of queries', () => {
  const logged = zoneOf({ queryLogRetentionDays: 365 });

  test('is an encrypted log group of us-east-1, kept as long as the environment says', () => {
    expect(one(logged, 'aws_cloudwatch_log_group')).toMatchObject({
      name: '/bulkhead/test/cdn-dns/queries',
      retention_in_days: 365,
      kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\./),
      lifecycle: { prevent_destroy: true },
    });
  });

  test('may be written by Route 53 for this zone of this account, and by nobody else', () => {
    const { policy_document: policy } = one(logged, 'aws_cloudwatch_log_resource_policy');
    const { Statement } = JSON.parse(String(policy)) as { Statement: object[] };

    expect(Statement).toEqual([
      expect.objectContaining({
        Principal: { Service: 'route53.amazonaws.com' },
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: expect.stringMatching(/^\$\{aws_cloudwatch_log_group\.[\w-]+\.arn\}:\*$/),
        Condition: {
          StringEquals: { 'aws:SourceAccount': '123456789012' },
          ArnEquals: {
            'aws:SourceArn': expect.stringMatching(/^arn:aws:route53:::hostedzone\/\$\{aws_route53_zone\./),
          },
        },
      }),
    ]);
  });

  test('is created after the permission, without which Route 53 refuses it', () => {
    expect(one(logged, 'aws_route53_query_log')).toMatchObject({
      cloudwatch_log_group_arn: expect.stringMatching(/^\$\{aws_cloudwatch_log_group\./),
      depends_on: [expect.stringMatching(/^aws_cloudwatch_log_resource_policy\./)],
    });
  });

  test('is there only where the environment asks for it', () => {
    const none = zoneOf({ queryLogRetentionDays: null });
    for (const type of ['aws_route53_query_log', 'aws_cloudwatch_log_group', 'aws_kms_key'])
      expect(resourcesOf(none, type)).toEqual([]);
  });
});

describe('P2.5: a signed zone', () => {
  const signed = zoneOf({ dnssec: true, queryLogRetentionDays: null });

  test('has a key of the only kind that Route 53 signs with, and Route 53 may sign this zone with it', () => {
    const key = one(signed, 'aws_kms_key');

    expect(key).toMatchObject({
      customer_master_key_spec: 'ECC_NIST_P256',
      key_usage: 'SIGN_VERIFY',
      enable_key_rotation: false,
      deletion_window_in_days: 30,
    });
    expect(key['policy']).toContain('"kms:Sign"');
    expect(key['policy']).toMatch(/arn:aws:route53:::hostedzone\/\$\{aws_route53_zone\./);
  });

  test('is signed after its key-signing key is there, so that it is unsigned before the key goes', () => {
    const [id = ''] = Object.keys(signed.resource['aws_route53_key_signing_key'] ?? {});

    expect(one(signed, 'aws_route53_key_signing_key')).toMatchObject({
      name: 'bulkhead_test_dnssec',
      key_management_service_arn: expect.stringMatching(/^\$\{aws_kms_key\..+\.arn\}$/),
    });
    expect(one(signed, 'aws_route53_hosted_zone_dnssec')).toMatchObject({
      hosted_zone_id: `\${aws_route53_key_signing_key.${id}.hosted_zone_id}`,
      depends_on: [`aws_route53_key_signing_key.${id}`],
    });
  });

  test.each(['aws_kms_key', 'aws_route53_key_signing_key', 'aws_route53_hosted_zone_dnssec'])(
    'of a protected environment keeps its %s, since the parent of the zone counts on it',
    (type) => {
      expect(one(signed, type)).toMatchObject({ lifecycle: { prevent_destroy: true } });
    },
  );

  test('is there only where the environment asks for it', () => {
    expect(resourcesOf(zoneOf(), 'aws_route53_hosted_zone_dnssec')).toEqual([]);
  });
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

import { one, resourcesOf, terraformOf } from '@bulkhead/cdktf/testing';
import { CertificatesStack } from './certificates-stack';
import { contextOf, domain, stackOf } from './testing';

const certificatesOf = (cdnDns: object = {}, role: 'primary' | 'dr' = 'primary') =>
  stackOf(CertificatesStack, 'certificates', role, cdnDns);
const publishedBy = (terraform: ReturnType<typeof certificatesOf>) =>
  Object.fromEntries(
    resourcesOf(terraform, 'aws_ssm_parameter').map((each) => [each['name'], each['insecure_value']]),
  );
const issued = expect.stringMatching(/^\$\{aws_acm_certificate_validation\..+\.certificate_arn\}$/) as string;

test('P1.7: the load balancers of a region get a certificate for the domain and for the name of the origin', () => {
  expect(one(certificatesOf(), 'aws_acm_certificate')).toMatchObject({
    domain_name: domain,
    subject_alternative_names: [domain, `origin.${domain}`],
    validation_method: 'DNS',
    lifecycle: { create_before_destroy: true },
  });
});

test.each(['primary', 'dr'] as const)(
  'P1.7: %s publishes its certificate where a person would write it, once it is issued',
  (role) => {
    const context = contextOf('certificates', role);
    const terraform = terraformOf(CertificatesStack, context);

    expect(publishedBy(terraform)).toEqual({ '/bulkhead/test/certificate/arn': issued });
    expect(() => context.requireEverythingDeclaredUsed()).not.toThrow();
  },
);

test('P1.11: a region issues its certificate with its own ACM only: nothing of Route 53 or of another region', () => {
  const dr = certificatesOf({}, 'dr');

  expect(dr.provider['aws']).toMatchObject([{ region: 'us-west-2' }]);
  expect(Object.keys(dr.data)).toEqual([]);
  expect(Object.keys(dr.resource).sort()).toEqual([
    'aws_acm_certificate',
    'aws_acm_certificate_validation',
    'aws_ssm_parameter',
  ]);
});

test('P1.7: a change of the domain keeps the certificate that load balancers have, step by step', () => {
  const moved = { domain: 'new.clinic.org', zoneName: 'clinic.org' };
  const steps = [
    { zone: { zoneName: 'clinic.org' } },
    { zone: { ...moved, formerDomain: domain } },
    { zone: moved },
  ].map((cdnDns) => certificatesOf(cdnDns));
  const certificates = steps.map((step) => Object.keys(step.resource['aws_acm_certificate'] ?? {}).length);
  const [first = ''] = Object.keys(steps[0]?.resource['aws_acm_certificate'] ?? {});

  expect(certificates).toEqual([1, 2, 1]);
  expect(steps.map((step) => first in (step.resource['aws_acm_certificate'] ?? {}))).toEqual([
    true,
    true,
    false,
  ]);
  expect(steps.map((step) => Object.keys(publishedBy(step)))).toEqual([
    ['/bulkhead/test/certificate/arn'],
    expect.arrayContaining(['/bulkhead/test/certificate/arn', '/bulkhead/test/former-certificate/arn']),
    ['/bulkhead/test/certificate/arn'],
  ]);
});

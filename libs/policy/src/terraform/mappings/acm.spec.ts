import { includeStack } from '../../nag/included-stack';
import { definedByCloudFormation, definedByTerraform, policyStack } from '../../testing';
import { readTerraform } from '../read-terraform';

const option = 'tolist(aws_acm_certificate.main.domain_validation_options)[0]';
const resource = {
  aws_acm_certificate: {
    main: {
      domain_name: 'example.org',
      validation_method: 'DNS',
      options: { certificate_transparency_logging_preference: 'ENABLED' },
    },
  },
  aws_acm_certificate_validation: { main: { certificate_arn: '${aws_acm_certificate.main.arn}' } },
  aws_route53_record: {
    proof: {
      zone_id: 'Z1',
      name: `\${${option}.resource_record_name}`,
      records: [`\${${option}.resource_record_value}`],
      type: 'CNAME',
    },
  },
  aws_lb_listener: {
    https: {
      certificate_arn: '${aws_acm_certificate_validation.main.certificate_arn}',
      load_balancer_arn: 'arn:balancer',
      default_action: [{ type: 'fixed-response' }],
    },
  },
};

test('a certificate is the same in both engines; waiting for it is not a resource', () => {
  const { AcmCertificateMain, LbListenerHttps } = definedByTerraform(resource);

  expect({ AcmCertificateMain, LbListenerHttps }).toEqual(
    definedByCloudFormation({
      AcmCertificateMain: {
        Type: 'AWS::CertificateManager::Certificate',
        Properties: {
          DomainName: 'example.org',
          ValidationMethod: 'DNS',
          CertificateTransparencyLoggingPreference: 'ENABLED',
        },
      },
      LbListenerHttps: {
        Type: 'AWS::ElasticLoadBalancingV2::Listener',
        Properties: {
          Certificates: [{ CertificateArn: { Ref: 'AcmCertificateMain' } }],
          LoadBalancerArn: 'arn:balancer',
          DefaultActions: [{ Type: 'fixed-response' }],
        },
      },
    }),
  );
});

test('the record that proves the domain refers to the certificate, and CDK can load it', () => {
  const resources = readTerraform({ resource });

  expect(JSON.stringify(resources.find(({ type }) => type === 'AWS::Route53::RecordSet'))).toContain(
    '{"Fn::Join":[".",[{"Ref":"AcmCertificateMain"},"DomainValidationOptions","0"]]}',
  );
  expect(() => includeStack(policyStack(resources))).not.toThrow();
});

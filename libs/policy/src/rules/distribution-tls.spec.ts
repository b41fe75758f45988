import { policyResource } from '../testing';
import { ruleCases } from './rule-cases';
import { distributionTls } from './distribution-tls';

const distribution = (configuration: object) =>
  policyResource('Distribution', 'AWS::CloudFront::Distribution', {
    DistributionConfig: {
      ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021' },
      WebACLId: { 'Bulkhead::Parameter': '/a' },
      DefaultCacheBehavior: { ViewerProtocolPolicy: 'redirect-to-https' },
      Origins: [{ CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }],
      ...configuration,
    },
  });

ruleCases(distributionTls, {
  compliant: { 'TLS 1.2 on both sides': [distribution({})] },
  nonCompliant: {
    'TLS 1.0 for viewers': [distribution({ ViewerCertificate: { MinimumProtocolVersion: 'TLSv1' } })],
    'the certificate of CloudFront': [
      distribution({ ViewerCertificate: { CloudFrontDefaultCertificate: true } }),
    ],
    'viewers without TLS': [distribution({ DefaultCacheBehavior: { ViewerProtocolPolicy: 'allow-all' } })],
    'an origin without TLS': [
      distribution({ Origins: [{ CustomOriginConfig: { OriginProtocolPolicy: 'http-only' } }] }),
    ],
  },
});

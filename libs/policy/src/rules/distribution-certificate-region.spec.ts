import { policyResource } from '../testing';
import { account } from './examples';
import { ruleCases } from './rule-cases';
import { distributionCertificateRegion } from './distribution-certificate-region';

const distribution = (region: string, scope: string) =>
  policyResource('Distribution', 'AWS::CloudFront::Distribution', {
    DistributionConfig: {
      ViewerCertificate: {
        AcmCertificateArn: `arn:aws:acm:${region}:${account}:certificate/1`,
        MinimumProtocolVersion: 'TLSv1.2_2021',
      },
      WebACLId: scope && `arn:aws:wafv2:us-east-1:${account}:${scope}/webacl/a/1`,
    },
  });

ruleCases(distributionCertificateRegion, {
  compliant: { 'a certificate of us-east-1': [distribution('us-east-1', 'global')] },
  nonCompliant: { 'a certificate of another region': [distribution('eu-west-1', 'global')] },
});

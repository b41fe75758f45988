import { policyResource } from '../testing';
import { account } from './examples';
import { ruleCases } from './rule-cases';
import { distributionWebAcl } from './distribution-web-acl';

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

ruleCases(distributionWebAcl, {
  compliant: { 'a global web ACL': [distribution('us-east-1', 'global')] },
  nonCompliant: {
    'a regional web ACL': [distribution('us-east-1', 'regional')],
    'no web ACL': [distribution('us-east-1', '')],
  },
});

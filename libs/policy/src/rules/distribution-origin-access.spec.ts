import { policyResource } from '../testing';
import { distribution } from './examples';
import { ruleCases } from './rule-cases';
import { distributionOriginAccess } from './distribution-origin-access';

const access = (SigningBehavior: string) =>
  policyResource('Access', 'AWS::CloudFront::OriginAccessControl', {
    OriginAccessControlConfig: { Name: 'a', SigningBehavior, SigningProtocol: 'sigv4' },
  });
const bucket = (rest: object = {}, signing = 'always') => [
  access(signing),
  ...distribution({ Origins: [{ Id: 'files', DomainName: 'a.s3.us-east-1.amazonaws.com', ...rest }] }),
];
const signed = { OriginAccessControlId: { Ref: 'Access' } };

ruleCases(distributionOriginAccess, {
  compliant: {
    'a bucket with origin access control': bucket(signed),
    'a control of another stack': bucket({ OriginAccessControlId: 'E1' }),
  },
  nonCompliant: {
    'a bucket that everybody reads': bucket(),
    'an origin access identity, which no customer managed key knows': bucket({
      S3OriginConfig: { OriginAccessIdentity: 'origin-access-identity/cloudfront/E1' },
    }),
    'signatures that a user may replace': bucket(signed, 'no-override'),
    'a bucket by its name in a parameter': bucket({ DomainName: { 'Bulkhead::Parameter': '/a' } }),
  },
  notApplicable: { 'a server': distribution() },
});

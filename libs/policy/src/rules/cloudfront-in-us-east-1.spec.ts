import { policyEnvironment, policyResource, policyStack } from '../testing';
import { account } from './examples';
import { ruleCases } from './rule-cases';
import { cloudfrontInUsEast1 } from './cloudfront-in-us-east-1';

const webAcl = policyResource('Acl', 'AWS::WAFv2::WebACL', { Scope: 'CLOUDFRONT' });
const logging = (destination: string) =>
  policyResource('Logging', 'AWS::WAFv2::LoggingConfiguration', {
    ResourceArn: { 'Fn::GetAtt': ['Acl', 'Arn'] },
    LogDestinationConfigs: [destination],
  });
const distribution = (region: string, scope: string) =>
  policyResource('Distribution', 'AWS::CloudFront::Distribution', {
    DistributionConfig: {
      ViewerCertificate: {
        AcmCertificateArn: `arn:aws:acm:${region}:${account}:certificate/1`,
        MinimumProtocolVersion: 'TLSv1.2_2021',
      },
      WebACLId: `arn:aws:wafv2:us-east-1:${account}:${scope}/webacl/a/1`,
    },
  });

ruleCases(cloudfrontInUsEast1, {
  compliant: {
    'a certificate and a web ACL of us-east-1': [distribution('us-east-1', 'global')],
    'a web ACL of its own scope in us-east-1': [webAcl],
    'a log group beside the web ACL': [
      webAcl,
      logging(`arn:aws:logs:us-east-1:${account}:log-group:aws-waf-logs-a`),
    ],
  },
  nonCompliant: {
    'a certificate of another region': [distribution('eu-west-1', 'global')],
    'a regional web ACL': [distribution('us-east-1', 'regional')],
    'a web ACL of its own scope elsewhere': policyEnvironment([
      policyStack([webAcl], { region: 'eu-west-1' }),
    ]),
    'a log group of another region': [
      webAcl,
      logging(`arn:aws:logs:eu-west-1:${account}:log-group:aws-waf-logs-a`),
    ],
  },
  notApplicable: {
    'a web ACL of a load balancer': [policyResource('Acl', 'AWS::WAFv2::WebACL', { Scope: 'REGIONAL' })],
  },
});

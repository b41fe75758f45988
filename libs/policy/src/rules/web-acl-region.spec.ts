import { policyEnvironment, policyResource, policyStack } from '../testing';
import { account, redacted, webAclOf } from './examples';
import { ruleCases } from './rule-cases';
import { webAclRegion } from './web-acl-region';

const webAcl = webAclOf('CLOUDFRONT');
const logging = (region: string) =>
  policyResource('Logging', 'AWS::WAFv2::LoggingConfiguration', {
    ResourceArn: { 'Fn::GetAtt': ['Acl', 'Arn'] },
    LogDestinationConfigs: [`arn:aws:logs:${region}:${account}:log-group:aws-waf-logs-a`],
    ...redacted,
  });

ruleCases(webAclRegion, {
  compliant: {
    'a web ACL in us-east-1': [webAcl],
    'a log group beside the web ACL': [webAcl, logging('us-east-1')],
  },
  nonCompliant: {
    'a web ACL elsewhere': policyEnvironment([policyStack([webAcl], { region: 'eu-west-1' })]),
    'a log group of another region': [webAcl, logging('eu-west-1')],
  },
  notApplicable: {
    'a web ACL of a load balancer': [webAclOf('REGIONAL')],
  },
});

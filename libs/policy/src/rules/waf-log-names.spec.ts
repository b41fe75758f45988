import { cloudWatchLogs } from '@bulkhead/kms-policies';
import { policyResource } from '../testing';
import { account, changed, here, key, logGroup, redacted } from './examples';
import { ruleCases } from './rule-cases';
import { wafLogNames } from './waf-log-names';

const logging = (destination: unknown) =>
  policyResource('Logging', 'AWS::WAFv2::LoggingConfiguration', {
    LogDestinationConfigs: [destination],
    ...redacted,
  });
const ofStack = (LogGroupName: string) => [
  logging({ 'Fn::GetAtt': ['Log', 'Arn'] }),
  ...changed(logGroup({ LogGroupName }), {
    LogKey: key('LogKey', cloudWatchLogs({ ...here, logGroupNames: [LogGroupName] })),
  }),
];

ruleCases(wafLogNames, {
  compliant: {
    'a log group by its ARN': [logging(`arn:aws:logs:us-east-1:${account}:log-group:aws-waf-logs-a`)],
    'a bucket by its ARN': [logging('arn:aws:s3:::aws-waf-logs-a')],
    'a log group of the stack': ofStack('aws-waf-logs-a'),
  },
  nonCompliant: {
    'a log group of another name': [
      logging(`arn:aws:logs:us-east-1:${account}:log-group:/bulkhead/test/waf`),
    ],
    'a log group of the stack with another name': ofStack('waf-logs'),
  },
  notApplicable: { 'a destination of another stack': [logging({ 'Bulkhead::Parameter': '/a' })] },
});

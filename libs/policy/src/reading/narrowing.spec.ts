import { policyEnvironment, policyResource, policyStack } from '../testing';
import { isNarrowedBy } from './narrowing';
import { statementsOf } from './policy-documents';

const account = '111122223333';
const topic = policyResource('Topic', 'AWS::SNS::Topic');
const stack = policyStack([topic]);
const place = { stack, environment: policyEnvironment([stack]) };

function isNarrowed(Condition: object): boolean {
  const [statement] = statementsOf({ Statement: [{ Effect: 'Allow', Action: '*', Condition }] });
  return statement !== undefined && isNarrowedBy(statement, /^aws:/, place);
}

test.each<[string, object]>([
  ['the account', { StringEquals: { 'aws:SourceAccount': account } }],
  ['the account, by a key in another case', { StringEquals: { 'AWS:sourceAccount': account } }],
  [
    'the account that CloudFormation knows',
    { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
  ],
  ['an ARN of the account', { ArnLike: { 'aws:SourceArn': `arn:aws:sns:*:${account}:*` } }],
  ['a resource of the stack', { ArnEquals: { 'aws:SourceArn': { Ref: 'Topic' } } }],
  ['buckets that begin alike', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::bulkhead-*' } }],
  [
    'one of two organizations',
    { 'ForAnyValue:StringEquals': { 'aws:PrincipalOrgPaths': ['o-1/r-1/', 'o-2/'] } },
  ],
  ['a private network', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }],
  ['one of two conditions', { Null: { 'aws:A': 'false' }, StringEquals: { 'aws:SourceAccount': account } }],
])('%s narrows a statement', (_, condition) => {
  expect(isNarrowed(condition)).toBe(true);
});

test.each<[string, object]>([
  ['another key', { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } }],
  ['every account', { StringLike: { 'aws:SourceAccount': '*' } }],
  ['accounts that begin alike', { StringLike: { 'aws:SourceAccount': '1111*' } }],
  ['the account or every account', { StringLike: { 'aws:SourceAccount': [account, '*'] } }],
  ['no account at all', { StringEquals: { 'aws:SourceAccount': [] } }],
  ['everybody but the account', { StringNotEquals: { 'aws:SourceAccount': account } }],
  ['everybody but one ARN', { ArnNotLike: { 'aws:SourceArn': `arn:aws:sns:*:${account}:*` } }],
  ['the account, if there is one', { StringEqualsIfExists: { 'aws:SourceAccount': account } }],
  ['all of no values', { 'ForAllValues:StringEquals': { 'aws:PrincipalOrgPaths': ['o-1/'] } }],
  ['that there is an account', { Null: { 'aws:SourceAccount': 'false' } }],
  ['ARNs of every account', { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:us-east-1:*:topic' } }],
  ['every bucket', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } }],
  ['every address', { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }],
  ['half of all addresses', { IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } }],
  ['every address but one', { NotIpAddress: { 'aws:SourceIp': '10.0.0.1/32' } }],
  ['requests that are not of a service', { Bool: { 'aws:PrincipalIsAWSService': 'false' } }],
  ['a value that nobody knows yet', { StringEquals: { 'aws:SourceAccount': { Ref: 'Unknown' } } }],
])('%s does not narrow a statement', (_, condition) => {
  expect(isNarrowed(condition)).toBe(false);
});

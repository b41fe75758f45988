import { type References, resolvedProperties } from './resolved-properties';

const references: References = {
  account: '111122223333',
  region: 'us-east-1',
  parameters: new Map<string, string | string[]>([
    ['GroupId', 'sg-1'],
    ['SubnetIds', ['subnet-1', 'subnet-2']],
  ]),
  resources: new Map([
    ['Group', { type: 'AWS::EC2::SecurityGroup', physicalId: 'sg-2' }],
    ['Role', { type: 'AWS::IAM::Role', physicalId: 'reader' }],
    ['Key', { type: 'AWS::KMS::Key', physicalId: 'key-1' }],
    ['Bucket', { type: 'AWS::S3::Bucket', physicalId: 'files' }],
    [
      'Queue',
      { type: 'AWS::SQS::Queue', physicalId: 'https://sqs.us-east-1.amazonaws.com/111122223333/jobs' },
    ],
    ['Function', { type: 'AWS::Lambda::Function', physicalId: 'scan' }],
    ['Balancer', { type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', physicalId: 'arn:aws:lb' }],
    ['Rule', { type: 'AWS::Events::Rule', physicalId: 'bus|nightly' }],
    ['Gone', { type: 'AWS::S3::Bucket', physicalId: '' }],
  ]),
};

test.each<[string, unknown, unknown]>([
  ['a parameter', { Ref: 'GroupId' }, 'sg-1'],
  ['a list parameter', { Ref: 'SubnetIds' }, ['subnet-1', 'subnet-2']],
  ['a resource', { Ref: 'Role' }, 'reader'],
  ['the account', { Ref: 'AWS::AccountId' }, '111122223333'],
  ['a group', { 'Fn::GetAtt': ['Group', 'GroupId'] }, 'sg-2'],
  ['a role', { 'Fn::GetAtt': ['Role', 'Arn'] }, 'arn:aws:iam::111122223333:role/reader'],
  ['a key', { 'Fn::GetAtt': 'Key.Arn' }, 'arn:aws:kms:us-east-1:111122223333:key/key-1'],
  ['a queue', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:aws:sqs:us-east-1:111122223333:jobs'],
  [
    'a function',
    { 'Fn::GetAtt': ['Function', 'Arn'] },
    'arn:aws:lambda:us-east-1:111122223333:function:scan',
  ],
  ['a rule', { 'Fn::GetAtt': ['Rule', 'Arn'] }, 'arn:aws:events:us-east-1:111122223333:rule/bus/nightly'],
  ['what is an ARN', { 'Fn::GetAtt': ['Balancer', 'LoadBalancerArn'] }, 'arn:aws:lb'],
  ['a join', { 'Fn::Join': ['/', [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, '*']] }, 'arn:aws:s3:::files/*'],
  ['an item', { 'Fn::Select': [1, { Ref: 'SubnetIds' }] }, 'subnet-2'],
  ['a part', { 'Fn::Select': [1, { 'Fn::Split': ['-', { Ref: 'GroupId' }] }] }, '1'],
  [
    'a text',
    { 'Fn::Sub': '${AWS::Region}/${Role}/${Key.Arn}' },
    'us-east-1/reader/arn:aws:kms:us-east-1:111122223333:key/key-1',
  ],
  ['an object', { a: [{ Ref: 'Role' }, 1, true], b: null }, { a: ['reader', 1, true], b: null }],
])('%s is resolved', (_, node, expected) => {
  expect(resolvedProperties(node, references)).toEqual(expected);
});

test.each<[string, unknown]>([
  ['an attribute that nobody knows', { 'Fn::GetAtt': ['Group', 'VpcId'] }],
  ['a resource that was not created', { 'Fn::GetAtt': ['Gone', 'Arn'] }],
  ['a condition', { 'Fn::If': ['Protected', 1, 2] }],
  ['a join of what is not known', { 'Fn::Join': ['', ['a', { 'Fn::If': ['P', 1, 2] }]] }],
  ['a text of what is not known', { 'Fn::Sub': 'a${Group.VpcId}' }],
])('%s is left out, and the rest stays', (_, node) => {
  expect(resolvedProperties({ known: 1, unknown: node, list: [node, 2] }, references)).toEqual({
    known: 1,
    list: [2],
  });
});

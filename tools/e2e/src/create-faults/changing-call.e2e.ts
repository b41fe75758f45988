import { nameOf, reads } from './changing-call';
import { changesIn } from './faulted-calls';
import { callOf } from './test-calls';

test.each([
  ['ec2', 'CreateVpc', false],
  ['ec2', 'RevokeSecurityGroupEgress', false],
  ['ec2', 'DescribeVpcs', true],
  ['ssm', 'GetParametersByPath', true],
  ['sts', 'AssumeRole', true],
  ['s3', 'HEAD /state/', true],
  ['s3', 'PUT /state/', false],
])('%s:%s only looks: %s', (service, action, looks) => {
  expect(reads(callOf(service, action))).toBe(looks);
});

test.each([
  [
    'by the address in its tags, as EC2 and RDS write them',
    callOf('ec2', 'CreateVpc', {
      CidrBlock: '10.0.0.0/16',
      'TagSpecification.1.Tag.2.Key': 'bulkhead:address',
      'TagSpecification.1.Tag.2.Value': 'aws_vpc.main',
    }),
    'ec2:CreateVpc aws_vpc.main',
  ],
  [
    'by the address in its tags, as JSON has them',
    callOf(
      'kms',
      'CreateKey',
      JSON.stringify({ Tags: [{ TagKey: 'bulkhead:address', TagValue: 'aws_kms_key.k' }] }),
    ),
    'kms:CreateKey aws_kms_key.k',
  ],
  [
    'by the address among tags that are an object',
    callOf(
      'logs',
      'CreateLogGroup',
      JSON.stringify({ tags: { 'bulkhead:address': 'aws_cloudwatch_log_group.l' } }),
    ),
    'logs:CreateLogGroup aws_cloudwatch_log_group.l',
  ],
  [
    'by what it says without ids, where it has no tags',
    callOf('ec2', 'CreateRoute', {
      RouteTableId: 'rtb-0a1b2c3d4e5f60718',
      DestinationCidrBlock: '0.0.0.0/0',
    }),
    'ec2:CreateRoute rtb-* 0.0.0.0/0',
  ],
  [
    'without values and tokens, which differ from one deployment to the next',
    callOf('ssm', 'PutParameter', JSON.stringify({ Name: '/a/b', Value: '{"at":1}', ClientToken: 'x' })),
    'ssm:PutParameter /a/b',
  ],
  [
    'by the sub-resource of S3',
    callOf('s3', 'PUT /state/', '', '/state/?versioning'),
    's3:PUT /state/ versioning',
  ],
])('a change is named %s', (_, call, name) => {
  expect(nameOf(call)).toBe(name);
});

test('calls of one name are told apart by their place, and one that is sent again is the same one', () => {
  const route = { RouteTableId: 'rtb-0a1b2c3d', DestinationCidrBlock: '0.0.0.0/0' };
  const first = callOf('ec2', 'CreateRoute', route);
  const second = callOf('ec2', 'CreateRoute', route);

  expect(changesIn([first, callOf('ec2', 'DescribeRouteTables'), first, second])).toEqual([
    'ec2:CreateRoute rtb-* 0.0.0.0/0 #1',
    'ec2:CreateRoute rtb-* 0.0.0.0/0 #2',
  ]);
});

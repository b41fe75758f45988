import { policyEnvironment, policyResource, policyStack } from '../testing';
import { placeOf, regionOf, resourceBehind, resourcesBehind, textOf } from './references';

const path = '/bulkhead/test/network/vpcId';
const publishing = (region: string) => [
  policyResource('Vpc', 'AWS::EC2::VPC'),
  policyResource('Publish', 'AWS::SSM::Parameter', { Name: path, Value: { Ref: 'Vpc' } }),
  policyResource('Bucket', 'AWS::S3::Bucket', { BucketName: `data-${region}` }),
];
const reader = policyStack([policyResource('Key', 'AWS::KMS::Key')], { region: 'us-west-2' });
const environment = policyEnvironment([
  policyStack(publishing('us-east-1'), { app: 'network' }),
  policyStack(publishing('us-west-2'), { app: 'network', role: 'dr', region: 'us-west-2' }),
  reader,
]);
const place = { environment, stack: reader };

test.each([
  ['Ref', { Ref: 'Key' }],
  ['Fn::GetAtt', { 'Fn::GetAtt': ['Key', 'Arn'] }],
  ['Fn::GetAtt as a text', { 'Fn::GetAtt': 'Key.Arn' }],
  ['Fn::Sub', { 'Fn::Sub': 'a ${Key.Arn} in a text' }],
  ['Fn::Join', { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Key', 'Arn'] }, '/*']] }],
  ['Fn::Select', { 'Fn::Select': [0, [{ Ref: 'Key' }]] }],
])('%s leads to the resource', (_, value) => {
  expect(resourcesBehind(value, place).map(({ resource }) => resource.address)).toEqual(['Key']);
});

test('a consumed parameter leads to the value that a stack of the same region publishes', () => {
  const [found] = resourcesBehind({ 'Bulkhead::Parameter': path }, place);
  expect(found?.resource.address).toBe('Vpc');
  expect(found?.stack.id).toBe('network/stack@dr');
});

test('a reference that no stack can resolve leads nowhere', () => {
  expect(
    resourcesBehind([{ Ref: 'AWS::Region' }, { 'Bulkhead::Parameter': '/other' }, 'Key'], place),
  ).toEqual([]);
});

test.each([
  ['arn:aws:s3:::data-us-east-1', 'network/stack@primary'],
  ['data-us-west-2', 'network/stack@dr'],
  ['data', undefined],
  ['my-data-us-east-1', undefined],
])('the bucket that %s names is one of %p', (name, stack) => {
  expect(resourceBehind(name, place, 'AWS::S3::Bucket')?.stack.id).toBe(stack);
});

test.each([
  ['arn:aws:kms:eu-west-1:1:key/1', 'eu-west-1'],
  [{ 'Fn::Join': [':', ['arn:aws:kms', { Ref: 'AWS::Region' }, '1', 'key/1']] }, 'us-west-2'],
  [{ Ref: 'Key' }, 'us-west-2'],
  ['arn:aws:s3:::data', undefined],
  [{ 'Bulkhead::Parameter': '/other' }, undefined],
])('the region of %j is %p', (value, region) => {
  expect(regionOf(value, place)).toBe(region);
});

test('a star stands for a value that is known only on deployment', () => {
  const value = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':logs:', { Ref: 'Key' }]] };
  expect(textOf(value, place)).toBe('arn:aws:logs:*');
  expect(textOf({ 'Fn::Sub': '${AWS::Region}/${Key}' }, place)).toBe('us-west-2/*');
});

test('a consumed parameter of another region leads to the value published there', () => {
  const value = { 'Bulkhead::Parameter': path, 'Bulkhead::Region': 'us-east-1' };
  const [found] = resourcesBehind(value, place);

  expect(found?.stack.id).toBe('network/stack@primary');
  expect(regionOf(value, place)).toBe('us-east-1');
});

test('a resource outside the region of its stack is in its own region, and so are its values', () => {
  const key = policyResource('Key', 'AWS::KMS::Key', {}, { region: 'eu-west-1' });
  const stack = policyStack([key]);
  const there = placeOf({ stack, resource: key }, policyEnvironment([stack]));

  expect(regionOf({ 'Fn::GetAtt': ['Key', 'Arn'] }, { ...there, region: undefined })).toBe('eu-west-1');
  expect(textOf({ 'Fn::Sub': 'logs.${AWS::Region}.amazonaws.com' }, there)).toBe(
    'logs.eu-west-1.amazonaws.com',
  );
  expect(textOf({ Ref: 'AWS::Region' }, there)).toBe('eu-west-1');
});

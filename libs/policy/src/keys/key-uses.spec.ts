import { policyEnvironment, policyResource, policyStack } from '../testing';
import { keyBehind, keyUses } from './key-uses';

const key = policyResource('Key', 'AWS::KMS::Key');
const published = policyResource('Publish', 'AWS::SSM::Parameter', {
  Name: '/key',
  Value: { 'Fn::GetAtt': ['Key', 'Arn'] },
});

test('a key is found through its alias, by reference and by name', () => {
  const alias = policyResource('Alias', 'AWS::KMS::Alias', {
    AliasName: 'alias/test',
    TargetKeyId: { Ref: 'Key' },
  });
  const stack = policyStack([key, alias]);
  const place = { stack, environment: policyEnvironment([stack]) };
  for (const value of [{ Ref: 'Key' }, { Ref: 'Alias' }, 'alias/test']) {
    expect(keyBehind(value, place)?.resource).toBe(key);
  }
  expect(keyBehind('alias/other', place)).toBeUndefined();
});

test('a use is seen in another stack than the key', () => {
  const user = policyResource('Log', 'AWS::Logs::LogGroup', { KmsKeyId: { 'Bulkhead::Parameter': '/key' } });
  const environment = policyEnvironment([
    policyStack([key, published]),
    policyStack([user], { app: 'other' }),
  ]);
  const [use, ...others] = keyUses(environment);
  expect(others).toEqual([]);
  expect(use?.service).toBe('logs');
  expect(use?.key.stack.id).toBe('app/stack@primary');
  expect(use?.user.stack.id).toBe('other/stack@primary');
});

test('a key of another origin is nobody to judge', () => {
  const user = policyResource('Log', 'AWS::Logs::LogGroup', { KmsKeyId: 'arn:aws:kms:us-east-1:1:key/1' });
  expect(keyUses(policyEnvironment([policyStack([user])]))).toEqual([]);
});

test('what an alarm needs is asked of the key of its topic', () => {
  const topic = policyResource('Topic', 'AWS::SNS::Topic', { KmsMasterKeyId: { Ref: 'Key' } });
  const alarm = policyResource('Alarm', 'AWS::CloudWatch::Alarm', { AlarmActions: [{ Ref: 'Topic' }] });
  const uses = keyUses(policyEnvironment([policyStack([key, topic, alarm])]));
  expect(uses.map(({ service, as, user }) => [service, as, user.resource.address])).toEqual([
    ['cloudwatch', 'itself', 'Alarm'],
  ]);
});

import { policyEnvironment, policyResource, policyStack } from '../testing';
import { keyBehind } from './key-behind';
import { keyUses } from './key-uses';

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

test('a use is found in another stack than the key', () => {
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

test('a key of another origin is not judged', () => {
  const user = policyResource('Log', 'AWS::Logs::LogGroup', { KmsKeyId: 'arn:aws:kms:us-east-1:1:key/1' });
  expect(keyUses(policyEnvironment([policyStack([user])]))).toEqual([]);
});

const topic = policyResource('Topic', 'AWS::SNS::Topic', { KmsMasterKeyId: { Ref: 'Key' } });
const encryption = {
  ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { Ref: 'Key' } },
};
const bucket = policyResource('Bucket', 'AWS::S3::Bucket', {
  BucketEncryption: { ServerSideEncryptionConfiguration: [encryption] },
});
const arn = { 'Fn::GetAtt': ['Bucket', 'Arn'] };

test.each([
  ['AWS::CloudWatch::Alarm', { AlarmActions: [{ Ref: 'Topic' }] }, 'cloudwatch'],
  ['AWS::CloudWatch::CompositeAlarm', { AlarmActions: [{ Ref: 'Topic' }] }, 'cloudwatch'],
  ['AWS::Events::Rule', { Targets: [{ Arn: { Ref: 'Topic' } }] }, 'events'],
  ['AWS::RDS::EventSubscription', { SnsTopicArn: { Ref: 'Topic' } }, 'events.rds'],
  ['AWS::Backup::BackupVault', { Notifications: { SNSTopicArn: { Ref: 'Topic' } } }, 'backup'],
  [
    'AWS::S3::Bucket',
    { NotificationConfiguration: { TopicConfigurations: [{ Topic: { Ref: 'Topic' } }] } },
    's3',
  ],
  ['AWS::SNS::Subscription', { Endpoint: { Ref: 'Topic' } }, 'sns'],
  [
    'AWS::IAM::Role',
    {
      Policies: [
        {
          PolicyName: 'tell',
          PolicyDocument: {
            Statement: [{ Effect: 'Allow', Action: 'sns:Publish', Resource: { Ref: 'Topic' } }],
          },
        },
      ],
    },
    'sns',
  ],
  ['AWS::SQS::Queue', { KmsMasterKeyId: { Ref: 'Key' } }, 'sqs'],
  ['AWS::EC2::FlowLog', { LogDestination: arn }, 'delivery.logs'],
  ['AWS::WAFv2::LoggingConfiguration', { LogDestinationConfigs: [arn] }, 'delivery.logs'],
  ['AWS::Config::DeliveryChannel', { S3KmsKeyArn: { Ref: 'Key' } }, 'config'],
])('%s with %j needs the key for %s', (type, properties, service) => {
  const user = policyResource('User', type, properties);
  const environment = policyEnvironment([policyStack([key, topic, bucket, user])]);
  const uses = keyUses(environment).filter((use) => use.user.resource === user);
  expect(uses.map((use) => use.service)).toEqual([service]);
});

test('a key of another region is used for the replica of a secret, through Secrets Manager there', () => {
  const replicaKey = policyResource('ReplicaKey', 'AWS::KMS::Key', {}, { region: 'us-west-2' });
  const secret = policyResource('Secret', 'AWS::SecretsManager::Secret', {
    KmsKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] },
    ReplicaRegions: [{ Region: 'us-west-2', KmsKeyId: { 'Fn::GetAtt': ['ReplicaKey', 'Arn'] } }],
  });
  const uses = keyUses(policyEnvironment([policyStack([key, replicaKey, secret])]));
  expect(uses.map((use) => [use.key.resource.logicalId, use.service])).toEqual([
    ['Key', 'secretsmanager'],
    ['ReplicaKey', 'secretsmanager'],
  ]);
});

describe('pitfall 13: a bucket that CloudFront may read', () => {
  const policyOf = (principal: object) =>
    policyResource('Policy', 'AWS::S3::BucketPolicy', {
      Bucket: { Ref: 'Bucket' },
      PolicyDocument: {
        Statement: [{ Effect: 'Allow', Principal: principal, Action: 's3:GetObject', Resource: '*' }],
      },
    });
  const usesOf = (principal: object) =>
    keyUses(policyEnvironment([policyStack([key, bucket, policyOf(principal)])])).filter(
      ({ user }) => user.resource.type === 'AWS::S3::BucketPolicy',
    );

  test('is decrypted by CloudFront, even before its distribution exists', () => {
    expect(usesOf({ Service: 'cloudfront.amazonaws.com' })).toEqual([
      expect.objectContaining({ service: 'cloudfront', as: 'itself', actions: ['kms:Decrypt'] }),
    ]);
  });

  test('does not count if others may read it', () => {
    expect(usesOf({ Service: 'logging.s3.amazonaws.com' })).toEqual([]);
  });
});

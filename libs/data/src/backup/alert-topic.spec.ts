import { one } from '@bulkhead/cdktf/testing';
import { keyPolicyOf, regionOf, sidsIn, statementsIn, terraformWith } from '../testing';
import { AlertTopic, type AlertTopicProps } from './alert-topic';

const topicOf = (over: Partial<AlertTopicProps> = {}, region = regionOf()) =>
  terraformWith((stack, nameScope) => {
    new AlertTopic(stack, 'alerts', { nameScope, isProtected: true, hearsAlarms: true, ...over });
  }, region);
const topicPolicyOf = (over: Partial<AlertTopicProps> = {}, region = regionOf()) =>
  one(topicOf(over, region), 'aws_sns_topic_policy')['policy'];

/** What publishes in each region: alarms look only at jobs of the primary region. */
const regions = [
  ['primary', true, 'eu-central-1'],
  ['dr', false, 'eu-west-1'],
] as const;

describe.each(regions)(
  'P1.8, pitfall 11: the topic of the %s region, with alarms: %s',
  (role, hearsAlarms, region) => {
    const terraform = topicOf({ hearsAlarms }, regionOf(role));
    const publishers = hearsAlarms ? ['AlarmsOfThisAccount', 'RulesOfThisAccount'] : ['RulesOfThisAccount'];
    const users = hearsAlarms ? ['SnsFromCloudWatchAlarms', 'SnsFromEventBridge'] : ['SnsFromEventBridge'];

    test('is encrypted with a key of its own', () => {
      expect(one(terraform, 'aws_sns_topic')).toMatchObject({
        name: 'bulkhead-test-backup-alerts',
        kms_master_key_id: expect.stringMatching(/^\$\{aws_kms_key\.alerts_encryption_key_\w+\.arn\}$/),
      });
    });

    test('takes messages from nobody else, and only over TLS', () => {
      const policy = topicPolicyOf({ hearsAlarms }, regionOf(role));
      expect(sidsIn(policy)).toEqual([...publishers, 'TlsOnly']);
    });

    test('has a key for the same publishers, which EventBridge may use only for this topic', () => {
      const policy = keyPolicyOf(terraform, 'Alerts about backups');
      expect(sidsIn(policy)).toEqual(['AccountAdministration', ...users]);
      expect(statementsIn(policy).at(-1)?.Condition).toEqual({
        ArnLike: {
          'kms:EncryptionContext:aws:sns:topicArn': [
            `arn:aws:sns:${region}:123456789012:bulkhead-test-backup-alerts`,
          ],
        },
      });
    });
  },
);

describe('P1.8: the policy of the topic', () => {
  const [alarms, rules, tls] = statementsIn(topicPolicyOf());

  test('lets alarms of this account and region publish', () => {
    expect(alarms).toMatchObject({
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: 'sns:Publish',
      Condition: {
        StringEquals: { 'aws:SourceAccount': '123456789012' },
        ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:eu-central-1:123456789012:alarm:*' },
      },
    });
  });

  test('lets rules publish without a condition, since EventBridge sends nothing to check', () => {
    expect(rules).toMatchObject({
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sns:Publish',
    });
    expect(rules).not.toHaveProperty('Condition');
  });

  test('refuses plain HTTP for everybody', () => {
    expect(tls).toMatchObject({
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 'sns:Publish',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
  });

  test('is about the topic alone', () => {
    for (const { Resource } of [alarms, rules, tls].flatMap((each) => each ?? []))
      expect(Resource).toMatch(/^\$\{aws_sns_topic\.alerts_topic_\w+\.arn\}$/);
  });
});

test('pitfall 11: CloudWatch may use the key only for alarms of the account', () => {
  const policy = keyPolicyOf(topicOf(), 'Alerts about backups');
  expect(statementsIn(policy)[1]?.Condition).toEqual({
    StringEquals: { 'aws:SourceAccount': '123456789012' },
  });
});

test.each([true, false])(
  'P4.6: with `isProtected: %s`, Terraform keeps or deletes the key',
  (isProtected) => {
    expect(one(topicOf({ isProtected }), 'aws_kms_key')['lifecycle']).toEqual({
      prevent_destroy: isProtected,
    });
  },
);

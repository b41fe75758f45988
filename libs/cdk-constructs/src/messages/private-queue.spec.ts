import { type Template } from 'aws-cdk-lib/assertions';
import { testKeyArn, testTemplate } from '../test-template';
import { PrivateQueue, type QueueSender } from './private-queue';

function templateOf(senders?: QueueSender[], isProtected = true): Template {
  return testTemplate(
    (stack) =>
      new PrivateQueue(stack, 'Orders', {
        queueName: 'orders',
        keyArn: testKeyArn,
        retentionDays: 14,
        senders,
        isProtected,
      }),
  );
}

const statements = (template: Template): unknown =>
  Object.values(template.findResources('AWS::SQS::QueuePolicy'))[0]?.['Properties'].PolicyDocument.Statement;

const queueArn = { 'Fn::GetAtt': [expect.stringMatching(/^OrdersQueue/), 'Arn'] };
const tlsOnly = {
  Sid: 'TlsOnly',
  Effect: 'Deny',
  Principal: '*',
  Action: 'sqs:*',
  Resource: queueArn,
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};

test('Security Hub SQS.1: messages are encrypted with the key, and the retention is in seconds', () => {
  templateOf().hasResourceProperties('AWS::SQS::Queue', {
    QueueName: 'orders',
    KmsMasterKeyId: testKeyArn,
    MessageRetentionPeriod: 1_209_600,
  });
});

test('nobody can send or receive without TLS', () => {
  expect(statements(templateOf())).toEqual([tlsOnly]);
});

test('a service can send only for the named resource', () => {
  const sender = { sid: 'Undelivered', service: 'events.amazonaws.com', sourceArn: 'arn:rule' };

  expect(statements(templateOf([sender]))).toEqual([
    {
      Sid: 'Undelivered',
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: queueArn,
      Condition: { ArnEquals: { 'aws:SourceArn': 'arn:rule' } },
    },
    tlsOnly,
  ]);
});

test.each([
  [true, 'RetainExceptOnCreate'],
  [false, 'Delete'],
])('with protected %s, the deletion policy of the queue is %s', (isProtected, DeletionPolicy) => {
  templateOf([], isProtected).hasResource('AWS::SQS::Queue', { DeletionPolicy });
});

import { type NameScope } from '@bulkhead/naming';
import { type Template } from 'aws-cdk-lib/assertions';
import { testTemplate } from '../test-template';
import { EncryptedLogs } from './encrypted-logs';

const nameScope: NameScope = {
  environment: 'test',
  account: '123456789012',
  region: 'us-east-1',
};

function templateOf(isProtected = true): Template {
  return testTemplate(
    (stack) =>
      new EncryptedLogs(stack, 'Logs', {
        nameScope,
        name: ['shop', 'log'],
        encrypts: 'Logs of the shop',
        logGroupNames: { Orders: '/shop/orders', Returns: '/shop/returns' },
        retentionDays: 400,
        isProtected,
      }),
  );
}

test('45 CFR 164.312(b): every group has the required retention, and the same key', () => {
  const groups = Object.values(templateOf().findResources('AWS::Logs::LogGroup'));

  expect(groups.map(({ Properties }) => Properties.LogGroupName)).toEqual(['/shop/orders', '/shop/returns']);
  for (const { Properties } of groups) {
    expect(Properties).toMatchObject({
      RetentionInDays: 400,
      KmsKeyId: { 'Fn::GetAtt': [expect.stringMatching(/^LogsKey/), 'Arn'] },
    });
  }
});

test('CloudWatch Logs can use the key only for these groups', () => {
  const [key] = Object.values(templateOf().findResources('AWS::KMS::Key'));
  const statements = key?.['Properties'].KeyPolicy.Statement as { Principal: object; Condition?: object }[];

  expect(statements.filter(({ Principal }) => JSON.stringify(Principal).includes('logs.'))).toEqual([
    expect.objectContaining({
      Condition: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': [
            'arn:aws:logs:us-east-1:123456789012:log-group:/shop/orders',
            'arn:aws:logs:us-east-1:123456789012:log-group:/shop/returns',
          ],
        },
      },
    }),
  ]);
  expect(key?.['Properties']).toMatchObject({
    Description: 'Logs of the shop of Bulkhead environment test',
    EnableKeyRotation: true,
    PendingWindowInDays: 30,
  });
});

test.each([
  [true, 'RetainExceptOnCreate'],
  [false, 'Delete'],
])('with protected %s, the deletion policy of logs and key is %s', (isProtected, DeletionPolicy) => {
  const template = templateOf(isProtected);

  template.allResources('AWS::Logs::LogGroup', { DeletionPolicy });
  template.allResources('AWS::KMS::Key', { DeletionPolicy });
});

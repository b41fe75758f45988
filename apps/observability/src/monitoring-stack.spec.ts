import { join } from 'node:path';
import { templateOf } from '@bulkhead/cdk/testing';
import { testContext } from '@bulkhead/stack/testing';
import { Match } from 'aws-cdk-lib/assertions';
import { MonitoringStack } from './monitoring-stack';

const contextOf = () => testContext(join(__dirname, '..'), 'monitoring');

test('P2.8: two topics are encrypted with a key that alarms and rules may use', () => {
  const template = templateOf(MonitoringStack, contextOf());

  for (const name of ['alerts', 'notifications']) {
    template.hasResourceProperties('AWS::SNS::Topic', {
      TopicName: `bulkhead-test-${name}`,
      KmsMasterKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^TopicsEncryption'), 'Arn'] },
    });
  }
  template.hasResourceProperties('AWS::KMS::Key', {
    KeyPolicy: {
      Statement: Match.arrayWith(
        ['SnsFromCloudWatchAlarms', 'SnsFromEventBridge', 'Sns'].map((Sid) => Match.objectLike({ Sid })),
      ),
    },
  });
});

test('it exchanges what its manifest says', () => {
  const context = contextOf();
  templateOf(MonitoringStack, context);

  expect(() => context.requireEverythingDeclaredUsed()).not.toThrow();
});

import { idOf } from './queue-messages';

/** Tags that Bulkhead gives to the sample resource. */
export const sampleTags = {
  'bulkhead:environment': 'test',
  'bulkhead:app': 'network',
  'bulkhead:stack': 'vpc',
  'bulkhead:owner': '@acme/network',
};

const account = '123456789012';
const captured = '2026-11-24T12:00:00.123Z';

function envelope(seed: string, type: string, detail: object, over: object = {}) {
  return {
    version: '0',
    id: idOf(seed),
    'detail-type': type,
    source: 'aws.config',
    account,
    time: '2026-11-24T12:01:30Z',
    region: 'us-east-1',
    resources: [],
    ...over,
    detail,
  };
}

/** Parts of an event of AWS Config that differ between samples. */
export interface ItemOver {
  readonly type?: string;
  readonly change?: 'CREATE' | 'UPDATE' | 'DELETE';
  /** Fields of the configuration item. */
  readonly item?: object;
  readonly changedProperties?: object;
  /** Fields of the envelope. */
  readonly envelope?: object;
}

const statusOf = { CREATE: 'ResourceDiscovered', UPDATE: 'OK', DELETE: 'ResourceDeleted' };

/**
 * A resource was created, changed or deleted.
 * https://docs.aws.amazon.com/config/latest/developerguide/monitor-config-with-cloudwatchevents.html
 */
export function itemEvent({ type = 'AWS::EC2::SecurityGroup', change = 'UPDATE', ...over }: ItemOver = {}) {
  const detail = {
    recordVersion: '1.3',
    messageType: 'ConfigurationItemChangeNotification',
    notificationCreationTime: '2026-11-24T12:01:29.456Z',
    configurationItemDiff: {
      changeType: change,
      changedProperties: over.changedProperties ?? {
        'Configuration.IpPermissions.0': {
          previousValue: null,
          updatedValue: {
            fromPort: 22,
            toPort: 22,
            ipProtocol: 'tcp',
            ipv4Ranges: [{ cidrIp: '0.0.0.0/0' }],
          },
          changeType: 'CREATE',
        },
      },
    },
    configurationItem: {
      configurationItemVersion: '1.3',
      configurationItemCaptureTime: captured,
      configurationItemStatus: statusOf[change],
      configurationStateId: 1_796_040_000_123,
      configurationStateMd5Hash: '',
      awsAccountId: account,
      awsRegion: 'us-east-1',
      availabilityZone: 'Not Applicable',
      ARN: `arn:aws:ec2:us-east-1:${account}:security-group/sg-0a1b2c3d`,
      resourceType: type,
      resourceId: 'sg-0a1b2c3d',
      resourceName: 'bulkhead-test-endpoints',
      resourceCreationTime: '2026-11-20T08:00:00.000Z',
      tags: change === 'DELETE' ? {} : sampleTags,
      relatedEvents: [],
      relationships: [],
      configuration:
        change === 'DELETE' ? null : { groupId: 'sg-0a1b2c3d', description: 'Endpoints of the VPC' },
      supplementaryConfiguration: {},
      ...over.item,
    },
  };
  return envelope(`item ${type} ${change}`, 'Config Configuration Item Change', detail, over.envelope);
}

/**
 * The same where the item is too large for a notification.
 * https://docs.aws.amazon.com/config/latest/developerguide/oversized-notification-example.html
 */
export function oversizedItemEvent({
  type = 'AWS::EC2::SecurityGroup',
  change = 'UPDATE',
  ...over
}: ItemOver = {}) {
  const detail = {
    recordVersion: '1.0',
    messageType: 'OversizedConfigurationItemChangeNotification',
    notificationCreationTime: '2026-11-24T12:01:29.456Z',
    configurationItemSummary: {
      changeType: change,
      configurationItemVersion: '1.3',
      configurationItemCaptureTime: captured,
      configurationStateId: 1_796_040_000_123,
      awsAccountId: account,
      configurationItemStatus: statusOf[change],
      resourceType: type,
      resourceId: 'sg-0a1b2c3d',
      resourceName: null,
      ARN: `arn:aws:ec2:us-east-1:${account}:security-group/sg-0a1b2c3d`,
      awsRegion: 'us-east-1',
      availabilityZone: null,
      configurationStateMd5Hash: '',
      resourceCreationTime: '2026-11-20T08:00:00.000Z',
      ...over.item,
    },
    s3DeliverySummary: {
      s3BucketLocation: `bulkhead-test-audit/AWSLogs/${account}/Config/us-east-1/2026/11/24/OversizedChangeNotification/item.json.gz`,
      errorCode: null,
      errorMessage: null,
    },
  };
  return envelope(`oversized ${type} ${change}`, 'Config Configuration Item Change', detail, over.envelope);
}

/**
 * A rule judges a resource in another way than before.
 * https://docs.aws.amazon.com/config/latest/developerguide/example-config-rule-compliance-notification.html
 */
export function complianceEvent(
  rule = 's3-bucket-public-read-prohibited',
  compliance = 'NON_COMPLIANT',
  over: { readonly detail?: object; readonly envelope?: object } = {},
) {
  const resource = { resourceType: 'AWS::S3::Bucket', resourceId: 'bulkhead-test-data-0a1b2c3d' };
  const result = (complianceType: string, resultRecordedTime: string) => ({
    evaluationResultIdentifier: {
      evaluationResultQualifier: { configRuleName: rule, ...resource },
      orderingTimestamp: captured,
    },
    complianceType,
    resultRecordedTime,
    configRuleInvokedTime: captured,
    annotation: null,
    resultToken: null,
  });
  const detail = {
    ...resource,
    awsRegion: 'us-east-1',
    awsAccountId: account,
    configRuleName: rule,
    configRuleARN: `arn:aws:config:us-east-1:${account}:config-rule/config-rule-0a1b2c`,
    oldEvaluationResult: result(
      compliance === 'COMPLIANT' ? 'NON_COMPLIANT' : 'COMPLIANT',
      '2026-11-23T12:00:01.000Z',
    ),
    newEvaluationResult: result(compliance, '2026-11-24T12:00:01.000Z'),
    notificationCreationTime: '2026-11-24T12:01:29.456Z',
    messageType: 'ComplianceChangeNotification',
    recordVersion: '1.0',
    ...over.detail,
  };
  return envelope(
    `compliance ${rule} ${compliance}`,
    'Config Rules Compliance Change',
    detail,
    over.envelope,
  );
}

import { namePrefixOf, type NameScope } from '@bulkhead/naming';
import { auditBucketNames, trailLogGroupName } from '../store/audit-names';
import { calls, type HeardEvent } from './heard-event';

/** The beginning of the names of all buckets, rules and alarms of the environment. */
const ofEnvironment = (kind: 'bucket' | 'eventRule' | 'alarm', nameScope: NameScope) => [
  { prefix: namePrefixOf(kind, nameScope) },
];

/**
 * Calls that take away what protects records or what records access. A refused call is heard too: somebody tried.
 *
 * CloudTrail tells EventBridge only while a trail is logging. The call that stops the trail is the last one that is told.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export function guards(nameScope: NameScope): readonly HeardEvent[] {
  const ours = ofEnvironment('bucket', nameScope);
  return [
    {
      name: 'trail',
      says: 'Somebody stopped, deleted or narrowed a trail',
      pattern: calls('cloudtrail', {
        eventName: ['StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors', 'PutInsightSelectors'],
      }),
      severity: 'page',
      patients: 'Access to records goes unrecorded from now on',
      runbook: 'the-trail',
    },
    {
      name: 'trail-files',
      says: 'Somebody changed what keeps the files of the audit',
      pattern: calls('s3', {
        eventName: [
          'DeleteBucket',
          'DeleteBucketEncryption',
          'DeleteBucketPolicy',
          'DeleteBucketReplication',
          'PutBucketLifecycle',
          'PutBucketLogging',
          // By both names, since AWS does not document under which CloudTrail records the call.
          'PutBucketObjectLockConfiguration',
          'PutBucketPolicy',
          'PutBucketReplication',
          'PutBucketVersioning',
          'PutObjectLockConfiguration',
        ],
        requestParameters: { bucketName: auditBucketNames(nameScope) },
      }),
      severity: 'page',
      patients: 'What was recorded about access to records may be lost',
      runbook: 'the-files-of-the-audit',
    },
    {
      name: 'trail-log',
      says: 'Somebody deleted or shortened the log of the trail, or took its mask away',
      pattern: calls('logs', {
        eventName: [
          'DeleteDataProtectionPolicy',
          'DeleteLogGroup',
          'DeleteLogStream',
          'DeleteMetricFilter',
          'DeleteRetentionPolicy',
          'DisassociateKmsKey',
          'PutRetentionPolicy',
        ],
        requestParameters: {
          $or: [
            { logGroupName: [trailLogGroupName(nameScope)] },
            { logGroupIdentifier: [{ wildcard: `*${trailLogGroupName(nameScope)}*` }] },
          ],
        },
      }),
      severity: 'page',
      patients: 'Nobody may hear of access to records that should alarm',
      runbook: 'the-trail',
    },
    {
      name: 'key',
      says: 'Somebody disabled a key, scheduled its deletion or deleted its material',
      pattern: calls('kms', {
        eventName: ['DisableKey', 'ScheduleKeyDeletion', 'DeleteImportedKeyMaterial'],
      }),
      severity: 'page',
      patients: 'What the key encrypts cannot be read, and is lost when the key is deleted',
      runbook: 'a-key',
    },
    {
      // A public policy or ACL has no effect, and S3 refuses it, as long as public access is blocked. So a bucket
      // becomes public only after one of these calls.
      // https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
      name: 'public-bucket',
      says: 'Somebody opened the way to a public bucket',
      pattern: calls('s3', {
        $or: [
          { eventName: ['DeleteAccountPublicAccessBlock'] },
          {
            eventName: ['PutAccountPublicAccessBlock'],
            requestParameters: { PublicAccessBlockConfiguration: opened },
          },
          {
            eventName: ['DeleteBucketPublicAccessBlock', 'DeleteBucketOwnershipControls'],
            requestParameters: { bucketName: ours },
          },
          {
            eventName: ['PutBucketPublicAccessBlock'],
            requestParameters: { bucketName: ours, PublicAccessBlockConfiguration: opened },
          },
          { eventName: ['PutBucketAcl', 'DeleteBucketPolicy'], requestParameters: { bucketName: ours } },
        ],
      }),
      severity: 'page',
      patients: 'Everybody may be able to read records',
      runbook: 'a-public-bucket',
    },
    {
      name: 'backup-vault',
      says: 'Somebody changed who may delete backups, or deleted one',
      pattern: calls('backup', {
        eventName: [
          'DeleteBackupVault',
          'DeleteBackupVaultAccessPolicy',
          'DeleteBackupVaultLockConfiguration',
          'DeleteRecoveryPoint',
          'PutBackupVaultAccessPolicy',
          'PutBackupVaultLockConfiguration',
          'UpdateRecoveryPointLifecycle',
        ],
      }),
      severity: 'page',
      patients: 'Records may be lost for ever after the next failure',
      runbook: 'the-backups',
    },
    {
      name: 'config',
      says: 'Somebody stopped AWS Config',
      pattern: calls('config', {
        eventName: ['DeleteConfigurationRecorder', 'DeleteDeliveryChannel', 'StopConfigurationRecorder'],
      }),
      severity: 'page',
      patients: 'Changes of what protects records go unrecorded from now on',
      runbook: 'aws-config',
    },
    {
      name: 'detectors',
      says: 'Somebody switched a detector off',
      pattern: {
        source: ['aws.guardduty', 'aws.securityhub', 'aws.access-analyzer', 'aws.macie2', 'aws.macie'],
        'detail-type': ['AWS API Call via CloudTrail'],
        detail: {
          $or: [
            {
              eventName: [
                'BatchDisableStandards',
                'CreateFilter',
                'CreateIPSet',
                'DeleteAnalyzer',
                'DeleteDetector',
                'DisableMacie',
                'DisableSecurityHub',
                'DisassociateFromAdministratorAccount',
                'DisassociateFromMasterAccount',
              ],
            },
            { eventName: ['UpdateDetector'], requestParameters: { enable: [false] } },
          ],
        },
      },
      severity: 'page',
      patients: 'Nobody hears of an intruder from now on',
      runbook: 'a-detector',
    },
    {
      name: 'watchers',
      says: 'Somebody took away a rule or an alarm of the environment',
      pattern: {
        source: ['aws.events', 'aws.monitoring'],
        'detail-type': ['AWS API Call via CloudTrail'],
        detail: {
          $or: [
            {
              eventName: ['DeleteRule', 'DisableRule'],
              requestParameters: { name: ofEnvironment('eventRule', nameScope) },
            },
            {
              eventName: ['RemoveTargets'],
              requestParameters: { rule: ofEnvironment('eventRule', nameScope) },
            },
            {
              eventName: ['DeleteAlarms', 'DisableAlarmActions'],
              requestParameters: { alarmNames: ofEnvironment('alarm', nameScope) },
            },
          ],
        },
      },
      severity: 'page',
      patients: 'Nobody may hear of the next failure',
      runbook: 'a-rule-or-an-alarm',
    },
  ];
}

/** Any of the four settings that is off. */
const opened = {
  $or: ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'].map(
    (setting) => ({
      [setting]: [false],
    }),
  ),
};

import { Cloudtrail } from '@cdktf/provider-aws/lib/cloudtrail';
import { type AuditSettings, type Environment } from '@bulkhead/config';
import { EncryptedLogs, LogDataProtection } from '@bulkhead/encryption';
import { trailName } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { type AuditScope } from '../audit-scope';
import { trailLogGroupName } from '../store/audit-names';
import { type TrailBucket } from '../store/trail-bucket';
import { eventSelectors } from './event-selectors';
import { LogDeliveryRole } from './log-delivery-role';

export interface TrailProps extends AuditScope {
  readonly environment: Environment;
  readonly settings: AuditSettings['trail'];
  readonly bucket: TrailBucket;
  readonly keyArn: string;
}

/**
 * The trail of all regions and of the global services, with a signature that shows whether a file was changed (P2.10,
 * P3.5). It delivers to S3, which keeps, and to CloudWatch Logs, where filters count.
 */
export class Trail extends Construct {
  readonly trail: Cloudtrail;
  readonly logGroupName: string;

  constructor(scope: Construct, id: string, props: TrailProps) {
    super(scope, id);
    const { environment, nameScope, settings, isProtected, bucket, keyArn } = props;
    const { groups } = new EncryptedLogs(this, 'logs', {
      nameScope,
      // The names stay as they are when the stack is renamed: another name is another key and another log.
      name: ['observability/audit/logs'],
      encrypts: 'Events of the trail',
      logGroupNames: { events: trailLogGroupName(nameScope) },
      retentionDays: settings.logRetentionDays,
      isProtected,
    });
    this.logGroupName = groups.events.name;
    new LogDataProtection(this, 'data-protection', { logGroup: groups.events });
    const { role, permissions } = new LogDeliveryRole(this, 'log-delivery', {
      nameScope,
      logGroupName: trailLogGroupName(nameScope),
    });

    this.trail = new Cloudtrail(this, 'trail', {
      name: trailName(nameScope, 'audit'),
      s3BucketName: bucket.bucket.bucket,
      kmsKeyId: keyArn,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      enableLogging: true,
      cloudWatchLogsGroupArn: `${groups.events.arn}:*`,
      cloudWatchLogsRoleArn: role.arn,
      advancedEventSelector: eventSelectors(environment, settings.dataEvents),
      ...(settings.insights && {
        insightSelector: [{ insightType: 'ApiCallRateInsight' }, { insightType: 'ApiErrorRateInsight' }],
      }),
      lifecycle: { preventDestroy: isProtected },
      dependsOn: [bucket.policy, permissions],
    });
  }
}

import { ConfigConfigurationRecorder } from '@cdktf/provider-aws/lib/config-configuration-recorder';
import { ConfigConfigurationRecorderStatus } from '@cdktf/provider-aws/lib/config-configuration-recorder-status';
import { ConfigDeliveryChannel } from '@cdktf/provider-aws/lib/config-delivery-channel';
import { type AuditSettings } from '@bulkhead/config';
import { configurationRecorderName } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { type AuditScope } from '../audit-scope';
import { type ConfigBucket } from '../store/config-bucket';

export interface RecorderProps extends AuditScope {
  readonly settings: AuditSettings['config'];
  readonly bucket: ConfigBucket;
  readonly keyArn: string;
}

/**
 * The one recorder that a region of an account may have (pitfall 19), which records every type (P2.6). Types of IAM,
 * which has no regions, are recorded in the primary region only.
 *
 * AWS wants an order: a channel needs a recorder, a recorder starts only with a channel, and a running recorder does not
 * let its channel go.
 */
export class Recorder extends Construct {
  /** Whatever needs a running recorder depends on it. */
  readonly running: ConfigConfigurationRecorderStatus;

  constructor(scope: Construct, id: string, props: RecorderProps) {
    super(scope, id);
    const { nameScope, isPrimary, settings, bucket, keyArn } = props;
    const name = configurationRecorderName(nameScope, 'audit');
    const recorder = new ConfigConfigurationRecorder(this, 'recorder', {
      name,
      // Not a role of our own: the service-linked role always has the permissions that AWS Config needs for new types.
      // https://docs.aws.amazon.com/securityhub/latest/userguide/config-controls.html#config-1
      roleArn: `arn:aws:iam::${nameScope.account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
      recordingGroup: { allSupported: true, includeGlobalResourceTypes: isPrimary },
      recordingMode: { recordingFrequency: settings.recording },
    });
    const channel = new ConfigDeliveryChannel(this, 'channel', {
      name,
      s3BucketName: bucket.bucket.bucket,
      s3KmsKeyArn: keyArn,
      snapshotDeliveryProperties: { deliveryFrequency: 'TwentyFour_Hours' },
      dependsOn: [recorder, bucket.policy],
    });
    this.running = new ConfigConfigurationRecorderStatus(this, 'status', {
      name: recorder.name,
      isEnabled: true,
      dependsOn: [channel],
    });
  }
}

import { S3BucketReplicationConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-replication-configuration';
import { type LogicalName, type NameScope, replicationRuleId } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { ReplicationRole } from './replication-role';

/** A bucket, and the key that its objects are encrypted with. */
interface Bucket {
  readonly name: string;
  readonly arn: string;
  readonly keyArn: string;
}

export interface BucketReplicationProps {
  readonly nameScope: NameScope;
  /** The purpose of the role that S3 assumes, for its name. */
  readonly roleName: LogicalName;
  /** The bucket of the primary region. */
  readonly source: Bucket;
  /** The bucket of the DR region. */
  readonly destination: Bucket;
  /** Name of the DR region. */
  readonly destinationRegion: string;
  /** Whether a deletion in the source also hides the object in the destination. @default true */
  readonly replicatesDeletions?: boolean;
}

/** The limit of replication time control, in minutes. S3 accepts no other value. */
const promised = { minutes: 15 };

/**
 * Replicates every object of a bucket to the DR region within 15 minutes, deletions included unless asked otherwise. A
 * metric measures the time. Objects that existed before are not replicated; S3 Batch Replication replicates them on request.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-time-control.html
 */
export class BucketReplication extends Construct {
  constructor(scope: Construct, id: string, props: BucketReplicationProps) {
    super(scope, id);
    const { nameScope, roleName, source, destination, destinationRegion, replicatesDeletions = true } = props;

    const { role, permissions } = new ReplicationRole(this, 'role', {
      nameScope,
      roleName,
      source,
      destination: { ...destination, region: destinationRegion },
    });
    new S3BucketReplicationConfigurationA(this, 'replication', {
      bucket: source.name,
      role: role.arn,
      rule: [
        {
          id: replicationRuleId,
          status: 'Enabled',
          // A filter, even an empty one, makes this a rule of the second schema. Time control needs that schema
          // (pitfall 1).
          priority: 1,
          filter: { prefix: '' },
          deleteMarkerReplication: { status: replicatesDeletions ? 'Enabled' : 'Disabled' },
          // Objects under a KMS key are left out unless they are selected (pitfall 2).
          sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: 'Enabled' } },
          destination: {
            bucket: destination.arn,
            storageClass: 'STANDARD',
            encryptionConfiguration: { replicaKmsKeyId: destination.keyArn },
            replicationTime: { status: 'Enabled', time: promised },
            metrics: { status: 'Enabled', eventThreshold: promised },
          },
        },
      ],
      dependsOn: [permissions],
    });
  }
}

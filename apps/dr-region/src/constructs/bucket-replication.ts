import { S3BucketReplicationConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-replication-configuration';
import { type ContractValues, type storage } from '@bulkhead/contracts';
import { type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { ReplicationRole } from './replication-role';

export interface BucketReplicationProps {
  readonly nameScope: NameScope;
  /** The buckets of the primary region. */
  readonly source: ContractValues<(typeof storage)['parameters']>;
  /** The buckets of the DR region. */
  readonly destination: ContractValues<(typeof storage)['parameters']>;
  /** Name of the DR region. */
  readonly destinationRegion: string;
}

/** The limit of replication time control, in minutes. S3 accepts no other value. */
const promised = { minutes: 15 };

/**
 * Replicates every object of the data bucket to the DR region within 15 minutes, deletions included. A metric measures
 * the time. Objects that existed before are not replicated; S3 Batch Replication replicates them on request.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-time-control.html
 */
export class BucketReplication extends Construct {
  constructor(scope: Construct, id: string, props: BucketReplicationProps) {
    super(scope, id);
    const { nameScope, source, destination, destinationRegion } = props;

    const { role, permissions } = new ReplicationRole(this, 'role', {
      nameScope,
      source: { bucketArn: source.dataBucketArn, keyArn: source.dataKeyArn },
      destination: {
        bucketArn: destination.dataBucketArn,
        keyArn: destination.dataKeyArn,
        region: destinationRegion,
      },
    });
    new S3BucketReplicationConfigurationA(this, 'replication', {
      bucket: source.dataBucketName,
      role: role.arn,
      rule: [
        {
          id: 'all-objects',
          status: 'Enabled',
          // A filter, even an empty one, makes this a rule of the second schema. Time control needs that schema
          // (pitfall 1).
          priority: 1,
          filter: { prefix: '' },
          deleteMarkerReplication: { status: 'Enabled' },
          // Objects under a KMS key are left out unless they are selected (pitfall 2).
          sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: 'Enabled' } },
          destination: {
            bucket: destination.dataBucketArn,
            storageClass: 'STANDARD',
            encryptionConfiguration: { replicaKmsKeyId: destination.dataKeyArn },
            replicationTime: { status: 'Enabled', time: promised },
            metrics: { status: 'Enabled', eventThreshold: promised },
          },
        },
      ],
      dependsOn: [permissions],
    });
  }
}

import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { suppress } from '@bulkhead/cdktf';
import { iamRoleName, type LogicalName, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';

/** A bucket, and the key that its objects are encrypted with. */
interface EncryptedBucket {
  readonly arn: string;
  readonly keyArn: string;
}

export interface ReplicationRoleProps {
  readonly nameScope: NameScope;
  /** The purpose of the role, for its name. */
  readonly roleName: LogicalName;
  readonly source: EncryptedBucket;
  readonly destination: EncryptedBucket & {
    /** Name of its region. */
    readonly region: string;
  };
}

/** The role with which S3 reads the objects of one bucket and writes them to another. */
export class ReplicationRole extends Construct {
  readonly role: IamRole;
  /**
   * The policy that makes the role usable. It must exist first, because S3 checks it when replication is switched on.
   */
  readonly permissions: IamRolePolicy;

  constructor(scope: Construct, id: string, props: ReplicationRoleProps) {
    super(scope, id);
    const { nameScope, roleName } = props;
    this.role = new IamRole(this, 'role', {
      name: iamRoleName(nameScope, ...roleName),
      description: 'Lets S3 replicate a bucket of the environment to its DR region',
      assumeRolePolicy: JSON.stringify(trustPolicy),
    });
    suppress(this.role, {
      rule: 'HIPAA.Security-IAMNoInlinePolicy',
      reason:
        'The policy names the two buckets that this one role replicates between: nobody else may have it, and it goes with the role.',
    });
    this.permissions = new IamRolePolicy(this, 'permissions', {
      name: 'permissions',
      role: this.role.id,
      policy: JSON.stringify({ Version: '2012-10-17', Statement: statements(props) }),
    });
  }
}

/**
 * Only S3 may assume the role. There is no condition on the bucket, because S3 is not documented to send the bucket
 * when it assumes the role. S3 accepts a role only from somebody of the account who may pass the role on. The role may
 * only copy from one bucket to one other.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
 */
const trustPolicy = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Replication',
      Effect: 'Allow',
      Principal: { Service: 's3.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
  ],
};

/**
 * The permissions for replication. They cover retention and legal holds, which are replicated with an Object Lock
 * version.
 */
function statements({ nameScope, source, destination }: ReplicationRoleProps) {
  const through = (region: string) => ({
    StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` },
  });
  return [
    {
      Sid: 'ReadConfiguration',
      Effect: 'Allow',
      Action: ['s3:GetReplicationConfiguration', 's3:ListBucket'],
      Resource: source.arn,
    },
    {
      Sid: 'ReadVersions',
      Effect: 'Allow',
      Action: [
        's3:GetObjectLegalHold',
        's3:GetObjectRetention',
        's3:GetObjectVersionAcl',
        's3:GetObjectVersionForReplication',
        's3:GetObjectVersionTagging',
      ],
      Resource: `${source.arn}/*`,
    },
    {
      Sid: 'WriteReplicas',
      Effect: 'Allow',
      Action: ['s3:ReplicateDelete', 's3:ReplicateObject', 's3:ReplicateTags'],
      Resource: `${destination.arn}/*`,
    },
    {
      Sid: 'DecryptVersions',
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: source.keyArn,
      Condition: through(nameScope.region),
    },
    {
      // A bucket key is made of data keys.
      Sid: 'EncryptReplicas',
      Effect: 'Allow',
      Action: ['kms:Encrypt', 'kms:GenerateDataKey'],
      Resource: destination.keyArn,
      Condition: through(destination.region),
    },
  ];
}

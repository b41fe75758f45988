import { EfsAccessPoint } from '@cdktf/provider-aws/lib/efs-access-point';
import { type EfsFileSystem } from '@cdktf/provider-aws/lib/efs-file-system';
import { EfsFileSystemPolicy } from '@cdktf/provider-aws/lib/efs-file-system-policy';
import { Construct } from 'constructs';

/** The file system maps every process to this user, which nobody else uses and which is not root. */
const user = { uid: 10_001, gid: 10_001 };

export interface ApplicationAccessProps {
  readonly fileSystem: EfsFileSystem;
  readonly account: string;
}

/**
 * The only way to the files: over TLS, with a role of the account that has the permission, through an access point. The
 * access point shows one folder as the root, and maps every client to the same user. EFS creates the folder when the
 * first client mounts it. A replica is read-only, so its folder must be replicated before a client can mount it.
 * https://docs.aws.amazon.com/efs/latest/ug/API_RootDirectory.html
 * https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
 */
export class ApplicationAccess extends Construct {
  readonly accessPoint: EfsAccessPoint;

  constructor(scope: Construct, id: string, { fileSystem, account }: ApplicationAccessProps) {
    super(scope, id);
    this.accessPoint = new EfsAccessPoint(this, 'access-point', {
      fileSystemId: fileSystem.id,
      posixUser: user,
      rootDirectory: {
        path: '/app',
        creationInfo: { ownerUid: user.uid, ownerGid: user.gid, permissions: '0750' },
      },
    });
    new EfsFileSystemPolicy(this, 'policy', {
      fileSystemId: fileSystem.id,
      policy: JSON.stringify({ Version: '2012-10-17', Statement: statements(account) }),
    });
  }
}

/** In the policy of a file system, `*` means that file system. */
function statements(account: string) {
  return [
    {
      // Without a policy, EFS admits every client that reaches a mount target. Since the principal is the account, the
      // policy of the role must allow the access too.
      Sid: 'RolesOfTheAccount',
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
      Resource: '*',
      Condition: { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } },
    },
    {
      // Without this statement, a role with the permission could mount the root of the file system.
      Sid: 'WithoutAccessPoint',
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 'elasticfilesystem:Client*',
      Resource: '*',
      Condition: { Null: { 'elasticfilesystem:AccessPointArn': 'true' } },
    },
    {
      Sid: 'PlainText',
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 'elasticfilesystem:*',
      Resource: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ];
}

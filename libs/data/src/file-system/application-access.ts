import { EfsAccessPoint } from '@cdktf/provider-aws/lib/efs-access-point';
import { type EfsFileSystem } from '@cdktf/provider-aws/lib/efs-file-system';
import { EfsFileSystemPolicy } from '@cdktf/provider-aws/lib/efs-file-system-policy';
import { Construct } from 'constructs';

/** Whoever the process in the container is, to the file system it is this user, which is nobody's and not root. */
const user = { uid: 10_001, gid: 10_001 };

export interface ApplicationAccessProps {
  readonly fileSystem: EfsFileSystem;
  readonly account: string;
}

/**
 * The one way to the files: over TLS, as a role of the account that may, through an access point, which shows one
 * folder as the root and makes every client the same user. EFS makes the folder when the first client mounts it; of a
 * file system that is replicated to, which is read-only, it has to be replicated before anybody can.
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

/** In the policy of a file system `*` is the file system that the policy is attached to. */
function statements(account: string) {
  return [
    {
      // Without a policy EFS lets in every client that reaches a mount target. With the account as the principal, the
      // policy of a role has to allow it too.
      Sid: 'RolesOfTheAccount',
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
      Resource: '*',
      Condition: { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } },
    },
    {
      // A role whose policy allows it would otherwise mount the root of the file system.
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

import { Aws } from 'aws-cdk-lib/core';
import { type Cache } from './cache';
import { type FileSystem } from './file-system';

/**
 * Mounts the file system over TLS, through its access point.
 * https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
 */
export function mountFileSystem({ fileSystemArn, accessPointArn }: FileSystem): object[] {
  return [
    {
      Sid: 'MountFileSystem',
      Effect: 'Allow',
      Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
      Resource: fileSystemArn,
      Condition: {
        StringEquals: { 'elasticfilesystem:AccessPointArn': accessPointArn },
        Bool: { 'aws:SecureTransport': 'true' },
      },
    },
  ];
}

/**
 * Connects to the cache as the application user.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
 */
export function connectToCache({ replicationGroupArn, userArn }: Cache): object[] {
  return [
    {
      Sid: 'ConnectToCache',
      Effect: 'Allow',
      Action: 'elasticache:Connect',
      Resource: [replicationGroupArn, userArn],
    },
  ];
}

/** The channels of a session that Systems Manager opens into a container or an instance, in the region of the stack. */
export const sessionChannels = {
  Sid: 'SessionChannels',
  Effect: 'Allow',
  Action: [
    'ssmmessages:CreateControlChannel',
    'ssmmessages:CreateDataChannel',
    'ssmmessages:OpenControlChannel',
    'ssmmessages:OpenDataChannel',
  ],
  // A channel has no ARN.
  Resource: '*',
  Condition: { StringEquals: { 'aws:RequestedRegion': Aws.REGION } },
};

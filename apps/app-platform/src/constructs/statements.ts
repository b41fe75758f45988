import { type NameScope } from '@bulkhead/naming';
import { type Cache } from './cache';
import { type FileSystem } from './file-system';

/** The one secret that the application reads. */
export interface SecretAccess {
  readonly nameScope: NameScope;
  readonly secretArn: string;
  /** The key the secret is encrypted with. */
  readonly secretKeyArn: string;
}

/**
 * Reads the one secret. Secrets Manager tells KMS which secret it asks for.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
export function readSecret({ nameScope, secretArn, secretKeyArn }: SecretAccess): object[] {
  return [
    { Sid: 'ReadSecret', Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: secretArn },
    {
      Sid: 'DecryptSecret',
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: secretKeyArn,
      Condition: {
        StringEquals: {
          'kms:ViaService': `secretsmanager.${nameScope.region}.amazonaws.com`,
          'kms:EncryptionContext:SecretARN': secretArn,
        },
      },
    },
  ];
}

/**
 * Mounts the file system through its access point, and over TLS.
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
 * Connects to the cache as the user of applications.
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

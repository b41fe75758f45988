import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  type S3Client,
} from '@aws-sdk/client-s3';

/** What S3 says of a bucket: its encryption, versions, access, logs, and how its objects grow old. */
export async function bucketSettings(s3: S3Client, Bucket: string) {
  const [encryption, versioning, publicAccess, lifecycle, logging, policy] = await Promise.all([
    s3.send(new GetBucketEncryptionCommand({ Bucket })),
    s3.send(new GetBucketVersioningCommand({ Bucket })),
    s3.send(new GetPublicAccessBlockCommand({ Bucket })),
    s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket })),
    s3.send(new GetBucketLoggingCommand({ Bucket })),
    s3.send(new GetBucketPolicyCommand({ Bucket })),
  ]);
  return {
    encryption: encryption.ServerSideEncryptionConfiguration?.Rules ?? [],
    versioning: versioning.Status,
    publicAccess: publicAccess.PublicAccessBlockConfiguration,
    lifecycle: lifecycle.Rules ?? [],
    logging: logging.LoggingEnabled,
    statements: (JSON.parse(policy.Policy ?? '{"Statement":[]}') as { Statement: Record<string, unknown>[] })
      .Statement,
  };
}

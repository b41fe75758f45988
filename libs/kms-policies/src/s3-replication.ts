import type { PolicyStatement } from './policy-statement';

export interface S3ReplicationInput {
  /** ARN of the role that S3 assumes to replicate. */
  readonly roleArn: string;
  /** The region of the key, which is the region of the bucket it encrypts. */
  readonly region: string;
}

/**
 * For the key of the source bucket: the replication role may decrypt with it, through S3 only.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html
 */
export function s3ReplicationSource(input: S3ReplicationInput): readonly PolicyStatement[] {
  return throughS3('S3ReplicationSource', input, ['kms:Decrypt']);
}

/**
 * For the key of the destination bucket, in the destination region: the replication role may encrypt
 * with it, through S3 only. `GenerateDataKey` is what a bucket key needs.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html
 */
export function s3ReplicationDestination(input: S3ReplicationInput): readonly PolicyStatement[] {
  return throughS3('S3ReplicationDestination', input, ['kms:Encrypt', 'kms:GenerateDataKey']);
}

function throughS3(
  Sid: string,
  input: S3ReplicationInput,
  Action: readonly string[],
): readonly PolicyStatement[] {
  return [
    {
      Sid,
      Effect: 'Allow',
      Principal: { AWS: input.roleArn },
      Action,
      Resource: '*',
      Condition: { StringEquals: { 'kms:ViaService': `s3.${input.region}.amazonaws.com` } },
    },
  ];
}

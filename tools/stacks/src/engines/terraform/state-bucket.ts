import { openS3 } from '../../retries/s3-client';

/** True when the bucket exists and is the account's: a name is anybody's to take, and state must not go to them. */
export async function stateBucketExists(bucket: string, region: string, account: string): Promise<boolean> {
  const { HeadBucketCommand } = await import('@aws-sdk/client-s3');
  const client = await openS3(region);
  try {
    await client.send(new HeadBucketCommand({ Bucket: bucket, ExpectedBucketOwner: account }));
    return true;
  } catch (error) {
    if ((error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 404)
      return false;
    throw error;
  } finally {
    client.destroy();
  }
}

/**
 * Creates the bucket that keeps Terraform state: encrypted, versioned so that a broken state can be taken back,
 * closed to the public and to anything but TLS. Running it on an existing bucket brings it to these settings.
 *
 * @param emulator leaves the bucket without a policy: the emulator ignores conditions, so that a conditional deny
 * would shut everybody out
 */
export async function createStateBucket(
  bucket: string,
  region: string,
  account: string,
  emulator: boolean,
): Promise<void> {
  const s3 = await import('@aws-sdk/client-s3');
  const client = await openS3(region);
  try {
    await client
      // us-east-1 is the one region that must not be named.
      .send(
        new s3.CreateBucketCommand({
          Bucket: bucket,
          ...(region !== 'us-east-1' && {
            CreateBucketConfiguration: { LocationConstraint: region as never },
          }),
        }),
      )
      .catch((error: Error) => {
        if (error.name !== 'BucketAlreadyOwnedByYou') throw error;
      });
    await client.send(
      new s3.PutPublicAccessBlockCommand({
        Bucket: bucket,
        ExpectedBucketOwner: account,
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      }),
    );
    await client.send(
      new s3.PutBucketVersioningCommand({
        Bucket: bucket,
        ExpectedBucketOwner: account,
        VersioningConfiguration: { Status: 'Enabled' },
      }),
    );
    await client.send(
      new s3.PutBucketEncryptionCommand({
        Bucket: bucket,
        ExpectedBucketOwner: account,
        ServerSideEncryptionConfiguration: {
          Rules: [
            { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' }, BucketKeyEnabled: true },
          ],
        },
      }),
    );
    if (emulator) return;
    await client.send(
      new s3.PutBucketPolicyCommand({
        Bucket: bucket,
        ExpectedBucketOwner: account,
        Policy: JSON.stringify(tlsOnly(bucket)),
      }),
    );
  } finally {
    client.destroy();
  }
}

function tlsOnly(bucket: string): object {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'DenyPlainHttp',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  };
}

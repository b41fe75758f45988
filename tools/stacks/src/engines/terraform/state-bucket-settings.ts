import type { S3Client } from '@aws-sdk/client-s3';

/** One setting of the bucket that keeps Terraform state. */
export interface BucketSetting {
  /** The name of the setting, for messages. */
  readonly name: string;
  /** The operation that makes the setting, for messages. */
  readonly operation: string;
  /** True if the bucket has the setting. */
  isSet(): Promise<boolean>;
  set(): Promise<void>;
}

/** A bucket, and a client that reaches it. */
export interface BucketAt {
  readonly client: S3Client;
  readonly bucket: string;
  /** Number of the account that must own the bucket. */
  readonly account: string;
}

const blocked = {
  BlockPublicAcls: true,
  BlockPublicPolicy: true,
  IgnorePublicAcls: true,
  RestrictPublicBuckets: true,
};

/**
 * The settings of the bucket, in the order in which they are made: no public access, KMS encryption, no ACLs, only TLS,
 * and every version of a state kept.
 *
 * @param emulator leaves the bucket without a policy: the emulator ignores conditions, so that a conditional deny would
 * lock everybody out
 */
export async function bucketSettings(at: BucketAt, emulator: boolean): Promise<BucketSetting[]> {
  const s3 = await import('@aws-sdk/client-s3');
  const { client, bucket, account } = at;
  const owned = { Bucket: bucket, ExpectedBucketOwner: account };
  const settings: BucketSetting[] = [
    {
      name: 'public access block',
      operation: 's3:PutBucketPublicAccessBlock',
      isSet: () =>
        unlessUnset(async () => {
          const { PublicAccessBlockConfiguration: found } = await client.send(
            new s3.GetPublicAccessBlockCommand(owned),
          );
          return Object.keys(blocked).every((name) => found?.[name as keyof typeof blocked] === true);
        }),
      set: async () => {
        await client.send(
          new s3.PutPublicAccessBlockCommand({ ...owned, PublicAccessBlockConfiguration: blocked }),
        );
      },
    },
    {
      name: 'encryption',
      operation: 's3:PutEncryptionConfiguration',
      isSet: () =>
        unlessUnset(async () => {
          const found = await client.send(new s3.GetBucketEncryptionCommand(owned));
          // The choice of the key is up to the account.
          return (found.ServerSideEncryptionConfiguration?.Rules ?? []).some(
            ({ ApplyServerSideEncryptionByDefault: by }) => by?.SSEAlgorithm?.startsWith('aws:kms') ?? false,
          );
        }),
      set: async () => {
        await client.send(
          new s3.PutBucketEncryptionCommand({
            ...owned,
            ServerSideEncryptionConfiguration: {
              Rules: [
                { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' }, BucketKeyEnabled: true },
              ],
            },
          }),
        );
      },
    },
    {
      name: 'object ownership',
      operation: 's3:PutBucketOwnershipControls',
      isSet: () =>
        unlessUnset(async () => {
          const found = await client.send(new s3.GetBucketOwnershipControlsCommand(owned));
          return found.OwnershipControls?.Rules?.[0]?.ObjectOwnership === 'BucketOwnerEnforced';
        }),
      set: async () => {
        await client.send(
          new s3.PutBucketOwnershipControlsCommand({
            ...owned,
            OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
          }),
        );
      },
    },
  ];
  return [...settings, ...(emulator ? [] : [tlsOnly(at, s3)]), versioning(at, s3)];
}

/**
 * Keeps every version of a state. This setting is made last: a bucket that has it has all settings, so that a run needs
 * to check only this one.
 */
export function versioning(
  { client, bucket, account }: BucketAt,
  s3: typeof import('@aws-sdk/client-s3'),
): BucketSetting {
  const owned = { Bucket: bucket, ExpectedBucketOwner: account };
  return {
    name: 'versioning',
    operation: 's3:PutBucketVersioning',
    isSet: async () => (await client.send(new s3.GetBucketVersioningCommand(owned))).Status === 'Enabled',
    set: async () => {
      await client.send(
        new s3.PutBucketVersioningCommand({ ...owned, VersioningConfiguration: { Status: 'Enabled' } }),
      );
    },
  };
}

interface Statement {
  readonly Sid?: string;
}

/** The policy that refuses plain HTTP. Statements that somebody else has added to the bucket policy stay. */
function tlsOnly(
  { client, bucket, account }: BucketAt,
  s3: typeof import('@aws-sdk/client-s3'),
): BucketSetting {
  const owned = { Bucket: bucket, ExpectedBucketOwner: account };
  const statement = {
    Sid: 'DenyPlainHttp',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
  const statements = async (): Promise<Statement[]> => {
    try {
      const { Policy = '{}' } = await client.send(new s3.GetBucketPolicyCommand(owned));
      return [(JSON.parse(Policy) as { Statement?: Statement | Statement[] }).Statement ?? []].flat();
    } catch (error) {
      if (!isUnset(error)) throw error;
      return [];
    }
  };
  return {
    name: 'policy that takes TLS only',
    operation: 's3:PutBucketPolicy',
    isSet: async () =>
      (await statements()).some((found) => JSON.stringify(found) === JSON.stringify(statement)),
    set: async () => {
      const others = (await statements()).filter(({ Sid }) => Sid !== statement.Sid);
      await client.send(
        new s3.PutBucketPolicyCommand({
          ...owned,
          Policy: JSON.stringify({ Version: '2012-10-17', Statement: [...others, statement] }),
        }),
      );
    },
  };
}

async function unlessUnset(isSet: () => Promise<boolean>): Promise<boolean> {
  try {
    return await isSet();
  } catch (error) {
    if (isUnset(error)) return false;
    throw error;
  }
}

/**
 * For most settings, S3 returns an error of a special name, and not an empty document, if the setting was never made.
 */
function isUnset(error: unknown): boolean {
  return [
    'NoSuchPublicAccessBlockConfiguration',
    'ServerSideEncryptionConfigurationNotFoundError',
    'OwnershipControlsNotFoundError',
    'NoSuchBucketPolicy',
  ].includes((error as Error).name);
}

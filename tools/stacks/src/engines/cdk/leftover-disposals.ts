import { shellWord } from '@bulkhead/errors';
import { awsCommand } from '../../workspace/printed-commands';
import { openClient } from '../../retries/open-client';
import { openS3 } from '../../retries/s3-client';
import { emptyBucket } from './empty-bucket';
import { type StackSite } from './stack-site';

/** How the tool finds, checks and deletes a leftover of one type. */
export interface Disposal {
  arn(id: string, where: StackSite): string;
  exists(id: string, where: StackSite): Promise<boolean>;
  isEmpty(id: string, where: StackSite): Promise<boolean>;
  /** Deletes the leftover and its content. */
  delete(id: string, where: StackSite): Promise<void>;
  /** The command with which a person deletes the leftover. */
  command(id: string, where: StackSite): string;
}

/** The types that the stacks of the platform retain, by their name in CloudFormation. */
export const disposals: Readonly<Record<string, Disposal>> = {
  'AWS::S3::Bucket': {
    arn: (name) => `arn:aws:s3:::${name}`,
    exists: (Bucket, where) =>
      withS3(where, async (client, { HeadBucketCommand }) => {
        await client.send(new HeadBucketCommand({ Bucket, ExpectedBucketOwner: where.account }));
      }),
    isEmpty: async (Bucket, { region, account }) => {
      const { ListObjectVersionsCommand } = await import('@aws-sdk/client-s3');
      const client = await openS3(region);
      try {
        const page = { Bucket, ExpectedBucketOwner: account, MaxKeys: 1 };
        const { Versions = [], DeleteMarkers = [] } = await client.send(new ListObjectVersionsCommand(page));
        return Versions.length + DeleteMarkers.length === 0;
      } finally {
        client.destroy();
      }
    },
    delete: async (Bucket, where) => {
      await emptyBucket(where, Bucket);
      await withS3(where, async (client, { DeleteBucketCommand }) => {
        await client.send(new DeleteBucketCommand({ Bucket, ExpectedBucketOwner: where.account }));
      });
    },
    command: (name, { region }) =>
      awsCommand(`s3 rb ${shellWord(`s3://${name}`)} --force --region ${region}`),
  },
  'AWS::Logs::LogGroup': {
    arn: (name, { region, account }) => `arn:aws:logs:${region}:${account}:log-group:${name}`,
    exists: (name, where) =>
      withLogs(where, async (client, { DescribeLogGroupsCommand }) => {
        const { logGroups = [] } = await client.send(
          new DescribeLogGroupsCommand({ logGroupNamePrefix: name }),
        );
        return logGroups.some(({ logGroupName }) => logGroupName === name);
      }),
    isEmpty: (logGroupName, where) =>
      withLogs(where, async (client, { FilterLogEventsCommand }) => {
        const { events = [] } = await client.send(new FilterLogEventsCommand({ logGroupName, limit: 1 }));
        return events.length === 0;
      }),
    delete: (logGroupName, where) =>
      withLogs(where, async (client, { DeleteLogGroupCommand }) => {
        await client.send(new DeleteLogGroupCommand({ logGroupName }));
      }),
    command: (name, { region }) =>
      awsCommand(`logs delete-log-group --region ${region} --log-group-name ${shellWord(name)}`),
  },
  'AWS::KMS::Key': {
    arn: (id, { region, account }) => `arn:aws:kms:${region}:${account}:key/${id}`,
    exists: (KeyId, where) =>
      withKms(where, async (client, { DescribeKeyCommand }) => {
        const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId }));
        return KeyMetadata?.KeyState !== 'PendingDeletion';
      }),
    // A key does not know the data that is encrypted with it.
    isEmpty: async () => false,
    delete: (KeyId, where) =>
      withKms(where, async (client, { ScheduleKeyDeletionCommand }) => {
        // KMS waits for 30 days; until then the deletion can be cancelled.
        await client.send(new ScheduleKeyDeletionCommand({ KeyId }));
      }),
    command: (id, { region }) =>
      awsCommand(`kms schedule-key-deletion --region ${region} --key-id ${shellWord(id)}`),
  },
  'AWS::SQS::Queue': {
    arn: (url, { region, account }) => `arn:aws:sqs:${region}:${account}:${lastPart(url)}`,
    exists: (QueueUrl, where) => queueExists(QueueUrl, where),
    isEmpty: async (QueueUrl, where) => {
      const { Attributes = {} } = await queueAttributes(QueueUrl, where);
      return Object.values(Attributes).every((count) => count === '0');
    },
    delete: (QueueUrl, where) =>
      withSqs(where, async (client, { DeleteQueueCommand }) => {
        await client.send(new DeleteQueueCommand({ QueueUrl }));
      }),
    command: (url, { region }) =>
      awsCommand(`sqs delete-queue --region ${region} --queue-url ${shellWord(url)}`),
  },
};

type S3 = typeof import('@aws-sdk/client-s3');
type Logs = typeof import('@aws-sdk/client-cloudwatch-logs');
type Sqs = typeof import('@aws-sdk/client-sqs');
type Kms = typeof import('@aws-sdk/client-kms');

/** False if there is no such bucket. */
async function withS3(
  { region }: StackSite,
  work: (client: InstanceType<S3['S3Client']>, lib: S3) => Promise<void>,
): Promise<boolean> {
  const [lib, client] = await Promise.all([import('@aws-sdk/client-s3'), openS3(region)]);
  try {
    await work(client, lib);
    return true;
  } catch (error) {
    if (error instanceof Error && /^(NotFound|NoSuchBucket)$/.test(error.name)) return false;
    throw error;
  } finally {
    client.destroy();
  }
}

async function withLogs<T>(
  { region }: StackSite,
  work: (client: InstanceType<Logs['CloudWatchLogsClient']>, lib: Logs) => Promise<T>,
): Promise<T> {
  const lib = await import('@aws-sdk/client-cloudwatch-logs');
  const client = await openClient(lib.CloudWatchLogsClient, region);
  return work(client, lib).finally(() => client.destroy());
}

async function withKms<T>(
  { region }: StackSite,
  work: (client: InstanceType<Kms['KMSClient']>, lib: Kms) => Promise<T>,
): Promise<T> {
  const lib = await import('@aws-sdk/client-kms');
  const client = await openClient(lib.KMSClient, region);
  return work(client, lib).finally(() => client.destroy());
}

async function withSqs<T>(
  { region }: StackSite,
  work: (client: InstanceType<Sqs['SQSClient']>, lib: Sqs) => Promise<T>,
): Promise<T> {
  const lib = await import('@aws-sdk/client-sqs');
  const client = await openClient(lib.SQSClient, region, { useQueueUrlAsEndpoint: false });
  return work(client, lib).finally(() => client.destroy());
}

async function queueAttributes(QueueUrl: string, where: StackSite) {
  return withSqs(where, (client, { GetQueueAttributesCommand }) =>
    client.send(
      new GetQueueAttributesCommand({
        QueueUrl,
        AttributeNames: [
          'ApproximateNumberOfMessages',
          'ApproximateNumberOfMessagesNotVisible',
          'ApproximateNumberOfMessagesDelayed',
        ],
      }),
    ),
  );
}

async function queueExists(url: string, where: StackSite): Promise<boolean> {
  try {
    await queueAttributes(url, where);
    return true;
  } catch (error) {
    if (error instanceof Error && /QueueDoesNotExist|NonExistentQueue/.test(error.name)) return false;
    throw error;
  }
}

/** The name at the end of an ARN or a URL. */
export function lastPart(id: string): string {
  return id.replace(/^.*\//, '');
}

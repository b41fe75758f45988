import type { S3Client } from '@aws-sdk/client-s3';
import { type AdditionKind, type Declares } from '../addition-kind';
import { askEach, whereThere } from '../asking';
import { canonicalDocument } from '../canonical-document';
import { text } from '../deployed-resource';

type S3 = typeof import('@aws-sdk/client-s3');

/** A part of a bucket that is an object of its own in the API, and exists at most once. */
interface BucketPart {
  /** The name in S3: `bucket policy`. */
  readonly name: string;
  /** Terraform types that declare the part. */
  readonly terraform: readonly string[];
  /** The block of Terraform's bucket that declares the part in older configurations. */
  readonly block: string;
  /** The property of `AWS::S3::Bucket` that declares the part, and the type that does. @default none */
  readonly property?: string;
  readonly type?: string;
  /** Reads the part. Undefined if the bucket has none. */
  read(s3: S3, client: S3Client, Bucket: string): Promise<unknown>;
  /** Why AWS itself made the part that was read. @default somebody else made it */
  ofAws?(found: unknown): string | undefined;
  remove(s3: S3, client: S3Client, Bucket: string): Promise<unknown>;
}

const ofBucket: Declares = ({ attributes: a }) => [
  { parent: text(a['bucket'] ?? a['Bucket']), content: 'set' },
];

/**
 * The kind of children for one part of a bucket. If a part is declared, its content is an attribute of the declaration.
 */
function kindOf(part: BucketPart): AdditionKind {
  return {
    name: part.name,
    parents: {
      aws_s3_bucket: ({ physicalId }) => physicalId,
      'AWS::S3::Bucket': ({ physicalId }) => physicalId,
    },
    declares: {
      ...Object.fromEntries(part.terraform.map((type) => [type, ofBucket])),
      ...(part.type && { [part.type]: ofBucket }),
      'AWS::S3::Bucket': ({ physicalId, attributes }) =>
        part.property && attributes[part.property] !== undefined
          ? [{ parent: physicalId, content: 'set' }]
          : [],
    },
    compared: { aws_s3_bucket: [part.block] },
    async list(buckets, services) {
      const s3 = await import('@aws-sdk/client-s3');
      const client = await services.s3();
      return askEach(buckets, async (bucket) => {
        const found = await whereThere(part.read(s3, client, bucket));
        if (found === undefined) return [];
        const why = part.ofAws?.(found);
        return [
          {
            parent: bucket,
            content: 'set',
            detail: canonicalDocument(found),
            ...(why && { byAws: why }),
            remove: () => part.remove(s3, client, bucket),
          },
        ];
      });
    },
  };
}

/** The content of an answer, without the answer's metadata. Undefined if nothing is left. */
function said(answer: object): unknown {
  const known = Object.entries(answer).filter(
    ([name, value]) =>
      name !== '$metadata' && value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return known.length > 0 ? Object.fromEntries(known) : undefined;
}

const parts: readonly BucketPart[] = [
  {
    name: 'policy of a bucket',
    terraform: ['aws_s3_bucket_policy'],
    block: 'policy',
    type: 'AWS::S3::BucketPolicy',
    read: async (s3, client, Bucket) => (await client.send(new s3.GetBucketPolicyCommand({ Bucket }))).Policy,
    remove: (s3, client, Bucket) => client.send(new s3.DeleteBucketPolicyCommand({ Bucket })),
  },
  {
    name: 'CORS configuration of a bucket',
    terraform: ['aws_s3_bucket_cors_configuration'],
    block: 'cors_rule',
    property: 'CorsConfiguration',
    read: async (s3, client, Bucket) => said(await client.send(new s3.GetBucketCorsCommand({ Bucket }))),
    remove: (s3, client, Bucket) => client.send(new s3.DeleteBucketCorsCommand({ Bucket })),
  },
  {
    name: 'website configuration of a bucket',
    terraform: ['aws_s3_bucket_website_configuration'],
    block: 'website',
    property: 'WebsiteConfiguration',
    read: async (s3, client, Bucket) => said(await client.send(new s3.GetBucketWebsiteCommand({ Bucket }))),
    remove: (s3, client, Bucket) => client.send(new s3.DeleteBucketWebsiteCommand({ Bucket })),
  },
  {
    name: 'replication configuration of a bucket',
    terraform: ['aws_s3_bucket_replication_configuration'],
    block: 'replication_configuration',
    property: 'ReplicationConfiguration',
    read: async (s3, client, Bucket) =>
      (await client.send(new s3.GetBucketReplicationCommand({ Bucket }))).ReplicationConfiguration,
    remove: (s3, client, Bucket) => client.send(new s3.DeleteBucketReplicationCommand({ Bucket })),
  },
  {
    name: 'lifecycle configuration of a bucket',
    terraform: ['aws_s3_bucket_lifecycle_configuration'],
    block: 'lifecycle_rule',
    property: 'LifecycleConfiguration',
    read: async (s3, client, Bucket) =>
      (await client.send(new s3.GetBucketLifecycleConfigurationCommand({ Bucket }))).Rules,
    remove: (s3, client, Bucket) => client.send(new s3.DeleteBucketLifecycleCommand({ Bucket })),
  },
  {
    name: 'notification configuration of a bucket',
    terraform: ['aws_s3_bucket_notification'],
    block: 'notification',
    property: 'NotificationConfiguration',
    read: async (s3, client, Bucket) =>
      said(await client.send(new s3.GetBucketNotificationConfigurationCommand({ Bucket }))),
    // Events to EventBridge alone send nothing anywhere until a rule of the account asks for them.
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html
    ofAws: (found) =>
      Object.keys(found as object).every((key) => key === 'EventBridgeConfiguration')
        ? 'events to EventBridge, which reach only rules'
        : undefined,
    remove: (s3, client, Bucket) =>
      client.send(
        new s3.PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration: {} }),
      ),
  },
  {
    name: 'access logging of a bucket',
    terraform: ['aws_s3_bucket_logging'],
    block: 'logging',
    property: 'LoggingConfiguration',
    read: async (s3, client, Bucket) =>
      (await client.send(new s3.GetBucketLoggingCommand({ Bucket }))).LoggingEnabled,
    remove: (s3, client, Bucket) =>
      client.send(new s3.PutBucketLoggingCommand({ Bucket, BucketLoggingStatus: {} })),
  },
  {
    name: 'access control list of a bucket',
    terraform: ['aws_s3_bucket_acl'],
    block: 'acl',
    property: 'AccessControl',
    read: async (s3, client, Bucket) => {
      const { Grants = [], Owner } = await client.send(new s3.GetBucketAclCommand({ Bucket }));
      // https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html: "When you create a bucket, S3 creates
      // a default ACL that grants the resource owner full control".
      const others = Grants.filter(
        ({ Grantee, Permission }) => Grantee?.ID !== Owner?.ID || Permission !== 'FULL_CONTROL',
      );
      return others.length > 0 ? others : undefined;
    },
    remove: (s3, client, Bucket) => client.send(new s3.PutBucketAclCommand({ Bucket, ACL: 'private' })),
  },
];

/** The parts of buckets, one kind for each. */
export const bucketSettings: readonly AdditionKind[] = parts.map(kindOf);

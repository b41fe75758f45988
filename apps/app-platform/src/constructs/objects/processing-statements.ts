import { functionNetworkInterfaces, functionTelemetry } from '@bulkhead/iam-policies';
import { type NameScope } from '@bulkhead/naming';
import { processingNames } from './processing-names';

/** The bucket whose objects are processed. */
export interface DataBucket {
  readonly name: string;
  readonly arn: string;
  /** ARN of the key of its objects. */
  readonly keyArn: string;
}

export interface ProcessingAccess {
  readonly nameScope: NameScope;
  readonly bucket: DataBucket;
  /** Prefixes of the object keys to process. An empty list means all objects. */
  readonly keyPrefixes: readonly string[];
  readonly logGroupArn: string;
  readonly deadLetterQueueArn: string;
  /** ARN of the key of that queue. */
  readonly keyArn: string;
}

/**
 * The permissions of the function: inspect and tag objects of the one bucket, write its log, and keep failed events.
 */
export function processingStatements(access: ProcessingAccess): object[] {
  const { nameScope, logGroupArn } = access;
  const { region } = nameScope;
  return [
    ...inspectObjects(access),
    ...keepFailures(access),
    ...functionTelemetry({ region, logGroupArn }),
    ...functionNetworkInterfaces({ region, functionArn: processingNames(nameScope).functionArn }),
  ];
}

/**
 * S3 has no separate permission for the head of an object: it needs the permission to read the object. The key can be
 * used only through S3, for a checksum.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
 */
function inspectObjects({ nameScope, bucket, keyPrefixes }: ProcessingAccess): object[] {
  const { account, region } = nameScope;
  const objects = (keyPrefixes.length > 0 ? keyPrefixes : ['']).map((prefix) => `${bucket.arn}/${prefix}*`);
  // If our bucket is deleted, somebody else could create a bucket of this name. The condition excludes that bucket.
  const Condition = { StringEquals: { 'aws:ResourceAccount': account } };
  return [
    {
      Sid: 'AskForObjects',
      Effect: 'Allow',
      Action: ['s3:GetObjectVersion', 's3:GetObjectVersionTagging'],
      Resource: objects,
      Condition,
    },
    {
      Sid: 'TagObjects',
      Effect: 'Allow',
      // https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html: tagging a version also needs the
      // second action
      Action: ['s3:PutObjectTagging', 's3:PutObjectVersionTagging'],
      Resource: objects,
      Condition,
    },
    {
      // If an object is gone, S3 says so only to callers that may list the bucket. It tells others that access is
      // denied.
      Sid: 'LearnWhatIsGone',
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: bucket.arn,
      Condition,
    },
    {
      Sid: 'DecryptChecksums',
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: bucket.keyArn,
      Condition: {
        StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` },
        // With a bucket key, S3 names the bucket to KMS. Otherwise S3 names the object.
        ArnLike: { 'kms:EncryptionContext:aws:s3:arn': [bucket.arn, `${bucket.arn}/*`] },
      },
    },
  ];
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
function keepFailures({ nameScope, deadLetterQueueArn, keyArn }: ProcessingAccess): object[] {
  return [
    { Sid: 'KeepFailures', Effect: 'Allow', Action: 'sqs:SendMessage', Resource: deadLetterQueueArn },
    {
      Sid: 'EncryptFailures',
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: keyArn,
      Condition: { StringEquals: { 'kms:ViaService': `sqs.${nameScope.region}.amazonaws.com` } },
    },
  ];
}

import { functionNetworkInterfaces } from '@bulkhead/iam-policies';
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
  /** Beginnings of the keys of what is processed; none for all of it. */
  readonly keyPrefixes: readonly string[];
  readonly logGroupArn: string;
  readonly deadLetterQueueArn: string;
  /** ARN of the key of that queue. */
  readonly keyArn: string;
}

/** What the function may: judge objects of the one bucket and tag them, write its log, and keep what failed. */
export function processingStatements(access: ProcessingAccess): object[] {
  const { nameScope, logGroupArn } = access;
  const { region } = nameScope;
  return [
    ...inspectObjects(access),
    ...keepFailures(access),
    {
      Sid: 'WriteLog',
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      // The ARN of a log group ends in `:*`, which stands for its streams.
      Resource: logGroupArn,
    },
    {
      Sid: 'Trace',
      Effect: 'Allow',
      Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
      // X-Ray knows no resources for them: a trace is written, and none is read.
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': region } },
    },
    ...functionNetworkInterfaces({ region, functionArn: processingNames(nameScope).functionArn }),
  ];
}

/**
 * S3 has no right to ask for the head of an object that is not also one to read it; the key opens nothing but through
 * S3, for a checksum.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
 */
function inspectObjects({ nameScope, bucket, keyPrefixes }: ProcessingAccess): object[] {
  const { account, region } = nameScope;
  const objects = (keyPrefixes.length > 0 ? keyPrefixes : ['']).map((prefix) => `${bucket.arn}/${prefix}*`);
  // A bucket of this name that somebody else makes when ours is gone is not ours.
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
      // https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html: the second one also, for a version
      Action: ['s3:PutObjectTagging', 's3:PutObjectVersionTagging'],
      Resource: objects,
      Condition,
    },
    {
      // Of what is gone S3 says so to those who may list, and to others that they may not ask.
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
        // With a bucket key it is the bucket that S3 names to KMS, and else the object.
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

import { type HeadObjectCommandOutput, type Tag } from '@aws-sdk/client-s3';
import { type Demands } from './settings';

/**
 * The tag of an inspected object: `accepted`, or `rejected:` with the reasons. To let somebody read only accepted
 * objects, add a condition on `s3:ExistingObjectTag/bulkhead:inspection` to the policy.
 */
export const inspectionTag = 'bulkhead:inspection';

/**
 * The maximum number of tags of an object. https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html
 */
export const mostTags = 10;

/** Possible faults of an object, in the order of the verdict. */
export type Fault = 'empty' | 'encryption' | 'key' | 'content-type';

/** The metadata from S3 that is judged. */
export type ObjectHead = Pick<
  HeadObjectCommandOutput,
  'ContentLength' | 'ContentType' | 'ServerSideEncryption' | 'SSEKMSKeyId'
>;

/** The faults of an object. They depend only on its version, so the result is always the same. */
export function faultsOf(head: ObjectHead, { keyArn, contentTypes }: Demands): readonly Fault[] {
  const isEncrypted = head.ServerSideEncryption === 'aws:kms';
  // `text/csv; charset=utf-8` has the type text/csv, and media types ignore case.
  const contentType = head.ContentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return [
    ...(head.ContentLength ? [] : (['empty'] as const)),
    ...(isEncrypted ? [] : (['encryption'] as const)),
    ...(isEncrypted && head.SSEKMSKeyId !== keyArn ? (['key'] as const) : []),
    ...(contentTypes && !contentTypes.includes(contentType) ? (['content-type'] as const) : []),
  ];
}

/** The value of the tag, with only characters that S3 accepts. */
export function verdict(faults: readonly Fault[]): string {
  return faults.length === 0 ? 'accepted' : `rejected: ${faults.join(' ')}`;
}

/** The tags of an object with the verdict added; undefined if they already contain it. */
export function withVerdict(tags: readonly Tag[], value: string): Tag[] | undefined {
  if (tags.some((tag) => tag.Key === inspectionTag && tag.Value === value)) return undefined;
  return [...tags.filter(({ Key }) => Key !== inspectionTag), { Key: inspectionTag, Value: value }];
}

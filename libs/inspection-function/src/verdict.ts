import { type HeadObjectCommandOutput, type Tag } from '@aws-sdk/client-s3';
import { type Demands } from './settings';

/**
 * The tag of an object that was inspected: `accepted`, or `rejected:` and the reasons. A policy that lets somebody read
 * only what was accepted has a condition on `s3:ExistingObjectTag/bulkhead:inspection`.
 */
export const inspectionTag = 'bulkhead:inspection';

/** S3 keeps so many tags of an object. https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html */
export const mostTags = 10;

/** What can be wrong with an object, in the order in which it is said. */
export type Fault = 'empty' | 'encryption' | 'key' | 'content-type';

/** What S3 says of an object, as far as it is judged. */
export type ObjectHead = Pick<
  HeadObjectCommandOutput,
  'ContentLength' | 'ContentType' | 'ServerSideEncryption' | 'SSEKMSKeyId'
>;

/** What is wrong with an object: a matter of its version alone, and so the same whenever it is asked. */
export function faultsOf(head: ObjectHead, { keyArn, contentTypes }: Demands): readonly Fault[] {
  const isEncrypted = head.ServerSideEncryption === 'aws:kms';
  // `text/csv; charset=utf-8` is of type text/csv, and media types know no case.
  const contentType = head.ContentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return [
    ...(head.ContentLength ? [] : (['empty'] as const)),
    ...(isEncrypted ? [] : (['encryption'] as const)),
    ...(isEncrypted && head.SSEKMSKeyId !== keyArn ? (['key'] as const) : []),
    ...(contentTypes && !contentTypes.includes(contentType) ? (['content-type'] as const) : []),
  ];
}

/** The value of the tag, of the characters that S3 takes in one. */
export function verdict(faults: readonly Fault[]): string {
  return faults.length === 0 ? 'accepted' : `rejected: ${faults.join(' ')}`;
}

/** The tags of an object with the verdict among them, or nothing where they say so already. */
export function withVerdict(tags: readonly Tag[], value: string): Tag[] | undefined {
  if (tags.some((tag) => tag.Key === inspectionTag && tag.Value === value)) return undefined;
  return [...tags.filter(({ Key }) => Key !== inspectionTag), { Key: inspectionTag, Value: value }];
}

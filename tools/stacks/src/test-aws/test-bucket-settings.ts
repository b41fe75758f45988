import { TestRefusal } from './query-protocol';
import { type TestObject } from './test-objects';

/** A setting of a bucket. S3 has a part of the bucket's address for it. */
interface BucketSetting {
  /** The operations are `Put…` and `Get…` with this name. */
  readonly name: string;
  /** The answer of S3 if nobody has set it. @default an empty document */
  readonly unset?: TestRefusal;
}

/** By the part of the address: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html */
export const bucketSettings: Readonly<Record<string, BucketSetting>> = {
  versioning: { name: 'BucketVersioning' },
  encryption: {
    name: 'BucketEncryption',
    unset: new TestRefusal('ServerSideEncryptionConfigurationNotFoundError', 'It was not found', 404),
  },
  publicAccessBlock: {
    name: 'PublicAccessBlock',
    unset: new TestRefusal('NoSuchPublicAccessBlockConfiguration', 'It was not found', 404),
  },
  ownershipControls: {
    name: 'BucketOwnershipControls',
    unset: new TestRefusal('OwnershipControlsNotFoundError', 'It was not found', 404),
  },
  policy: {
    name: 'BucketPolicy',
    unset: new TestRefusal('NoSuchBucketPolicy', 'The bucket policy does not exist', 404),
  },
};

const emptyDocuments: Readonly<Record<string, string>> = {
  versioning: '<VersioningConfiguration/>',
};

/** Answers a call about one setting: returns the text that was put. */
export function settingOf(bucket: TestObject, setting: string, method: string, body: string): string {
  if (method === 'PUT') {
    bucket.attributes[setting] = body;
    return '';
  }
  const kept = bucket.attributes[setting];
  const { unset } = bucketSettings[setting] ?? {};
  if (kept === undefined && unset) throw unset;
  return kept ?? emptyDocuments[setting] ?? '';
}

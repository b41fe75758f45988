import {
  S3BucketLifecycleConfiguration,
  type S3BucketLifecycleConfigurationRule,
} from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { type AgeSettings } from '@bulkhead/config';
import { Construct } from 'constructs';
import { type PrivateBucket } from './private-bucket';

/** An upload that was begun a week ago and is not complete never will be; its parts are paid for all the same. */
const uploadsEndAfterDays = 7;

export interface BucketLifecycleProps {
  readonly bucket: PrivateBucket;
  /** What becomes of current versions. */
  readonly current: AgeSettings;
  /** What becomes of versions that were replaced or deleted. */
  readonly noncurrent: AgeSettings & { readonly deleteAfterDays: number };
}

/** How the objects of a bucket grow old. */
export class BucketLifecycle extends Construct {
  constructor(scope: Construct, id: string, { bucket, current, noncurrent }: BucketLifecycleProps) {
    super(scope, id);
    new S3BucketLifecycleConfiguration(this, 'configuration', {
      bucket: bucket.bucket.bucket,
      rule: [...currentVersions(current), noncurrentVersions(noncurrent), incompleteUploads],
      dependsOn: [bucket.versioning],
    });
  }
}

type Rule = S3BucketLifecycleConfigurationRule;

const everything = { status: 'Enabled', filter: [{ prefix: '' }] };

const incompleteUploads: Rule = {
  id: 'incomplete-uploads',
  ...everything,
  abortIncompleteMultipartUpload: [{ daysAfterInitiation: uploadsEndAfterDays }],
};

/** To delete a version is to put a delete marker before it; a marker before nothing is removed, by itself or by a rule. */
function currentVersions(ages: AgeSettings): Rule[] {
  const { deleteAfterDays } = ages;
  const transition = steps(ages).map(({ days, storageClass }) => ({ days, storageClass }));
  const expiration = deleteAfterDays ? { days: deleteAfterDays } : { expiredObjectDeleteMarker: true };
  return [
    {
      id: 'current-versions',
      ...everything,
      ...(transition.length > 0 && { transition }),
      expiration: [expiration],
    },
  ];
}

function noncurrentVersions(ages: BucketLifecycleProps['noncurrent']): Rule {
  const transition = steps(ages).map(({ days, storageClass }) => ({ noncurrentDays: days, storageClass }));
  return {
    id: 'noncurrent-versions',
    ...everything,
    ...(transition.length > 0 && { noncurrentVersionTransition: transition }),
    noncurrentVersionExpiration: [{ noncurrentDays: ages.deleteAfterDays }],
  };
}

function steps({ infrequentAccessAfterDays, archiveAfterDays }: AgeSettings) {
  return [
    ...(infrequentAccessAfterDays ? [{ days: infrequentAccessAfterDays, storageClass: 'STANDARD_IA' }] : []),
    // S3 Glacier Flexible Retrieval, by its name in the API.
    ...(archiveAfterDays ? [{ days: archiveAfterDays, storageClass: 'GLACIER' }] : []),
  ];
}

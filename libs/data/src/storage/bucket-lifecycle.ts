import {
  S3BucketLifecycleConfiguration,
  type S3BucketLifecycleConfigurationRule,
} from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { type AgeSettings } from '@bulkhead/config';
import { Construct } from 'constructs';
import { type PrivateBucket } from './private-bucket';

/** An upload that is incomplete after a week will never be completed. Its parts cost money until they are deleted. */
const uploadsEndAfterDays = 7;

export interface BucketLifecycleProps {
  readonly bucket: PrivateBucket;
  /** The lifecycle of current versions. */
  readonly current: AgeSettings;
  /** The lifecycle of replaced or deleted versions. */
  readonly noncurrent: AgeSettings & { readonly deleteAfterDays: number };
}

/** The lifecycle of the objects of a bucket. */
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

/**
 * Deleting a version adds a delete marker in front of it. S3 or a rule removes a delete marker without versions behind
 * it.
 */
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
    // The name of S3 Glacier Flexible Retrieval in the API.
    ...(archiveAfterDays ? [{ days: archiveAfterDays, storageClass: 'GLACIER' }] : []),
  ];
}

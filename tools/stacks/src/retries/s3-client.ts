import type { S3Client } from '@aws-sdk/client-s3';
import { openClient } from './open-client';

/**
 * A client of S3, for its caller to destroy.
 *
 * @param region name of the region, such as `us-east-1`
 */
export async function openS3(region: string): Promise<S3Client> {
  const { S3Client } = await import('@aws-sdk/client-s3');
  // The emulator serves buckets by path; AWS still does where an endpoint is named.
  return openClient(S3Client, region, { forcePathStyle: process.env['AWS_ENDPOINT_URL'] !== undefined });
}

import type { S3Client } from '@aws-sdk/client-s3';
import { openClient } from './open-client';

/**
 * Opens a client of S3. The caller destroys it.
 *
 * @param region name of the region, such as `us-east-1`
 */
export async function openS3(region: string): Promise<S3Client> {
  const { S3Client } = await import('@aws-sdk/client-s3');
  // The emulator serves buckets by path. So does AWS if an endpoint is named.
  return openClient(S3Client, region, { forcePathStyle: process.env['AWS_ENDPOINT_URL'] !== undefined });
}

import { takesServerAccessLogs, undeliverable } from '../reading/log-buckets';
import { resourceRule } from './resource-rule';

/**
 * S3 delivers server access logs only to a bucket that is encrypted with S3's own key and has no Object Lock.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export const accessLogBucket = resourceRule({
  id: 'access-log-bucket',
  title: 'S3 can deliver to a bucket for server access logs.',
  controls: ['164.308(a)(1)(ii)(D)', '164.312(b)'],
  pitfall: 17,
  types: ['AWS::S3::Bucket'],
  judge: (resource, place) =>
    takesServerAccessLogs({ stack: place.stack, resource }, place)
      ? undeliverable(resource)
      : 'not-applicable',
});

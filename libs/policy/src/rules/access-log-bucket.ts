import { takesServerAccessLogs, undeliverable } from '../reading/log-buckets';
import { resourceRule } from './resource-rule';

/**
 * S3 delivers server access logs to a bucket encrypted with its own key and without Object Lock, or not at all.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export const accessLogBucket = resourceRule({
  id: 'access-log-bucket',
  title: 'A bucket for server access logs is one that S3 can deliver to.',
  controls: ['164.308(a)(1)(ii)(D)', '164.312(b)'],
  pitfall: 17,
  types: ['AWS::S3::Bucket'],
  judge: (resource, place) =>
    takesServerAccessLogs({ stack: place.stack, resource }, place)
      ? undeliverable(resource)
      : 'not-applicable',
});

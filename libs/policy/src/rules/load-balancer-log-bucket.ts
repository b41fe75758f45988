import { takesLoadBalancerLogs, undeliverable } from '../reading/log-buckets';
import { resourceRule } from './resource-rule';

/**
 * Load balancers deliver access logs only to a bucket that is encrypted with S3's own key and has no Object Lock.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
export const loadBalancerLogBucket = resourceRule({
  id: 'load-balancer-log-bucket',
  title: 'Load balancers can deliver to the bucket for their access logs.',
  controls: ['164.308(a)(1)(ii)(D)', '164.312(b)'],
  pitfall: 16,
  types: ['AWS::S3::Bucket'],
  judge: (resource, place) =>
    takesLoadBalancerLogs({ stack: place.stack, resource }, place)
      ? undeliverable(resource)
      : 'not-applicable',
});

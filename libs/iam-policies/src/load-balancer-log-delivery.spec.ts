import { loadBalancerLogDelivery } from './load-balancer-log-delivery';

test.each([
  ['us-east-1', { AWS: 'arn:aws:iam::127311923021:root' }],
  ['ap-southeast-1', { AWS: 'arn:aws:iam::114774131450:root' }],
  ['ap-southeast-3', { AWS: 'arn:aws:iam::589379963580:root' }],
  ['eu-central-2', { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' }],
  ['me-central-1', { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' }],
])('pitfall 16: in %s access logs come from %j, depending on the age of the region', (region, principal) => {
  expect(loadBalancerLogDelivery(region)).toEqual(principal);
});

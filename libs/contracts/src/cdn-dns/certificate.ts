import { contract, parameter } from '../contract';

/**
 * The certificate of the load balancers of a region, issued for the public name and for its `origin.` name. In an
 * environment without `cdn-dns/certificates`, people write this parameter.
 */
export const certificate = contract('certificate', {
  arn: parameter(
    /arn:[^:]+:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-f-]{36}/,
    'ARN of the ACM certificate of the load balancer',
  ),
});

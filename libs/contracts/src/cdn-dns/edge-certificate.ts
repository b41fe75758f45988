import { contract, parameter } from '../contract';

/**
 * The certificate of the distribution, in us-east-1. It is another one than those of the load balancers, which their
 * regions publish. A distribution without a public name has none.
 */
export const edgeCertificate = contract('edge-certificate', {
  arn: parameter(
    /arn:[^:]+:acm:us-east-1:\d{12}:certificate\/[0-9a-f-]{36}/,
    'ARN of the ACM certificate of the CloudFront distribution',
  ),
});

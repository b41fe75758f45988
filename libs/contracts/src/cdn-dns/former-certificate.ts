import { contract, parameter } from '../contract';

/** The certificate of the earlier public name, while users may still have this name. */
export const formerCertificate = contract('former-certificate', {
  arn: parameter(
    /arn:[^:]+:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-f-]{36}/,
    'ARN of the ACM certificate of the earlier public name, which the load balancer has in addition',
  ),
});

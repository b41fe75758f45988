import { z } from 'zod';
import { text } from '../../../values/text';

const certificateArn = text(
  /^arn:aws:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-f-]{36}$/,
  'the ARN of an ACM certificate',
);

/** The load balancer that faces the internet. */
export const loadBalancer = z
  .strictObject({
    /**
     * ACM certificates by region role, each in its own region. If a certificate is missing, a deploy reads the ARN from
     * `/bulkhead/<environment>/certificate/arn` in that region. Without this parameter the deploy is refused.
     */
    certificateArns: z
      .strictObject({
        /** The certificate of the primary region. */
        primary: certificateArn,
        /** The certificate of the DR region, if the service runs there. */
        dr: certificateArn.optional(),
      })
      .optional(),
    /**
     * How many requests one address may send in five minutes. The next request is refused.
     * https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html
     */
    requestsPerAddress: z.int().min(10).max(2_000_000_000).default(2000),
    /**
     * The action of the rule `SizeRestrictions_BODY`, for a request with a body over 8 KB. Behind a load balancer, the
     * firewall cannot read more than 8 KB. `count` inspects the first 8 KB, lets the request through and logs it;
     * `block` answers 403. A bundle of FHIR resources, a scanned referral or a long form is larger than 8 KB. So set
     * `block` only if the environment has small requests only.
     * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
     */
    sizeRestrictionsBody: z.enum(['count', 'block']).default('count'),
  })
  .prefault({});

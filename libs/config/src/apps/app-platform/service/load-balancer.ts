import { z } from 'zod';
import { text } from '../../../values/text';

const certificateArn = text(
  /^arn:aws:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-f-]{36}$/,
  'the ARN of an ACM certificate',
);

/** The way in from the internet. */
export const loadBalancer = z
  .strictObject({
    /**
     * ACM certificates by region role; each is of its region. Where one is not named, a deploy takes the ARN in
     * `/bulkhead/<environment>/certificate/arn` of that region, and is refused without it.
     */
    certificateArns: z
      .strictObject({
        /** That of the primary region. */
        primary: certificateArn,
        /** That of the DR region, where the service runs there. */
        dr: certificateArn.optional(),
      })
      .optional(),
    /**
     * Requests of one address in five minutes, of which the next is refused.
     * https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html
     */
    requestsPerAddress: z.int().min(10).max(2_000_000_000).default(2000),
    /**
     * What becomes of a request with a body over 8 KB, more than which the firewall cannot read behind a load balancer:
     * the action of the rule `SizeRestrictions_BODY`. `count` lets it through, with the first 8 KB inspected, and says so
     * in the log; `block` answers 403. A bundle of FHIR resources, a scanned referral or a long form is larger than that,
     * so that nobody is refused unless an environment knows that it only has small requests.
     * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
     */
    sizeRestrictionsBody: z.enum(['count', 'block']).default('count'),
  })
  .prefault({});

import { z } from 'zod';
import { text } from '../../text';

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
    certificateArns: z.strictObject({ primary: certificateArn, dr: certificateArn.optional() }).optional(),
    /**
     * Requests of one address in five minutes, of which the next is refused.
     * https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html
     */
    requestsPerAddress: z.int().min(10).max(2_000_000_000).default(2000),
  })
  .prefault({});

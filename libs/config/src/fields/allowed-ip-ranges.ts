import { z } from 'zod';
import { isNetwork, overlap } from '../regions/cidr';

/**
 * A security group has 60 inbound rules, and a load balancer needs two for each range: HTTPS, and HTTP for the
 * redirect.
 * https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
 */
const mostRanges = 30;

/** IPv4 networks that may reach everything that faces the internet. */
export const allowedIpRangesSchema = z
  .array(
    z.string().refine(isNetwork, {
      params: { allowed: 'an IPv4 network with host bits zero, such as 203.0.113.0/24' },
    }),
  )
  .min(1)
  .max(mostRanges)
  .superRefine((ranges, refinement) => {
    if (ranges.length > mostRanges || !ranges.every(isNetwork)) return;
    ranges.forEach((range, index) => {
      const earlier = ranges.slice(0, index).find((other) => overlap(other, range));
      if (earlier === undefined) return;
      refinement.addIssue({
        code: 'custom',
        path: [index],
        params: {
          allowed: `a network that does not overlap ${earlier}: the wider of two ranges also admits addresses outside the narrower one`,
        },
      });
    });
  });

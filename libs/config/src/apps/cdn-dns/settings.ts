import { z } from 'zod';
import { certificatesSchema } from './certificates';
import { edgeSchema } from './edge';
import { routingSchema } from './routing';
import { zoneSchema } from './zone';

/** Settings of `cdn-dns`, by stack. */
export const settings = z
  .strictObject({
    /** The public name and its hosted zone. An environment without a domain has none. */
    zone: zoneSchema.optional(),
    /** The certificates of the load balancers of each region. Without them, people write the ARNs of theirs. */
    certificates: certificatesSchema.optional(),
    /** The CloudFront distribution in front of the platform. */
    edge: edgeSchema.optional(),
    /** The records that lead users to a region. */
    routing: routingSchema.optional(),
  })
  .optional();

export type CdnDnsSettings = NonNullable<z.infer<typeof settings>>;

import { z } from 'zod';

/**
 * The private autonomous system numbers for a Transit Gateway, with 16 and 32 bits.
 * https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html
 */
const isPrivateAsn = (asn: number) =>
  (asn >= 64512 && asn <= 65534) || (asn >= 4200000000 && asn <= 4294967294);

/** Settings of `network`, stack `transit`: a Transit Gateway that can be peered with the other region's gateway. */
export const transitSchema = z.strictObject({
  /**
   * The gateway's autonomous system number. Peered gateways should have different numbers.
   *
   * @change AWS refuses the change while the gateway has BGP sessions
   */
  amazonSideAsn: z.int().refine(isPrivateAsn, {
    params: { allowed: 'a private ASN: 64512 to 65534, or 4200000000 to 4294967294' },
  }),
});

export type TransitSettings = z.infer<typeof transitSchema>;

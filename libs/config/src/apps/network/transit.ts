import { z } from 'zod';

/**
 * The private autonomous system numbers that a Transit Gateway may have, of 16 and of 32 bits.
 * https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html
 */
const isPrivateAsn = (asn: number) =>
  (asn >= 64512 && asn <= 65534) || (asn >= 4200000000 && asn <= 4294967294);

/** Settings of `network`, stack `transit`: a Transit Gateway that can be peered with that of the other region. */
export const transitSchema = z.strictObject({
  /**
   * The gateway's autonomous system number; gateways that are peered should have different ones.
   *
   * @change AWS refuses it while the gateway has BGP sessions
   */
  amazonSideAsn: z.int().refine(isPrivateAsn, {
    params: { allowed: 'a private ASN: 64512 to 65534, or 4200000000 to 4294967294' },
  }),
});

export type TransitSettings = z.infer<typeof transitSchema>;

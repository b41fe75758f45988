import { z } from 'zod';
import { transitSchema } from './transit';
import { vpcSchema } from './vpc';

/** Settings of `network`, by stack. Every environment has a network. */
export const settings = z.strictObject({
  /** The network of the primary region. */
  vpc: vpcSchema,
  /** A Transit Gateway, for a network of two regions. */
  transit: transitSchema.optional(),
});

export type NetworkSettings = z.infer<typeof settings>;

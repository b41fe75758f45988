import { z } from 'zod';
import { transitSchema } from './transit';
import { vpcSchema } from './vpc';

/** Settings of `network`, by stack. Every environment has a network. */
export const settings = z.strictObject({ vpc: vpcSchema, transit: transitSchema.optional() });

export type NetworkSettings = z.infer<typeof settings>;

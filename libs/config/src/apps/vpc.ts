import { z } from 'zod';
import { retention } from './retention';

/** Settings of `network`, stack `vpc`. */
export const vpcSchema = z.strictObject({
  /** How many NAT gateways: 1, or one per availability zone so that a lost zone takes no other's way out. */
  natGateways: z.int().min(1).max(6),
  /** How long VPC flow logs are kept, in days. */
  flowLogRetentionDays: retention,
});

export type VpcSettings = z.infer<typeof vpcSchema>;

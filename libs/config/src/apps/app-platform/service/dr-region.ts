import { z } from 'zod';

/**
 * Settings that differ in the DR region. Without `dr`, the service is not deployed there: a failover then begins with a
 * deploy.
 */
export const drRegion = z
  .strictObject({
    /** How many run there before a failover; with `scaling`, the minimum. */
    desiredCount: z.int().min(1).max(100),
  })
  .optional();

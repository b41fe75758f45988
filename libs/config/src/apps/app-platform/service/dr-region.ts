import { z } from 'zod';

/**
 * What differs in the DR region. Without it the service is not deployed there: a failover then begins with a deploy.
 */
export const drRegion = z
  .strictObject({
    /** How many run there before a failover; with `scaling`, how many at least. */
    desiredCount: z.int().min(1).max(100),
  })
  .optional();

import { z } from 'zod';

/** Settings of `database`, stack `static-assets`. */
export const staticAssetsSchema = z.strictObject({
  /**
   * How long a file that was replaced or deleted can be had back, in days: as long as a release may have to be rolled
   * back to.
   */
  deleteNoncurrentAfterDays: z.int().min(1).max(36_500),
});

export type StaticAssetsSettings = z.infer<typeof staticAssetsSchema>;

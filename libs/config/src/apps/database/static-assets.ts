import { z } from 'zod';

/** Settings of `database`, stack `static-assets`. */
export const staticAssetsSchema = z.strictObject({
  /**
   * How long a replaced or deleted file can be restored, in days. Choose the longest time after which a release may
   * have to be rolled back.
   */
  deleteNoncurrentAfterDays: z.int().min(1).max(36_500),
});

export type StaticAssetsSettings = z.infer<typeof staticAssetsSchema>;

import { z } from 'zod';
import { objectProcessingSchema } from './object-processing';
import { serviceSchema } from './service';

/** Settings of `app-platform`, by stack. */
export const settings = z
  .strictObject({
    service: serviceSchema.optional(),
    'object-processing': objectProcessingSchema.optional(),
  })
  .optional();

export type AppPlatformSettings = NonNullable<z.infer<typeof settings>>;

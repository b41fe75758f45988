import { z } from 'zod';
import { objectProcessingSchema } from './object-processing';
import { serviceSchema } from './service';

/** Settings of `app-platform`, by stack. */
export const settings = z
  .strictObject({
    /** The service that people and programs reach, behind a load balancer. */
    service: serviceSchema.optional(),
    /** What looks at each object that is uploaded. */
    'object-processing': objectProcessingSchema.optional(),
  })
  .optional();

export type AppPlatformSettings = NonNullable<z.infer<typeof settings>>;

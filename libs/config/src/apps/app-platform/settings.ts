import { z } from 'zod';
import { objectProcessingSchema } from './object-processing';
import { serviceSchema } from './service';

/** Settings of `app-platform`, by stack. */
export const settings = z
  .strictObject({
    /** The service behind a load balancer, for people and programs. */
    service: serviceSchema.optional(),
    /** The function that inspects each uploaded object. */
    'object-processing': objectProcessingSchema.optional(),
  })
  .optional();

export type AppPlatformSettings = NonNullable<z.infer<typeof settings>>;

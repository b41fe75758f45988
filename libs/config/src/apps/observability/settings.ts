import { z } from 'zod';
import { auditSchema } from './audit';
import { monitoringSchema } from './monitoring';

/** Settings of `observability`, by stack. */
export const settings = z
  .strictObject({
    /** Topics, alarms and dashboards of a region, and the functions that explain what happens there. */
    monitoring: monitoringSchema.optional(),
    /** The trail, AWS Config and the detectors of a region. */
    audit: auditSchema.optional(),
  })
  .optional();

export type ObservabilitySettings = NonNullable<z.infer<typeof settings>>;

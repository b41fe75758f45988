import { z } from 'zod';
import { auditSchema } from './audit';
import { edgeMonitoringSchema } from './edge-monitoring';
import { monitoringSchema } from './monitoring';

/** Settings of `observability`, by stack. */
export const settings = z
  .strictObject({
    /** Topics, alarms and dashboards of a region, and the functions that explain what happens there. */
    monitoring: monitoringSchema.optional(),
    /** Alarms on what stands in front of all regions. Everything else is as `monitoring` says. */
    'edge-monitoring': edgeMonitoringSchema.optional(),
    /** The trail, AWS Config and the detectors of a region. */
    audit: auditSchema.optional(),
  })
  .optional();

export type ObservabilitySettings = NonNullable<z.infer<typeof settings>>;

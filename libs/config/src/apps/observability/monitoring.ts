import { z } from 'zod';

/** Settings of `observability`, stack `monitoring`. */
export const monitoringSchema = z.strictObject({});

export type MonitoringSettings = z.infer<typeof monitoringSchema>;

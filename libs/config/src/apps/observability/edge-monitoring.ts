import { z } from 'zod';

/** Settings of `observability`, stack `edge-monitoring`. It has none of its own. */
export const edgeMonitoringSchema = z.strictObject({});

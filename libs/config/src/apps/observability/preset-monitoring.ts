import { type z } from 'zod';
import { type monitoringSchema } from './monitoring';

/** What production of every preset watches. */
export const presetMonitoring: z.input<typeof monitoringSchema> = { logRetentionDays: 365 };

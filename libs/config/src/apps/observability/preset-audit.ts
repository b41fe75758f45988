import { type z } from 'zod';
import { type auditSchema } from './audit';

/** What production of every preset records. */
export const presetAudit: z.input<typeof auditSchema> = { logRetentionDays: 365 };

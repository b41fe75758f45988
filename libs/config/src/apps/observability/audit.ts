import { z } from 'zod';
import { retention } from '../../values/retention';

/** Settings of `observability`, stack `audit`. */
export const auditSchema = z.strictObject({
  /** How long its logs are kept, in days. */
  logRetentionDays: retention,
});

export type AuditSettings = z.infer<typeof auditSchema>;

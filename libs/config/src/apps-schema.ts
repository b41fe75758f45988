import { z } from 'zod';
import { backupSchema } from './apps/backup';
import { relationalSchema } from './apps/relational';
import { serviceSchema } from './apps/service';
import { transitSchema } from './apps/transit';
import { vpcSchema } from './apps/vpc';

/**
 * Settings of every stack, by app and stack. A stack that has none here is not part of the environment:
 * no tool synthesizes or deploys it.
 */
export const appsSchema = z.strictObject({
  network: z.strictObject({ vpc: vpcSchema, transit: transitSchema.optional() }),
  database: z
    .strictObject({ relational: relationalSchema.optional(), backup: backupSchema.optional() })
    .optional(),
  'app-platform': z.strictObject({ service: serviceSchema }).optional(),
});

import { z } from 'zod';
import { credentialsSchema } from './apps/credentials';
import { relationalSchema } from './apps/relational';
import { serviceSchema } from './apps/service';
import { vpcSchema } from './apps/vpc';

/**
 * Settings of every stack, by app and stack. A stack that has none here is not part of the environment:
 * no tool synthesizes or deploys it.
 */
export const appsSchema = z.strictObject({
  network: z.strictObject({ vpc: vpcSchema }),
  database: z
    .strictObject({ relational: relationalSchema, credentials: credentialsSchema.optional() })
    .optional(),
  'app-platform': z.strictObject({ service: serviceSchema }).optional(),
});

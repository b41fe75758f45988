import { z } from 'zod';
import { backupSchema } from './apps/backup';
import { cacheSchema } from './apps/cache';
import { drRegionSchema } from './apps/dr-region';
import { fileSystemSchema } from './apps/file-system';
import { credentialsSchema } from './apps/credentials';
import { objectProcessingSchema } from './apps/object-processing';
import { relationalSchema } from './apps/relational';
import { serviceSchema } from './apps/service';
import { staticAssetsSchema } from './apps/static-assets';
import { storageSchema } from './apps/storage';
import { transitSchema } from './apps/transit';
import { vpcSchema } from './apps/vpc';

/**
 * Settings of every stack, by app and stack. A stack that has none here is not part of the environment:
 * no tool synthesizes or deploys it.
 */
export const appsSchema = z.strictObject({
  network: z.strictObject({ vpc: vpcSchema, transit: transitSchema.optional() }),
  database: z
    .strictObject({
      relational: relationalSchema.optional(),
      credentials: credentialsSchema.optional(),
      backup: backupSchema.optional(),
      cache: cacheSchema.optional(),
      storage: storageSchema.optional(),
      'static-assets': staticAssetsSchema.optional(),
      'file-system': fileSystemSchema.optional(),
    })
    .optional(),
  'dr-region': drRegionSchema.optional(),
  'app-platform': z
    .strictObject({
      service: serviceSchema.optional(),
      'object-processing': objectProcessingSchema.optional(),
    })
    .optional(),
});

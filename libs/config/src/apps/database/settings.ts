import { z } from 'zod';
import { backupSchema } from './backup';
import { cacheSchema } from './cache';
import { credentialsSchema } from './credentials';
import { fileSystemSchema } from './file-system';
import { relationalSchema } from './relational';
import { staticAssetsSchema } from './static-assets';
import { storageSchema } from './storage';

/** Settings of `database`, by stack. */
export const settings = z
  .strictObject({
    relational: relationalSchema.optional(),
    credentials: credentialsSchema.optional(),
    backup: backupSchema.optional(),
    cache: cacheSchema.optional(),
    storage: storageSchema.optional(),
    'static-assets': staticAssetsSchema.optional(),
    'file-system': fileSystemSchema.optional(),
  })
  .optional();

export type DatabaseSettings = NonNullable<z.infer<typeof settings>>;

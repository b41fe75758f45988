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
    /** The relational database. */
    relational: relationalSchema.optional(),
    /** The secrets of the database users, if the environment keeps the passwords itself. */
    credentials: credentialsSchema.optional(),
    /** The vault, the plans and the restore tests. */
    backup: backupSchema.optional(),
    /** The cache of sessions. */
    cache: cacheSchema.optional(),
    /** The data bucket, and the bucket of access logs. */
    storage: storageSchema.optional(),
    /** The bucket for the files of the website. */
    'static-assets': staticAssetsSchema.optional(),
    /** The file system that containers mount. */
    'file-system': fileSystemSchema.optional(),
  })
  .optional();

export type DatabaseSettings = NonNullable<z.infer<typeof settings>>;

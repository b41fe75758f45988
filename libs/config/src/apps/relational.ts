import { z } from 'zod';
import { postgresVersions } from '../postgres-versions';
import { text } from '../text';
import { retention } from './retention';

/**
 * Capacity in Aurora capacity units, in steps of 0.5.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html
 */
const capacityUnits = z.number().min(0.5).max(256).multipleOf(0.5);

const auroraServerlessV2 = z.strictObject({
  type: z.literal('aurora-serverless-v2'),
  capacity: z
    .strictObject({ min: capacityUnits, max: capacityUnits.min(1) })
    .refine(({ min, max }) => min <= max, { path: ['min'], params: { allowed: 'at most capacity.max' } }),
  /** Writer and readers together, spread over the availability zones. */
  instances: z.int().min(1).max(16),
  /** Major and minor version of PostgreSQL. */
  engineVersion: z.enum(postgresVersions),
  /** Name of the database that is created with the cluster. */
  databaseName: text(/^[a-z][a-z0-9_]{0,62}$/, 'a PostgreSQL name: lower case, digits, underscore'),
  /** Automated backups and point-in-time recovery, in days. */
  backupRetentionDays: z.int().min(1).max(35),
  /** How long the exported PostgreSQL log is kept, in days. */
  logRetentionDays: retention,
});

/** Settings of `database`, stack `relational`. */
export const relationalSchema = z.discriminatedUnion('type', [auroraServerlessV2]);

export type RelationalSettings = z.infer<typeof relationalSchema>;

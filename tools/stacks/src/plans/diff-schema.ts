import { regionRoles } from '@bulkhead/config';
import { z } from 'zod';
import { resourceChange } from '../engines/resource-change';
import { preflightResult } from '../preflight/preflight-schema';
import { cause } from '../records/why-deploy';
import { orphan } from '../run/report-schema';

const digests = z.record(z.string(), z.string());

/** Facts that have to be unchanged before a plan is carried out. */
const basis = z.strictObject({
  record: z
    .strictObject({ outcome: z.string(), at: z.string() })
    .nullable()
    .describe('What was recorded of the stack; null where it was never deployed'),
  consumed: z
    .record(z.string(), z.string())
    .describe('Values of the consumed parameters, by path; of another region, by <region>:<path>'),
  deployed: z.string().optional().describe('Digest of what the engine compared with, for an engine that can'),
  artifacts: digests.describe('SHA-256 of each file that is kept for the deploy, by path in its folder'),
});

/** One stack of a diff. */
export const stackDiff = z.strictObject({
  app: z.string(),
  stack: z.string(),
  engine: z.enum(['cdk', 'cdktf']),
  role: z.enum(regionRoles),
  region: z.string().describe('Name of the region, such as us-east-1'),
  outcome: z
    .enum(['planned', 'unchanged', 'deferred', 'refused', 'failed'])
    .describe(
      'planned where a deploy would deploy it, unchanged where it would not, deferred where it needs a value that is not produced yet, refused before an engine was asked, failed in it',
    ),
  reason: z.string().describe('Why, in words'),
  causes: z.array(cause).describe('Why a deploy would deploy it'),
  changes: z.array(resourceChange),
  awaits: z
    .array(z.strictObject({ parameter: z.string(), publisher: z.string() }))
    .describe('Parameters without a value to deploy with, and the stack that publishes each'),
  mayChangeWith: z
    .array(z.string())
    .describe('Stacks of this diff that publish what it consumes and would be deployed before it'),
  wouldRefuse: z.array(z.string()).describe('Why a deploy would be refused as things are, in words'),
  basis: basis.optional().describe('There for a planned stack'),
});

/** The content of `dist/diff/<environment>.json`. Its JSON Schema is in `schemas/diff.schema.json`. */
export const diffFile = z.strictObject({
  version: z.literal(1),
  environment: z.string(),
  account: z.string(),
  at: z.string().describe('When it was made, ISO 8601 in UTC'),
  source: z
    .strictObject({ commit: z.string(), clean: z.boolean() })
    .optional()
    .describe(
      'The commit that was checked out, and whether nothing was changed since; absent outside of Git',
    ),
  stacks: z.array(stackDiff).describe('Producers before their consumers'),
  orphans: z
    .array(orphan)
    .describe('Deployed stacks that the configuration does not have: a deploy leaves them as they are'),
  preflight: preflightResult
    .optional()
    .describe('What was looked at before; absent where nothing would be deployed'),
  digest: z.string().describe('SHA-256 of everything else in this file'),
});

export type StackDiff = z.infer<typeof stackDiff>;
export type DiffFile = z.infer<typeof diffFile>;

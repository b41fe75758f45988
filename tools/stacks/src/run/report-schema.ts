import { regionRoles } from '@bulkhead/config';
import { z } from 'zod';
import { cause } from '../records/why-deploy';

const count = z.int().min(0);

/** One stack of a run. */
export const stackResult = z.strictObject({
  app: z.string(),
  stack: z.string(),
  engine: z.enum(['cdk', 'cdktf']),
  role: z.enum(regionRoles),
  region: z.string().describe('Name of the region, such as us-east-1'),
  outcome: z
    .enum([
      'deployed',
      'destroyed',
      'unchanged',
      'failed',
      'skipped',
      'refused',
      'pending',
      'deferred',
      'drifted',
      'unchecked',
      'recovered',
      'done',
    ])
    .describe(
      'deployed and destroyed by an engine, unchanged without one, failed in an engine, skipped because of another stack, refused before anything was touched, pending where a dry run stops, deferred where a diff needs a value that is not produced yet, drifted where somebody changed what was deployed, unchecked where the engine cannot look for that, recovered where state and record were brought together, done for verbs that change nothing',
    ),
  reason: z.string().describe('Why, in words'),
  causes: z.array(cause).describe('Why it was or would be deployed; empty where that was not decided'),
  durationMs: count,
  resources: z
    .strictObject({ added: count, changed: count, destroyed: count })
    .describe('A replacement counts as one added and one destroyed; all attempts of the run count'),
  withoutPolicy: z
    .string()
    .optional()
    .describe('Why it was deployed although the policy finds something in it'),
  retries: count.describe('How often its engine was run again because AWS throttled it or did not answer'),
});

/** A stack outside a run that was deployed with a value that the run changed. */
export const staleConsumer = z.strictObject({
  app: z.string(),
  stack: z.string(),
  role: z.enum(regionRoles),
  region: z.string().describe('Name of the region, such as us-east-1'),
  path: z.string().describe('Name of the SSM parameter'),
  from: z.string().describe('The value that the stack was deployed with'),
  to: z.string().describe('The value now'),
  next: z.string().describe('The command that deploys the stack with it'),
});

/** A stack that stands and that the configuration of the environment does not have. */
export const orphan = z.strictObject({
  app: z.string(),
  stack: z.string(),
  role: z.enum(regionRoles),
  region: z.string().describe('Name of the region, such as us-east-1'),
  engine: z
    .enum(['cdk', 'cdktf'])
    .optional()
    .describe('The engine that keeps it; absent where it is not known'),
  why: z
    .enum(['removed', 'engine-switched', 'renamed'])
    .describe(
      'removed: no stack of the configuration has its app, name, role and region; engine-switched: one has, with another engine; renamed: one says that it was called so, and takes it over when it is deployed',
    ),
  since: z
    .string()
    .optional()
    .describe('When it was last deployed, ISO 8601 in UTC; absent where it is not known'),
  publishes: z.array(z.string()).describe('Names of the SSM parameters that it publishes'),
  readBy: z.array(z.string()).describe('Deployed stacks that were deployed with a value of them'),
  reason: z.string().describe('The same in words'),
  next: z.string().describe('The command that removes it, or takes it over'),
});

/** A region that could not be looked at for stacks that the configuration does not have. */
export const regionAway = z.strictObject({
  region: z.string().describe('Name of the region, such as us-east-1'),
  reason: z.string(),
});

/** The content of `dist/runs/latest.json`: the last run. Its JSON Schema is in `schemas/run-report.schema.json`. */
export const runReport = z.strictObject({
  verb: z.string(),
  environment: z.string(),
  startedAt: z.string().describe('ISO 8601 in UTC'),
  durationMs: count,
  stacks: z.array(stackResult).describe('In the order they ended'),
  stale: z.array(staleConsumer).describe('Deployed stacks outside the run with a value that it changed'),
  orphans: z
    .array(orphan)
    .describe('Deployed stacks that the configuration does not have; where the verb did not look, none'),
  away: z
    .array(regionAway)
    .describe('Regions that could not be looked at for stacks that the configuration does not have'),
  omitted: z
    .array(
      z.strictObject({
        resource: z.string(),
        type: z.string().optional(),
        reason: z.string(),
        rows: z.array(z.string()),
      }),
    )
    .describe('What the stacks lack because they were synthesized for the emulator'),
  error: z
    .strictObject({ code: z.string(), message: z.string() })
    .optional()
    .describe('What kept the run from doing anything'),
});

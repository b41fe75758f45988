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
  retries: count.describe('How often its engine was run again because AWS throttled it or did not answer'),
});

/** A stack outside a run that was deployed with a value which the run changed. */
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

/** The content of `dist/runs/latest.json`: the last run. Its JSON Schema is in `schemas/run-report.schema.json`. */
export const runReport = z.strictObject({
  verb: z.string(),
  environment: z.string(),
  startedAt: z.string().describe('ISO 8601 in UTC'),
  durationMs: count,
  stacks: z.array(stackResult).describe('In the order they ended'),
  stale: z.array(staleConsumer).describe('Deployed stacks outside the run with a value that it changed'),
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

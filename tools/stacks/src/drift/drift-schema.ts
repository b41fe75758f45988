import { regionRoles } from '@bulkhead/config';
import { z } from 'zod';
import { orphan } from '../run/report-schema';

/** One resource that is not as it was deployed. */
const resourceDrift = z.strictObject({
  kind: z.enum(['changed', 'deleted']),
  resource: z.string().describe('Terraform address or CloudFormation logical id'),
  physicalId: z.string().optional().describe('Id that AWS knows it by'),
  type: z.string().describe('Terraform or CloudFormation type'),
  attributes: z
    .array(
      z.strictObject({
        path: z.string().describe('As the engine writes it: tags_all.Name, /Tags/0/Value'),
        expected: z
          .unknown()
          .describe('What was deployed; null for nothing, "(sensitive)" for what is not shown'),
        actual: z.unknown().describe('What is there; null for nothing, "(sensitive)" for what is not shown'),
      }),
    )
    .describe('None for a resource that is deleted'),
});

/** What was found of one stack. */
export const driftOfStack = z.strictObject({
  app: z.string(),
  stack: z.string(),
  engine: z.enum(['cdk', 'cdktf']),
  role: z.enum(regionRoles),
  region: z.string().describe('Name of the region, such as us-east-1'),
  status: z
    .enum(['in-sync', 'drifted', 'unchecked', 'not-deployed', 'failed'])
    .describe(
      'in-sync: no difference in what was compared; unchecked: nothing could be compared; not-deployed: there is nothing to compare; failed: it is not known, see the reason',
    ),
  reason: z.string().describe('The same in words'),
  resources: z.array(resourceDrift).describe('What is not as it was deployed'),
  unchecked: z
    .array(z.strictObject({ resource: z.string(), type: z.string(), reason: z.string() }))
    .describe('What the engine did not compare, and why'),
});

/**
 * The content of `dist/drift/<environment>.json`, and what `drift --json` prints. Its JSON Schema is in
 * `schemas/drift.schema.json`.
 */
export const driftReport = z.strictObject({
  environment: z.string(),
  checkedAt: z.string().describe('ISO 8601 in UTC'),
  drifted: z.boolean().describe('Whether any stack has drifted, or stands and is not in the configuration'),
  stacks: z.array(driftOfStack).describe('The selected stacks, in the order of the manifests'),
  orphans: z.array(orphan).describe('Deployed stacks that the configuration does not have'),
});

/** The content of `dist/drift/<environment>.json`. */
export type DriftReport = z.infer<typeof driftReport>;

/** One stack of it. */
export type DriftOfStack = z.infer<typeof driftOfStack>;

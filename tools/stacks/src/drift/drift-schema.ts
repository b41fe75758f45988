import { regionRoles } from '@bulkhead/config';
import { z } from 'zod';
import { orphan } from '../run/report-schema';

/** One resource that is not as it was deployed. */
const resourceDrift = z.strictObject({
  kind: z
    .enum(['changed', 'deleted', 'added'])
    .describe('added: somebody added an object of its own to the resource, which no stack declares'),
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
    .describe('None for a resource that is deleted, or that something was added to'),
  addition: z
    .strictObject({
      what: z.string().describe('What it is a case of: rule of a security group'),
      content: z.string().describe('What it is: ingress tcp 5432 0.0.0.0/0'),
      detail: z.unknown().optional().describe('What it says beside that, such as the text of a policy'),
      name: z.string().describe('By which drift --revert --remove=NAME removes it'),
    })
    .optional()
    .describe('What was added to the resource'),
  became: z
    .enum(['reverted', 'removed', 'left'])
    .optional()
    .describe(
      'What drift --revert made of it: it is as it was deployed, it was removed, or it is as it was found',
    ),
});

/** The finding of one stack. */
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
  additions: z
    .strictObject({
      unchecked: z
        .array(z.strictObject({ what: z.string(), resource: z.string(), reason: z.string() }))
        .describe('Resources whose children of a kind could not be looked at, and why'),
      uncovered: z.array(z.string()).describe('Types of the stack whose children are not looked for at all'),
    })
    .optional()
    .describe('What was not looked at for additions; absent where none were looked for'),
  revert: z
    .strictObject({
      outcome: z
        .enum(['reverted', 'left', 'refused', 'failed'])
        .describe('left: some of what was found is still there'),
      reason: z.string().describe('The same in words'),
    })
    .optional()
    .describe('What drift --revert made of the stack; absent where it had nothing to do'),
});

/**
 * The content of `dist/drift/<environment>.json` and the output of `drift --json`. Its JSON Schema is in
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

/** One stack of the report. */
export type DriftOfStack = z.infer<typeof driftOfStack>;

import { type StackInstance } from '../workspace/stack-instance';
import { z } from 'zod';

const record = z.object({
  /** Version of this shape. */
  version: z.literal(1),
  /** `deploying` or `destroying` until the engine ended; it stays where a run was killed. */
  outcome: z.enum(['deploying', 'deployed', 'failed', 'destroying']),
  /** When the record was written, ISO 8601 in UTC. */
  at: z.string(),
  /** SHA-256 of each file of the canonical output that was deployed, by path in the stack's folder. */
  files: z.record(z.string(), z.string()),
  /** Values of the consumed parameters that were deployed, by key. */
  consumed: z.record(z.string(), z.string()),
  /** Pattern of each published parameter, by path. */
  published: z.record(z.string(), z.string()),
  /** Why it was deployed although the policy finds something in it. @default the policy finds nothing, or was not asked */
  withoutPolicy: z.string().optional(),
});

/** What was last deployed of a stack, kept in SSM in the stack's own region. */
export type DeployRecord = z.infer<typeof record>;

/**
 * Name of the SSM parameter of a stack's record. No contract can be named `_record`, so no published value can
 * be in its place.
 */
export function recordPath(
  environment: string,
  { role, app, stack }: Pick<StackInstance, 'role' | 'app' | 'stack'>,
): string {
  return `/bulkhead/${environment}/_record/${role}/${app}/${stack}`;
}

/** A record read back, or undefined for one that this version does not understand: then the stack is deployed. */
export function parseRecord(text: string): DeployRecord | undefined {
  try {
    return record.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

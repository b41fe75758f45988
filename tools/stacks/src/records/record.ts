import { regionRoles } from '@bulkhead/config';
import { z } from 'zod';
import { engineState } from '../engines/engine-state';
import { type StackInstance } from '../workspace/stack-instance';

/** Which stack a record is of: what its place says too, so that one in the place of another is noticed. */
const subject = z.object({
  environment: z.string(),
  role: z.enum(regionRoles),
  app: z.string(),
  stack: z.string(),
});

/** Who wrote a record, from what. */
const origin = z.object({
  /** ARN of the caller, or `ada@laptop` where the local AWS was deployed to. */
  caller: z.string(),
  /** Commit that was checked out; absent where the workspace is no Git repository. */
  commit: z.string().optional(),
  /** False where files differed from that commit. */
  clean: z.boolean().optional(),
  /** Version of this tool. */
  tool: z.string(),
});

/** What a person wants to see of a record at first sight. */
export const recordSummary = z.object({
  of: subject,
  /** @default a record of an earlier version of the tool */
  engine: z.enum(['cdk', 'cdktf']).optional(),
  /** `deploying` or `destroying` until the engine ended; it stays where a run was killed. */
  outcome: z.enum(['deploying', 'deployed', 'failed', 'destroying']),
  /** When the record was written, ISO 8601 in UTC. */
  at: z.string(),
  /** @default a record of an earlier version of the tool */
  by: origin.optional(),
  /** The last deploy that succeeded, where this is not the record of it. @default none did, or this is it */
  lastDeploy: z.object({ at: z.string(), by: origin.optional() }).optional(),
  /** What the engine kept of the stack after it was last at work on it. @default nothing, or it was not asked */
  state: engineState.optional(),
  /** What it was called before, until it was deployed under its new name. @default it was always called so */
  formerly: z.string().optional(),
  /** Regions of the further providers of a Terraform stack, by alias. @default it has none */
  providers: z.record(z.string(), z.string()).optional(),
  /** How long the engine worked on the last deploy that succeeded, in seconds. @default none did, or an earlier version of the tool */
  seconds: z.number().nonnegative().optional(),
  /** Why the stack was deployed although the policy found something in it. @default the policy found nothing */
  withoutPolicy: z.string().optional(),
});

/** What only the tool wants to see. */
export const recordDetails = z.object({
  /** SHA-256 of each file of the canonical output that was deployed, by path in the stack's folder. */
  files: z.record(z.string(), z.string()),
  /** Values of the consumed parameters that were deployed, by key. */
  consumed: z.record(z.string(), z.string()),
  /** Pattern of each published parameter, by path. */
  published: z.record(z.string(), z.string()),
  /** Value of each published parameter as the deploy left it, by path. @default a record of an earlier version */
  publishedValues: z.record(z.string(), z.string()).default({}),
});

/** What was last deployed of a stack, kept in SSM in the stack's own region. */
export type DeployRecord = z.infer<typeof recordSummary> & z.infer<typeof recordDetails>;

/** Who deployed a stack, from what. */
export type RecordOrigin = z.infer<typeof origin>;

/** Which stack a record is of. */
export type RecordSubject = z.infer<typeof subject>;

/** When a stack was last deployed with success, and from what; undefined where it never was. */
export function lastDeployOf({ outcome, at, by, lastDeploy }: DeployRecord): DeployRecord['lastDeploy'] {
  return outcome === 'deployed' ? { at, by } : lastDeploy;
}

/** The place of all records of an environment in a region, among its SSM parameters. */
export function recordsPath(environment: string): string {
  return `/bulkhead/${environment}/_record`;
}

/**
 * Name of the SSM parameter of a stack's record. No contract can be named `_record`, so no published value can
 * be in its place.
 */
export function recordPath(
  environment: string,
  { role, app, stack }: Pick<StackInstance, 'role' | 'app' | 'stack'>,
): string {
  return `${recordsPath(environment)}/${role}/${app}/${stack}`;
}

/** The stack whose record has a name, or undefined for the name of anything else, such as a part of a record. */
export function subjectOfPath(environment: string, path: string): RecordSubject | undefined {
  const [role, app, stack, ...rest] = path.slice(recordsPath(environment).length + 1).split('/');
  const parsed = subject.safeParse({ environment, role, app, stack });
  return rest.length === 0 && parsed.success ? parsed.data : undefined;
}

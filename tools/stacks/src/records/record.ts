import { regionRoles } from '@bulkhead/config';
import { z } from 'zod';
import { engineState } from '../engines/engine-state';
import { type StackInstance } from '../workspace/stack-instance';

/** The stack of a record. Its place says the same, so that a record in a wrong place is noticed. */
const subject = z.object({
  environment: z.string(),
  role: z.enum(regionRoles),
  app: z.string(),
  stack: z.string(),
});

/** Who wrote a record, and from which commit. */
const origin = z.object({
  /** ARN of the caller, or `ada@laptop` for a deploy to the local AWS. */
  caller: z.string(),
  /** Commit that was checked out. Absent if the workspace is no Git repository. */
  commit: z.string().optional(),
  /** False if files differed from that commit. */
  clean: z.boolean().optional(),
  /** Version of this tool. */
  tool: z.string(),
});

/** The part of a record that a person looks for. */
export const recordSummary = z.object({
  of: subject,
  /** @default a record of an earlier version of the tool */
  engine: z.enum(['cdk', 'cdktf']).optional(),
  /** `deploying` or `destroying` until the engine has ended. It stays if the run was killed. */
  outcome: z.enum(['deploying', 'deployed', 'failed', 'destroying']),
  /** When the record was written, ISO 8601 in UTC. */
  at: z.string(),
  /** @default a record of an earlier version of the tool */
  by: origin.optional(),
  /** The last successful deploy, if this is not its record. @default none succeeded, or this is it */
  lastDeploy: z.object({ at: z.string(), by: origin.optional() }).optional(),
  /** The state that the engine kept after it last worked on the stack. @default nothing, or it was not asked */
  state: engineState.optional(),
  /** The former name, until the stack was deployed under its new name. @default it was always called so */
  formerly: z.string().optional(),
  /** Regions of the further providers of a Terraform stack, by alias. @default none */
  providers: z.record(z.string(), z.string()).optional(),
  /** How long the engine worked on the last deploy that succeeded, in seconds. @default none did, or an earlier version of the tool */
  seconds: z.number().nonnegative().optional(),
  /** Why the stack was deployed although the policy found something in it. @default the policy found nothing */
  withoutPolicy: z.string().optional(),
});

/** The part of a record that only the tool needs. */
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

/** The last deploy of a stack, stored in SSM in the stack's own region. */
export type DeployRecord = z.infer<typeof recordSummary> & z.infer<typeof recordDetails>;

/** Who deployed a stack, and from which commit. */
export type RecordOrigin = z.infer<typeof origin>;

/** The stack of a record. */
export type RecordSubject = z.infer<typeof subject>;

/** When a stack was last deployed with success, and from which commit. Undefined if it never was. */
export function lastDeployOf({ outcome, at, by, lastDeploy }: DeployRecord): DeployRecord['lastDeploy'] {
  return outcome === 'deployed' ? { at, by } : lastDeploy;
}

/** The path of all records of an environment in a region, among its SSM parameters. */
export function recordsPath(environment: string): string {
  return `/bulkhead/${environment}/_record`;
}

/**
 * Name of the SSM parameter of a stack's record. No contract can be named `_record`, so no published value can have the
 * same name.
 */
export function recordPath(
  environment: string,
  { role, app, stack }: Pick<StackInstance, 'role' | 'app' | 'stack'>,
): string {
  return `${recordsPath(environment)}/${role}/${app}/${stack}`;
}

/** The stack whose record has the given name. Undefined for any other name, such as that of a part of a record. */
export function subjectOfPath(environment: string, path: string): RecordSubject | undefined {
  const [role, app, stack, ...rest] = path.slice(recordsPath(environment).length + 1).split('/');
  const parsed = subject.safeParse({ environment, role, app, stack });
  return rest.length === 0 && parsed.success ? parsed.data : undefined;
}

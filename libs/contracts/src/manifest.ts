import { BulkheadError } from '@bulkhead/errors';
import { z } from 'zod';

/**
 * A contract as a manifest names it: `database`, or `database@primary` where it must be another region's; with `?`
 * behind it where the stack reads, or publishes, it only in environments that have it.
 */
const contractReference = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]*(@(primary|dr|global))?\??$/,
    'a contract, or contract@role; with ? where not every environment has it',
  );

/** A name that a stack had before: `vpc`, or `network/vpc` where it was a stack of another app. */
const formerName = z
  .string()
  .regex(
    /^([a-z][a-z0-9-]*\/)?[a-z][a-z0-9-]*$/,
    'the former name of the stack, or app/stack where it belonged to another app',
  );

const stackManifest = z.strictObject({
  engine: z.enum(['cdk', 'cdktf']),
  regions: z.array(z.enum(['primary', 'dr', 'global'])).min(1),
  consumes: z.array(contractReference).default([]),
  /**
   * Contracts whose publishers are deployed before the stack, although it reads none of their values: what it joins is
   * known by its name, and is in a region that the stack must not depend on.
   */
  follows: z.array(contractReference).default([]),
  publishes: z
    .array(z.string().regex(/^[a-z][a-z0-9-]*\??$/, 'a contract; with ? where not every environment has it'))
    .default([]),
  /**
   * What the stack was called before, the most recent name first: the next deploy takes over what stands under that
   * name, instead of making everything a second time. It stays until every environment was deployed with it.
   */
  formerly: z
    .union([formerName, z.array(formerName)], 'a former name of the stack, or a list of them')
    .transform((names) => (Array.isArray(names) ? names : [names]))
    .default([]),
});

const appManifest = z.object({
  name: z.string().min(1),
  metadata: z.object({
    owner: z.string().min(1),
    stacks: z.record(
      z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower-case words joined by hyphens'),
      stackManifest,
    ),
  }),
});

/** What the tools know of a stack without running its code. */
export type StackManifest = z.infer<typeof stackManifest>;

/** What an app's `project.json` says of it. */
export interface AppManifest {
  readonly name: string;
  readonly owner: string;
  readonly stacks: Readonly<Record<string, StackManifest>>;
  /** Path of the `project.json` from the root of the workspace, for messages. */
  readonly file: string;
}

/**
 * The manifest in a parsed `project.json`, or undefined where it declares no stacks and so is no app.
 *
 * @param file path of the `project.json` from the root of the workspace
 * @throws BulkheadError `InvalidManifest`, naming the file and each path in it
 */
export function parseManifest(projectJson: unknown, file: string): AppManifest | undefined {
  if ((projectJson as { metadata?: { stacks?: unknown } } | null)?.metadata?.stacks === undefined)
    return undefined;
  const parsed = appManifest.safeParse(projectJson);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new BulkheadError('InvalidManifest', [`${file} is not a valid manifest:`, ...lines].join('\n'), {
      next: `correct ${file}; apps/network/project.json is an example`,
    });
  }
  const { name, metadata } = parsed.data;
  return { name, owner: metadata.owner, stacks: metadata.stacks, file };
}

/** A contract reference taken apart. */
export interface ContractReference {
  readonly contract: string;
  /** The role whose contract it is. @default the role of the stack that reads it */
  readonly role?: 'primary' | 'dr' | 'global';
  /** An environment need not have it. @default false */
  readonly optional?: true;
}

/** A reference such as `database@primary` or `cache?`, taken apart. */
export function parseReference(reference: string): ContractReference {
  const [contract = '', role] = reference.replace(/\?$/, '').split('@');
  return {
    contract,
    ...(role && { role: role as ContractReference['role'] }),
    ...(reference.endsWith('?') && { optional: true }),
  };
}

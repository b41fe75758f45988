import { BulkheadError } from '@bulkhead/errors';
import { z } from 'zod';

/**
 * A contract reference in a manifest: `database`, or `database@primary` for the contract of another region. `?` at the
 * end means that the stack reads or publishes it only in environments that have it.
 */
const contractReference = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]*(@(primary|dr|global))?\??$/,
    'a contract, or contract@role; with ? where not every environment has it',
  );

/** A former name of a stack: `vpc`, or `network/vpc` if it was a stack of another app. */
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
   * Contracts whose publishers must be deployed before the stack, although it reads none of their values. The stack
   * joins something by its name, in a region that the stack must not depend on.
   */
  follows: z.array(contractReference).default([]),
  publishes: z
    .array(z.string().regex(/^[a-z][a-z0-9-]*\??$/, 'a contract; with ? where not every environment has it'))
    .default([]),
  /**
   * Former names of the stack, the most recent first. The next deploy takes over the resources under such a name,
   * instead of creating everything a second time. Keep the name until every environment has been deployed with it.
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

/** The properties of a stack that the tools know without running its code. */
export type StackManifest = z.infer<typeof stackManifest>;

/** The manifest in the `project.json` of an app. */
export interface AppManifest {
  readonly name: string;
  readonly owner: string;
  readonly stacks: Readonly<Record<string, StackManifest>>;
  /** Path of the `project.json` from the workspace root, for messages. */
  readonly file: string;
}

/**
 * The manifest in a parsed `project.json`; undefined if it declares no stacks and so is not an app.
 *
 * @param file path of the `project.json` from the workspace root
 * @throws BulkheadError `InvalidManifest`, which names the file and each path in it
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

/** The parts of a contract reference. */
export interface ContractReference {
  readonly contract: string;
  /** The role whose contract it is. @default the role of the reading stack */
  readonly role?: 'primary' | 'dr' | 'global';
  /** Whether an environment may lack it. @default false */
  readonly optional?: true;
}

/** Splits a reference such as `database@primary` or `cache?` into its parts. */
export function parseReference(reference: string): ContractReference {
  const [contract = '', role] = reference.replace(/\?$/, '').split('@');
  return {
    contract,
    ...(role && { role: role as ContractReference['role'] }),
    ...(reference.endsWith('?') && { optional: true }),
  };
}

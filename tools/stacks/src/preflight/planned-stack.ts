import type { PolicyResource } from '@bulkhead/policy';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';

/** A stack that would be deployed. */
export interface PlannedStack {
  readonly instance: StackInstance;
  readonly synthesized: Synthesized;
  /** Its resources, in CloudFormation's words. Empty if that cannot be read. */
  readonly resources: readonly PolicyResource[];
  /** The resources that its engine keeps now. */
  readonly standing: () => Promise<Standing>;
}

/** The standing resources of a stack. */
export interface Standing {
  /** Number of resources by type, in the engine's words. */
  readonly counts: ReadonlyMap<string, number>;
  /** True if one of its resources has the value somewhere: AWS need not offer a version that the stack already has. */
  readonly has: (value: string) => boolean;
}

/** The standing of a stack without resources. */
export const nothing: Standing = { counts: new Map(), has: () => false };

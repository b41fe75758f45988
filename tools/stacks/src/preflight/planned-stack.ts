import type { PolicyResource } from '@bulkhead/policy';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';

/** A stack that would be deployed. */
export interface PlannedStack {
  readonly instance: StackInstance;
  readonly synthesized: Synthesized;
  /** What it would have, in CloudFormation's words; empty where that cannot be read. */
  readonly resources: readonly PolicyResource[];
  /** What its engine keeps of it now. */
  readonly standing: () => Promise<Standing>;
}

/** What stands of a stack. */
export interface Standing {
  /** How many resources by type, in the words of the engine. */
  readonly counts: ReadonlyMap<string, number>;
  /** True where one of its resources has the value somewhere: a version that it has need not be offered to new ones. */
  readonly has: (value: string) => boolean;
}

/** Where nothing stands. */
export const nothing: Standing = { counts: new Map(), has: () => false };

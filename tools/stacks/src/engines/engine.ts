import { type Environment } from '@bulkhead/config';
import { type ResourceProgress } from '../run/output';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';

/** What an engine is asked to work on. */
export interface EngineRequest {
  readonly workspaceRoot: string;
  readonly environment: Environment;
  readonly instance: StackInstance;
  readonly synthesized: Synthesized;
  /** Aborted when the work must stop; its reason is the error to report. */
  readonly signal: AbortSignal;
  /** True when the last deploy of the stack did not end well, so that there may be more than is known. */
  readonly unfinished: boolean;
  /** Called with one line for each thing worth telling a user while the engine works, and how far it is. */
  readonly progress: (line: string, resources?: ResourceProgress) => void;
}

/** How many resources an engine touched. A replacement counts as one added and one destroyed. */
export interface ResourceCounts {
  readonly added: number;
  readonly changed: number;
  readonly destroyed: number;
}

/** One resource that a deploy would touch. */
export interface ResourceChange {
  readonly action: 'add' | 'change' | 'replace' | 'destroy';
  /** Terraform address or CloudFormation logical id. */
  readonly resource: string;
  /** Terraform or CloudFormation type. */
  readonly type: string;
}

/** One resource that is not as it was deployed, because somebody changed it by other means. */
export interface ResourceDrift {
  readonly kind: 'changed' | 'deleted';
  /** Terraform address or CloudFormation logical id. */
  readonly resource: string;
  /** Id that AWS knows it by. @default the engine does not say */
  readonly physicalId?: string;
  /** Terraform or CloudFormation type. */
  readonly type: string;
  /** What differs; nothing for a resource that is deleted. */
  readonly attributes: readonly AttributeDrift[];
}

/** One attribute of a resource that is not as it was deployed; `null` stands for nothing there. */
export interface AttributeDrift {
  /** As the engine writes it: `tags_all.Name`, `/Tags/0/Value`. */
  readonly path: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** One resource that the engine did not compare. */
export interface UncheckedResource {
  /** Terraform address or CloudFormation logical id. */
  readonly resource: string;
  readonly type: string;
  /** Why not, in words. */
  readonly reason: string;
}

/** What an engine found when it compared a deployed stack with what AWS says is there. */
export interface StackDrift {
  readonly drifted: readonly ResourceDrift[];
  readonly unchecked: readonly UncheckedResource[];
  /** How many resources were compared. */
  readonly checked: number;
  /** What the engine keeps of the stack itself is not there; `drifted` names it. */
  readonly gone: boolean;
  /** Why the comparison did not come to its end, in the engine's words. @default it did */
  readonly incomplete?: string;
}

/** What deploys the stacks of one kind. Every method throws BulkheadError with the engine's own message in it. */
export interface Engine {
  /** Checks the template as far as the engine can without an account. */
  validate(request: EngineRequest): Promise<void>;
  diff(request: EngineRequest): Promise<readonly ResourceChange[]>;
  /** Compares what was deployed with what is there, whatever the code says today. Touches nothing. */
  drift(request: EngineRequest): Promise<StackDrift>;
  deploy(request: EngineRequest): Promise<ResourceCounts>;
  destroy(request: EngineRequest): Promise<ResourceCounts>;
}

/** Nothing touched. */
export const untouched: ResourceCounts = { added: 0, changed: 0, destroyed: 0 };

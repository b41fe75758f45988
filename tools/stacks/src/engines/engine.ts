import { type Environment } from '@bulkhead/config';
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
  /** Called with one line for each thing worth telling a user while the engine works. */
  readonly progress: (line: string) => void;
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

/** What deploys the stacks of one kind. Every method throws BulkheadError with the engine's own message in it. */
export interface Engine {
  /** Checks the template as far as the engine can without an account. */
  validate(request: EngineRequest): Promise<void>;
  diff(request: EngineRequest): Promise<readonly ResourceChange[]>;
  deploy(request: EngineRequest): Promise<ResourceCounts>;
  destroy(request: EngineRequest): Promise<ResourceCounts>;
}

/** Nothing touched. */
export const untouched: ResourceCounts = { added: 0, changed: 0, destroyed: 0 };

import { type Environment } from '@bulkhead/config';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';
import { type AtWork } from './left-at-work';
import { type ResourceChange } from './resource-change';

export { type ResourceChange } from './resource-change';

/** How far an engine is. */
export interface ResourceProgress {
  readonly done: number;
  readonly total: number;
}

/** What an engine is asked to work on. */
export interface EngineRequest {
  readonly workspaceRoot: string;
  readonly environment: Environment;
  /** How the user names the environment on a command line: `--environment=qa.json`. @default by its name */
  readonly environmentOption?: string;
  readonly instance: StackInstance;
  readonly synthesized: Synthesized;
  /** Aborted when the work must stop; its reason is the error to report. */
  readonly signal: AbortSignal;
  /** True when the last deploy of the stack did not end well, so that there may be more than is known. */
  readonly unfinished: boolean;
  /** Called with one line for each thing worth telling a user while the engine works, and how far it is. */
  readonly progress: (line: string, resources?: ResourceProgress) => void;
  /** Values of the consumed parameters by path, as SSM has them now. @default none known */
  readonly consumed?: ReadonlyMap<string, string>;
  /** Where `diff` keeps the engine's own plan, as an absolute path. @default it is not kept */
  readonly keepPlan?: string;
  /** What `deploy` is to carry out as it was reviewed. @default it plans anew */
  readonly reviewed?: ReviewedPlan;
  /**
   * `deploy` puts back what somebody changed or deleted, with what is deployed, and deploys nothing else.
   * @default false
   */
  readonly revertDrift?: boolean;
  /**
   * Asked by `deploy` once it knows what it would do and before it touches anything; throws to stop it.
   * @default everything is approved
   */
  readonly approve?: (changes: readonly ResourceChange[]) => void;
}

/** How a command for the user names the environment of a request. */
export function environmentOptionOf({
  environment,
  environmentOption,
}: Pick<EngineRequest, 'environmentOption'> & {
  readonly environment: Pick<Environment, 'name'>;
}): string {
  return environmentOption ?? `-c ${environment.name}`;
}

/** What `diff` left for the deploy of exactly what it showed. */
export interface ReviewedPlan {
  /** The engine's own plan, as an absolute path, for an engine that has one. */
  readonly file: string;
  /** `EngineDiff.deployed` of the diff. */
  readonly deployed?: string;
}

/** What an engine found a deploy would do. */
export interface EngineDiff {
  readonly changes: readonly ResourceChange[];
  /**
   * Digest of what is deployed, as far as the diff compared with it.
   * @default the engine's own plan knows what it was made against, and refuses anything else
   */
  readonly deployed?: string;
  /**
   * What a deploy would do before that about a stack which cannot be deployed to as it stands, in words.
   * @default nothing
   */
  readonly forewarning?: string;
  /** Why a deploy would be refused as things are, in words. @default it would not be */
  readonly wouldRefuse?: string;
}

/** How many resources an engine touched. A replacement counts as one added and one destroyed. */
export interface ResourceCounts {
  readonly added: number;
  readonly changed: number;
  readonly destroyed: number;
}

/** One resource that is not as it was deployed, because somebody changed it, or added to it, by other means. */
export interface ResourceDrift {
  readonly kind: 'changed' | 'deleted' | 'added';
  /** Terraform address or CloudFormation logical id. */
  readonly resource: string;
  /** Id that AWS knows it by. @default the engine does not say */
  readonly physicalId?: string;
  /** Terraform or CloudFormation type. */
  readonly type: string;
  /** What differs; nothing for a resource that is deleted, or added to. */
  readonly attributes: readonly AttributeDrift[];
  /** What was added to the resource. @default nothing */
  readonly addition?: AddedChild;
}

/** A child of a resource that is an object of its own, and that no stack declares. */
export interface AddedChild {
  /** What it is a case of: `rule of a security group`. */
  readonly what: string;
  /** What it is: `ingress tcp 5432 0.0.0.0/0`. */
  readonly content: string;
  /** What it says beside that: the text of a policy. @default nothing */
  readonly detail?: unknown;
  /** By which it is named for removal; it says the content too. */
  readonly name: string;
}

/** What was not looked at when additions were looked for. */
export interface AdditionsCoverage {
  /** Objects of which the children of one kind could not be looked at. */
  readonly unchecked: readonly {
    readonly what: string;
    readonly resource: string;
    readonly reason: string;
  }[];
  /** Types of the stack whose children are not looked for at all. */
  readonly uncovered: readonly string[];
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
  /** Where it is gone: what is there instead, in words. @default nothing */
  readonly instead?: string;
  /** What was not looked at for additions. @default they were not looked for */
  readonly additions?: AdditionsCoverage;
  /** Why the comparison did not come to its end, in the engine's words. @default it did */
  readonly incomplete?: string;
}

/** What deploys the stacks of one kind. Every method throws BulkheadError with the engine's own message in it. */
export interface Engine {
  /** Checks the template as far as the engine can without an account. */
  validate(request: EngineRequest): Promise<void>;
  diff(request: EngineRequest): Promise<EngineDiff>;
  /** Compares what was deployed with what is there, whatever the code says today. Touches nothing. */
  drift(request: EngineRequest): Promise<StackDrift>;
  /** Throws `PlanStale` where what is deployed is no longer what the reviewed plan was made against. */
  deploy(request: EngineRequest): Promise<ResourceCounts>;
  destroy(request: EngineRequest): Promise<ResourceCounts>;
  /**
   * What goes on with a stack after a call was aborted. @default nothing does: what the engine starts ends with the call
   */
  atWork?(request: EngineRequest): Promise<AtWork | undefined>;
}

/** Nothing touched. */
export const untouched: ResourceCounts = { added: 0, changed: 0, destroyed: 0 };

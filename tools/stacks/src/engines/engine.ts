import { type Environment } from '@bulkhead/config';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';
import { type AtWork } from './left-at-work';
import { type ResourceChange } from './resource-change';

export { type ResourceChange } from './resource-change';

/** The progress of an engine. */
export interface ResourceProgress {
  readonly done: number;
  readonly total: number;
}

/** What an engine is asked to work on. */
export interface EngineRequest {
  readonly workspaceRoot: string;
  readonly environment: Environment;
  /** The option that names the environment on the user's command line: `--environment=qa.json`. @default by its name */
  readonly environmentOption?: string;
  readonly instance: StackInstance;
  readonly synthesized: Synthesized;
  /** Aborted when the work must stop; its reason is the error to report. */
  readonly signal: AbortSignal;
  /** True when the last deploy of the stack failed or was interrupted: resources may exist that nobody recorded. */
  readonly unfinished: boolean;
  /** Called with one line for each step that a user should see, and with the progress. */
  readonly progress: (line: string, resources?: ResourceProgress) => void;
  /** Values of the consumed parameters by path, as SSM has them now. @default none known */
  readonly consumed?: ReadonlyMap<string, string>;
  /** Where `diff` keeps the engine's own plan, as an absolute path. @default it is not kept */
  readonly keepPlan?: string;
  /** The reviewed plan that `deploy` carries out. @default it plans anew */
  readonly reviewed?: ReviewedPlan;
  /**
   * True if `deploy` only reverts drift: it restores what somebody changed or deleted to the deployed version, and
   * deploys nothing else.
   * @default false
   */
  readonly revertDrift?: boolean;
  /**
   * Called by `deploy` when the changes are known and nothing is touched yet; throws to stop the deploy.
   * @default everything is approved
   */
  readonly approve?: (changes: readonly ResourceChange[]) => void;
}

/** The option that names the environment of a request in a command for the user. */
export function environmentOptionOf({
  environment,
  environmentOption,
}: Pick<EngineRequest, 'environmentOption'> & {
  readonly environment: Pick<Environment, 'name'>;
}): string {
  return environmentOption ?? `-c ${environment.name}`;
}

/** The result of `diff` that lets a deploy carry out exactly the changes that were shown. */
export interface ReviewedPlan {
  /** The engine's own plan, as an absolute path, for an engine that has one. */
  readonly file: string;
  /** `EngineDiff.deployed` of the diff. */
  readonly deployed?: string;
}

/** The changes that a deploy would make. */
export interface EngineDiff {
  readonly changes: readonly ResourceChange[];
  /**
   * Digest of the deployed version that the diff compared with.
   * @default the engine's own plan knows its base, and the engine refuses any other
   */
  readonly deployed?: string;
  /**
   * What a deploy would do first because the stack cannot be updated in its present status, in words.
   * @default nothing
   */
  readonly forewarning?: string;
  /** Why a deploy would be refused now, in words. @default it would not be refused */
  readonly wouldRefuse?: string;
}

/** How many resources an engine touched. A replacement counts as one added and one destroyed. */
export interface ResourceCounts {
  readonly added: number;
  readonly changed: number;
  readonly destroyed: number;
}

/** One resource that differs from the deployed version, because somebody changed it, or added to it, by other means. */
export interface ResourceDrift {
  readonly kind: 'changed' | 'deleted' | 'added';
  /** Terraform address or CloudFormation logical id. */
  readonly resource: string;
  /** Id in AWS. @default the engine does not say */
  readonly physicalId?: string;
  /** Terraform or CloudFormation type. */
  readonly type: string;
  /** The differences; empty for a resource that was deleted or added to. */
  readonly attributes: readonly AttributeDrift[];
  /** What was added to the resource. @default nothing */
  readonly addition?: AddedChild;
}

/** An object that belongs to a resource and that no stack declares. */
export interface AddedChild {
  /** Its kind: `rule of a security group`. */
  readonly what: string;
  /** Its content: `ingress tcp 5432 0.0.0.0/0`. */
  readonly content: string;
  /** Further content: the text of a policy. @default nothing */
  readonly detail?: unknown;
  /** The name for its removal; the name includes the content. */
  readonly name: string;
}

/** The parts of a stack that the search for additions did not cover. */
export interface AdditionsCoverage {
  /** Objects whose children of one kind could not be read. */
  readonly unchecked: readonly {
    readonly what: string;
    readonly resource: string;
    readonly reason: string;
  }[];
  /** Types of the stack whose children are never searched. */
  readonly uncovered: readonly string[];
}

/** One attribute of a resource that differs from the deployed version; `null` means that there is no value. */
export interface AttributeDrift {
  /** In the engine's notation: `tags_all.Name`, `/Tags/0/Value`. */
  readonly path: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** One resource that the engine did not compare. */
export interface UncheckedResource {
  /** Terraform address or CloudFormation logical id. */
  readonly resource: string;
  readonly type: string;
  /** The reason, in words. */
  readonly reason: string;
}

/** The result of comparing a deployed stack with AWS. */
export interface StackDrift {
  readonly drifted: readonly ResourceDrift[];
  readonly unchecked: readonly UncheckedResource[];
  /** How many resources were compared. */
  readonly checked: number;
  /** True if the stack itself, or its state, does not exist; `drifted` names it. */
  readonly gone: boolean;
  /** If the stack is gone: what is there instead, in words. @default nothing */
  readonly instead?: string;
  /** The parts that the search for additions did not cover. @default there was no search */
  readonly additions?: AdditionsCoverage;
  /** Why the comparison did not finish, in the engine's words. @default it finished */
  readonly incomplete?: string;
}

/** Deploys the stacks of one kind. Every method throws BulkheadError that contains the engine's own message. */
export interface Engine {
  /** Checks the template as far as the engine can without an account. */
  validate(request: EngineRequest): Promise<void>;
  diff(request: EngineRequest): Promise<EngineDiff>;
  /** Compares the deployed version with AWS, whatever the code says today. Touches nothing. */
  drift(request: EngineRequest): Promise<StackDrift>;
  /** Throws `PlanStale` if the deployed version is no longer the one that the reviewed plan was made against. */
  deploy(request: EngineRequest): Promise<ResourceCounts>;
  destroy(request: EngineRequest): Promise<ResourceCounts>;
  /**
   * The work that continues on a stack after a call was aborted. @default none: what the engine starts ends with the
   * call
   */
  atWork?(request: EngineRequest): Promise<AtWork | undefined>;
}

/** Nothing touched. */
export const untouched: ResourceCounts = { added: 0, changed: 0, destroyed: 0 };

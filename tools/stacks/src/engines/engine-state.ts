import { type Environment } from '@bulkhead/config';
import { type StackInstance } from '../workspace/stack-instance';
import { z } from 'zod';

/**
 * The knowledge that an engine keeps about a stack: Terraform keeps a state, CloudFormation the stack itself. Without
 * it, the engine does not know its resources and would create all of them again.
 */
export const engineState = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('terraform'),
    /** Generated when the state is created; a state with another lineage belongs to something else. */
    lineage: z.string(),
    /** Grows with every change of the state. */
    serial: z.int(),
    /** Changes with every write of the state: ETag of its object, or SHA-256 of its file. */
    mark: z.string(),
    /** Number of resources that the state knows. */
    resources: z.int(),
  }),
  z.object({
    type: z.literal('cloudformation'),
    /** ARN; no second stack of the same name has the same ARN. */
    stackId: z.string(),
    /** Number of resources that the stack has. */
    resources: z.int(),
  }),
]);

export type EngineState = z.infer<typeof engineState>;

/** The names that identify a stack within its environment. */
export type StackName = Pick<StackInstance, 'role' | 'app' | 'stack'>;

/**
 * The place where an engine keeps its knowledge about the stacks of an environment: a region, or this machine for local
 * state.
 */
export interface StatePlace {
  readonly workspaceRoot: string;
  readonly environment: Environment;
  /** Name of the region, such as `us-east-1`. */
  readonly region: string;
}

/** Marks of the kept states in one place, by the name that the engine uses for the stack. */
export type StateMarks = ReadonlyMap<string, string>;

/** The result of reading what an engine keeps about one stack. */
export type FoundState =
  | { readonly is: 'missing' }
  /** The state exists and cannot be read; `why` says the reason in words. */
  | { readonly is: 'broken'; readonly why: string }
  | { readonly is: 'kept'; readonly state: EngineState };

/** Reads what an engine keeps, without starting the engine. */
export interface StateKeeper {
  /** The name of a stack in its place: the key of an object, or the name of a CloudFormation stack. */
  nameOf(place: StatePlace, stack: StackName): string;
  /** Marks of every stack in a place, in one call for all of them. */
  list(place: StatePlace): Promise<StateMarks>;
  /** What the engine keeps about one stack now. */
  read(place: StatePlace, stack: StackName): Promise<FoundState>;
  /**
   * The stacks of the environment that are listed, that nobody knows and that hold resources.
   *
   * @param unknown listed names whose stack nobody knows; names of other environments may be among them
   */
  stacksOf(place: StatePlace, unknown: readonly string[]): Promise<StackName[]>;
  /** The last state of a stack that has no state now; undefined if it never had one, or if nobody knows. */
  lastKept(place: StatePlace, stack: StackName): Promise<EngineState | undefined>;
}

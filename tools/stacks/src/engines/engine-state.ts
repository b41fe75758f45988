import { type Environment } from '@bulkhead/config';
import { type StackInstance } from '../workspace/stack-instance';
import { z } from 'zod';

/**
 * What an engine keeps of a stack: Terraform a state, CloudFormation the stack itself. Without it the engine knows of
 * nothing that it made, and would make all of it once more.
 */
export const engineState = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('terraform'),
    /** Made up when the state was begun; another one is the state of something else. */
    lineage: z.string(),
    /** Grows with every change of the state. */
    serial: z.int(),
    /** Changes with every write of the state: ETag of its object, or SHA-256 of its file. */
    mark: z.string(),
    /** How many resources it knows. */
    resources: z.int(),
  }),
  z.object({
    type: z.literal('cloudformation'),
    /** ARN, which no second stack of the same name has. */
    stackId: z.string(),
    /** How many resources it has. */
    resources: z.int(),
  }),
]);

export type EngineState = z.infer<typeof engineState>;

/** What tells a stack apart from every other of its environment. */
export type StackName = Pick<StackInstance, 'role' | 'app' | 'stack'>;

/** Where an engine keeps what it knows of the stacks of an environment: a region, and for local state this machine. */
export interface StatePlace {
  readonly workspaceRoot: string;
  readonly environment: Environment;
  /** Name of the region, such as `us-east-1`. */
  readonly region: string;
}

/** Marks of what an engine keeps in one place, by the name that it knows a stack by. */
export type StateMarks = ReadonlyMap<string, string>;

/** What an engine keeps of one stack, looked at closely. */
export type FoundState =
  | { readonly is: 'missing' }
  /** It is there and cannot be read, in words. */
  | { readonly is: 'broken'; readonly why: string }
  | { readonly is: 'kept'; readonly state: EngineState };

/** How the tool looks at what an engine keeps, without starting the engine. */
export interface StateKeeper {
  /** What the engine calls a stack in its place: the key of an object, the name of a CloudFormation stack. */
  nameOf(place: StatePlace, stack: StackName): string;
  /** Marks of every stack in a place, in one call for all of them. */
  list(place: StatePlace): Promise<StateMarks>;
  /** What is kept of one stack now. */
  read(place: StatePlace, stack: StackName): Promise<FoundState>;
  /**
   * The stacks of the environment that a list has and that nobody knows, of those that hold anything.
   *
   * @param unknown names in the list of which nobody knows the stack; names of other environments among them
   */
  stacksOf(place: StatePlace, unknown: readonly string[]): Promise<StackName[]>;
  /** What was last kept of a stack of which nothing is kept now; undefined where nothing ever was, or nobody knows. */
  lastKept(place: StatePlace, stack: StackName): Promise<EngineState | undefined>;
}

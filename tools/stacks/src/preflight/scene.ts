import { type Environment } from '@bulkhead/config';
import { type StackInstance } from '../workspace/stack-instance';
import { type PlannedStack } from './planned-stack';
import { type PreflightServices } from './preflight-services';

/** The input of a check: what would be deployed to one region. */
export interface Scene {
  readonly environment: Environment;
  /** How the user names the environment on a command line: `-c prod`. */
  readonly environmentOption: string;
  /** Name of the region, such as `us-east-1`. */
  readonly region: string;
  /** ARN of the caller. */
  readonly caller: string;
  /** The stacks that would be deployed to the region. */
  readonly stacks: readonly PlannedStack[];
  /** Every stack of the environment. */
  readonly instances: readonly StackInstance[];
  readonly services: PreflightServices;
  /** Present values of the parameters that a stack consumes, by key. */
  readonly valuesOf: (
    instance: StackInstance,
    keys: readonly string[],
  ) => Promise<ReadonlyMap<string, string>>;
  /** What a region lacks and has to have before a deploy, in words. */
  readonly lacking: (instance: StackInstance) => Promise<string | undefined>;
}

import { type Environment } from '@bulkhead/config';
import { type NamedEnvironment } from '../workspace/printed-commands';
import { type StackInstance } from '../workspace/stack-instance';

/** An environment as its configuration has it, with the name that the user gave. */
export interface ConfiguredEnvironment extends NamedEnvironment {
  readonly environment: Environment;
  /** Every stack that it has. */
  readonly instances: readonly StackInstance[];
}

import { type EngineRequest } from '../engines/engine';
import { type FoundState, type StatePlace } from '../engines/engine-state';
import { type DeployRecord } from '../records/record';
import { type StackInstance } from '../workspace/stack-instance';
import { type RecoverOptions } from './recover-options';

/** A stack whose state does not agree with its record. */
export interface LostStack {
  readonly instance: StackInstance;
  readonly place: StatePlace;
  /** @default there is no record */
  readonly record: DeployRecord | undefined;
  readonly found: FoundState;
  readonly options: RecoverOptions;
  /** The user's `recover` command for the stack. */
  readonly command: string;
  /** Calls code of an engine with its request, within the deadline of the run. */
  readonly callEngine: <T>(work: (request: EngineRequest) => Promise<T>) => Promise<T>;
}

/** How a stack would be brought back, before anything is done. */
export interface PlannedRecovery {
  /** The possible choices, one line for each. */
  readonly choice: readonly string[];
  /** What would be done, in words: `puts back …`. */
  readonly does: string;
  /** @throws BulkheadError if it cannot be done; then nothing was touched */
  carryOut(): Promise<Recovered>;
}

/** What was done. */
export interface Recovered {
  /** In words. */
  readonly done: string;
  /** Whether the state is now exactly the recorded one, so that nothing has to be deployed. */
  readonly exact: boolean;
  /** Whether no state is left, so that nothing has to be recorded either. @default false */
  readonly gone?: boolean;
}

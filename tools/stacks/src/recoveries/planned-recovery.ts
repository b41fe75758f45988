import { type EngineRequest } from '../engines/engine';
import { type FoundState, type StatePlace } from '../engines/engine-state';
import { type DeployRecord } from '../records/record';
import { type StackInstance } from '../workspace/stack-instance';
import { type RecoverOptions } from './recover-options';

/** A stack of which what is kept is not what is recorded. */
export interface LostStack {
  readonly instance: StackInstance;
  readonly place: StatePlace;
  /** @default it is recorded nowhere */
  readonly record: DeployRecord | undefined;
  readonly found: FoundState;
  readonly options: RecoverOptions;
  /** How the user calls `recover` for the stack. */
  readonly command: string;
  /** Calls an engine's code with what it needs to know, within the deadline of the run. */
  readonly callEngine: <T>(work: (request: EngineRequest) => Promise<T>) => Promise<T>;
}

/** How a stack is to be brought back, before anything is done. */
export interface PlannedRecovery {
  /** What there is to choose from, a line each. */
  readonly choice: readonly string[];
  /** What is done, in words: `puts back …`. */
  readonly does: string;
  /** @throws BulkheadError where it cannot be done; then nothing was touched */
  carryOut(): Promise<Recovered>;
}

/** What was done. */
export interface Recovered {
  /** In words. */
  readonly done: string;
  /** What is kept now is exactly what was recorded, so that nothing has to be deployed. */
  readonly exact: boolean;
  /** Nothing is kept of the stack any more, so that nothing has to be recorded either. @default false */
  readonly gone?: boolean;
}

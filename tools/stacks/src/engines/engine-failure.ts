import { BulkheadError, type BulkheadErrorOptions } from '@bulkhead/errors';
import { type FailureKind } from '../retries/failure-kind';
import { type ResourceCounts, untouched } from './engine';

/**
 * The error of an engine that ran and failed. It says whether another run can help, and what the engine touched before.
 */
export class EngineFailure extends BulkheadError {
  constructor(
    code: string,
    message: string,
    readonly kind: FailureKind,
    options: BulkheadErrorOptions = {},
    readonly touched: ResourceCounts = untouched,
  ) {
    super(code, message, options);
  }

  /** The same failure, with the resources that the engine had touched by then. */
  having(touched: ResourceCounts): EngineFailure {
    const { code, message, kind, next, cause } = this;
    return new EngineFailure(code, message, kind, { next, cause }, touched);
  }
}

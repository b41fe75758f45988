import { BulkheadError, type BulkheadErrorOptions } from '@bulkhead/errors';
import { type FailureKind } from '../retries/failure-kind';
import { type ResourceCounts, untouched } from './engine';

/** An engine that ran and failed; says whether running it again is of use, and what it touched before. */
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

  /** The same failure of an engine that had touched something by then. */
  having(touched: ResourceCounts): EngineFailure {
    const { code, message, kind, next, cause } = this;
    return new EngineFailure(code, message, kind, { next, cause }, touched);
  }
}

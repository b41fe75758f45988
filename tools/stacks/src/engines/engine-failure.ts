import { BulkheadError, type BulkheadErrorOptions } from '@bulkhead/errors';
import { type FailureKind } from '../retries/failure-kind';

/** An engine that ran and failed; says whether running it again is of use. */
export class EngineFailure extends BulkheadError {
  constructor(
    code: string,
    message: string,
    readonly kind: FailureKind,
    options: BulkheadErrorOptions = {},
  ) {
    super(code, message, options);
  }
}

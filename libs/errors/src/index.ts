export { BulkheadError, describeError, type BulkheadErrorOptions, Refusal } from './bulkhead-error';

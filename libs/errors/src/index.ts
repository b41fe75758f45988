export { BulkheadError, describeError, type BulkheadErrorOptions } from './bulkhead-error';

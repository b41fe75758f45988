export {
  BulkheadError,
  describeError,
  type BulkheadErrorOptions,
  Refusal,
  systemErrorCode,
} from './bulkhead-error';

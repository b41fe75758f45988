export {
  BulkheadError,
  describeError,
  type BulkheadErrorOptions,
  Refusal,
  systemErrorCode,
} from './bulkhead-error';
export { Problems, Unfit } from './problems';
export { shellQuoted, shellWord } from './shell-word';
export { isVisible, visibleLines, visibleText } from './visible-text';

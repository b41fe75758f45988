export { BulkheadError, describeError, type BulkheadErrorOptions, Refusal } from './bulkhead-error';
export { nearest } from './nearest';
export { shellWord } from './shell-word';
export { isVisible, visibleLines, visibleText } from './visible-text';

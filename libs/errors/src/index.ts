export { BulkheadError, describeError, type BulkheadErrorOptions, Refusal } from './bulkhead-error';
export { nearest } from './nearest';
export * as optionKinds from './option-kinds';
export { readCommandLine } from './read-command-line';
export { type OptionsOf, readOptions } from './read-options';
export { shellQuoted, shellWord } from './shell-word';
export { isVisible, visibleLines, visibleText } from './visible-text';

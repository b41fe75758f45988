/** What commands need to read what a user gave them, beside the errors that everything raises. */
export { nearest } from './nearest';
export * as optionKinds from './option-kinds';
export { readCommandLine } from './read-command-line';
export { type OptionsOf, readOptions } from './read-options';

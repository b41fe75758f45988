/** Functions for commands that read user input. All other code needs only the errors. */
export { nearest } from './nearest';
export * as optionKinds from './option-kinds';
export { readCommandLine } from './read-command-line';
export { type OptionsOf, readOptions } from './read-options';

import { type EnvironmentDefinition } from './define-environment';

/** What a file of `environments` exports as `environment`. Its name is the name of the file. */
export type EnvironmentFile = Omit<EnvironmentDefinition, 'name'> & {
  /** Name of the environment that has a change before this one. @default none has: it is the first, and the only first */
  readonly promotedAfter?: string;
};

import { type EnvironmentDefinition } from './define-environment';

/** The type of `environment` in a file of `environments`. The name of the environment is the name of the file. */
export type EnvironmentFile = Omit<EnvironmentDefinition, 'name'> & {
  /** Name of the environment that gets a change before this one. @default none: this is the only first environment */
  readonly promotedAfter?: string;
};

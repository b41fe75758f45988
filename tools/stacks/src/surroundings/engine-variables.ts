import { isFile } from './terraform-files';
import { passing } from './variable-rules';

/**
 * How far Terraform and its provider let their memory grow before they collect garbage, in percent. Most of their
 * memory is the provider's schema, and nearly nothing in it is garbage. With Go's default of 100, a quarter of the time
 * of a plan of 50 resources goes into the collection, for 60 MB. https://go.dev/doc/gc-guide#GOGC
 */
const garbageCollection = '400';

/**
 * The variables of every Terraform process: the variables of this process that the table lets through, and variables
 * that keep Terraform from asking and from calling home, and that make it start faster.
 */
export function terraformVariables(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { TF_CLI_CONFIG_FILE: configuration, ...rest } = passing(variables, 'terraform');
  return {
    GOGC: garbageCollection,
    ...rest,
    TF_IN_AUTOMATION: 'true',
    TF_INPUT: 'false',
    CHECKPOINT_DISABLE: 'true',
    // The variable has priority over `.terraform/environment`, where somebody may have selected a workspace by hand.
    TF_WORKSPACE: 'default',
    // Terraform warns at every command if the configuration file does not exist.
    ...(configuration && isFile(configuration) && { TF_CLI_CONFIG_FILE: configuration }),
  };
}

/**
 * The variables of a synthesis. Nothing of a shell may reach a template, so there are few. The language and the time
 * zone decide the order of sorted text and dates, so both are the same everywhere.
 */
export function synthesisVariables(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // CDK's own template validation costs seconds in every synthesis. Only `validate` runs it.
  return { ...passing(variables, 'synthesis'), LC_ALL: 'C.UTF-8', TZ: 'UTC', CDK_VALIDATION: 'false' };
}

import { isFile } from './terraform-files';
import { passing } from './variable-rules';

/**
 * How far Terraform and its provider let their memory grow before they collect garbage, in percent. Most of what a
 * command of theirs computes is the provider's schema, of which nearly nothing is garbage: with Go's default of 100, a
 * quarter of the time of a plan of 50 resources goes into looking for it, for 60 MB. https://go.dev/doc/gc-guide#GOGC
 */
const garbageCollection = '400';

/**
 * The variables that Terraform is started with, by whatever starts it: of those of this process the ones that the table
 * lets through, with those that keep Terraform from asking and from calling home, and that make it start faster.
 */
export function terraformVariables(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { TF_CLI_CONFIG_FILE: configuration, ...rest } = passing(variables, 'terraform');
  return {
    GOGC: garbageCollection,
    ...rest,
    TF_IN_AUTOMATION: 'true',
    TF_INPUT: 'false',
    CHECKPOINT_DISABLE: 'true',
    // Whatever workspace somebody selected by hand in the folder: the variable comes before `.terraform/environment`.
    TF_WORKSPACE: 'default',
    // Terraform warns at every command about a configuration file that does not exist.
    ...(configuration && isFile(configuration) && { TF_CLI_CONFIG_FILE: configuration }),
  };
}

/**
 * The variables that an app is synthesized with. Nothing of a shell may reach a template, so that there are few, and
 * the language and the time zone, on which the order of sorted text and a date depend, are the same everywhere.
 */
export function synthesisVariables(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // CDK's own template validation costs seconds in every synthesis; `validate` has it.
  return { ...passing(variables, 'synthesis'), LC_ALL: 'C.UTF-8', TZ: 'UTC', CDK_VALIDATION: 'false' };
}

/**
 * The file that Terraform leaves in its working directory if it cannot write the state to its backend.
 * https://developer.hashicorp.com/terraform/cli/commands/state/push
 */
export const erroredStateFile = 'errored.tfstate';

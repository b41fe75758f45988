/**
 * What Terraform leaves in its working directory where it cannot write the state to its place.
 * https://developer.hashicorp.com/terraform/cli/commands/state/push
 */
export const erroredStateFile = 'errored.tfstate';

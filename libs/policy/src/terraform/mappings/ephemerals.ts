/**
 * The attributes of values that Terraform creates or reads for one run and stores in neither plan nor state. No
 * template knows these values, as with a `NoEcho` parameter.
 */
export const ephemerals: Readonly<Record<string, readonly string[]>> = {
  aws_secretsmanager_random_password: ['random_password'],
  aws_secretsmanager_secret_version: ['secret_string'],
};

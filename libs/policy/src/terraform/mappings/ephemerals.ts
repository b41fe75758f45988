/**
 * The attributes of what Terraform makes or reads for one run and keeps in neither plan nor state. What they hold is
 * not known to any template, as what a parameter without echo is given.
 */
export const ephemerals: Readonly<Record<string, readonly string[]>> = {
  aws_secretsmanager_random_password: ['random_password'],
  aws_secretsmanager_secret_version: ['secret_string'],
};

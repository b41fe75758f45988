import { contract, parameter } from '../contract';

const secretArn = /arn:[^:]+:secretsmanager:[^,]+/;

/** The secrets of a database of which RDS does not manage the password; without the stack that keeps them, none. */
export const databaseCredentials = contract('database-credentials', {
  masterSecretArn: parameter(
    secretArn,
    'ARN of the secret of the master user; for the database and its rotation',
  ),
  applicationSecretArn: parameter(secretArn, 'ARN of the secret of the user that applications connect as'),
  keyArn: parameter(/arn:[^:]+:kms:[^,]+/, 'ARN of the key that encrypts both secrets'),
});

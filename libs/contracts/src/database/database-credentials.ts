import { contract, parameter } from '../contract';

const secretArn = /arn:[^:]+:secretsmanager:[^,]+/;

/** The secrets of a database whose password RDS does not manage. Only the stack that keeps the secrets publishes it. */
export const databaseCredentials = contract('database-credentials', {
  masterSecretArn: parameter(
    secretArn,
    'ARN of the secret of the master user; for the database and its rotation',
  ),
  applicationSecretArn: parameter(secretArn, 'ARN of the secret of the user that applications connect as'),
  keyArn: parameter(/arn:[^:]+:kms:[^,]+/, 'ARN of the key that encrypts both secrets'),
});

/**
 * Environment variable with the ARN of the secret of the master user, who gives the two users of the rotated secret
 * their passwords. Without it the user of the rotated secret changes its own.
 */
export const masterSecretVariable = 'MASTER_SECRET_ARN';

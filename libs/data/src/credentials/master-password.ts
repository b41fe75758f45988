import { EphemeralResource } from '@bulkhead/cdktf';
import { Fn, propertyAccess } from 'cdktf';
import { type Construct } from 'constructs';

/**
 * The password in a secret. Terraform reads it during a run and stores it nowhere.
 *
 * @returns an expression for the password; only a write-only attribute accepts it
 */
export function masterPassword(scope: Construct, id: string, secretArn: string): string {
  const version = new EphemeralResource(scope, id, 'aws_secretsmanager_secret_version', {
    secret_id: secretArn,
  });
  return propertyAccess(Fn.jsondecode(version.expressionFor('secret_string')), [
    'password',
  ]) as unknown as string;
}

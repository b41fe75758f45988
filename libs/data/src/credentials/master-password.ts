import { EphemeralResource } from '@bulkhead/cdktf';
import { Fn, propertyAccess } from 'cdktf';
import { type Construct } from 'constructs';

/**
 * The password in a secret, read when Terraform runs and kept nowhere.
 *
 * @returns an expression for the password, which only a write-only attribute takes
 */
export function masterPassword(scope: Construct, id: string, secretArn: string): string {
  const version = new EphemeralResource(scope, id, 'aws_secretsmanager_secret_version', {
    secret_id: secretArn,
  });
  return propertyAccess(Fn.jsondecode(version.expressionFor('secret_string')), [
    'password',
  ]) as unknown as string;
}

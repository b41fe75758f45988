import { SecretsmanagerSecretRotation } from '@cdktf/provider-aws/lib/secretsmanager-secret-rotation';
import { Construct } from 'constructs';
import { rotateAfterDays } from '../rotation/rotate-after-days';
import { type RelationalDatabase } from './relational-database';

export interface ManagedSecretProps {
  /** A database whose master password RDS manages, which one of a global database cannot be (pitfall 3). */
  readonly database: Pick<RelationalDatabase, 'managedSecretArn' | 'keyArn' | 'instances'>;
}

/**
 * The secret that RDS keeps the master password in, and when RDS changes it. Managed rotation has no function of ours:
 * it is RDS that rotates.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_managed.html
 */
export class ManagedSecret extends Construct {
  /** ARN of the secret with the user name and password. */
  readonly secretArn: string;
  /** ARN of the key of the secret. */
  readonly secretKeyArn: string;

  /** @throws RangeError for a database whose password RDS does not manage */
  constructor(scope: Construct, id: string, { database }: ManagedSecretProps) {
    super(scope, id);
    if (database.managedSecretArn === undefined) throw new RangeError('RDS does not manage this password.');
    this.secretArn = database.managedSecretArn;
    this.secretKeyArn = database.keyArn;
    new SecretsmanagerSecretRotation(this, 'schedule', {
      secretId: this.secretArn,
      rotationRules: { automaticallyAfterDays: rotateAfterDays },
      // The password is minutes old, and a change of the schedule is no reason to change it.
      rotateImmediately: false,
      // A password is changed in a running database.
      dependsOn: [...database.instances],
    });
  }
}

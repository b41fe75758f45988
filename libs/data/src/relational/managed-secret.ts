import { SecretsmanagerSecretRotation } from '@cdktf/provider-aws/lib/secretsmanager-secret-rotation';
import { Construct } from 'constructs';
import { rotateAfterDays } from '../rotation/rotate-after-days';
import { type RelationalDatabase } from './relational-database';

export interface ManagedSecretProps {
  /** A database whose master password RDS manages. RDS manages none in a global database (pitfall 3). */
  readonly database: Pick<RelationalDatabase, 'managedSecretArn' | 'keyArn' | 'instances'>;
}

/**
 * The secret in which RDS keeps the master password, and its rotation schedule. RDS itself rotates the password, so
 * there is no function of ours.
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
      // The password is new, and a change of the schedule is no reason to rotate it.
      rotateImmediately: false,
      // A rotation needs a running database.
      dependsOn: [...database.instances],
    });
  }
}

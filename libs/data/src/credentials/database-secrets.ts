import { type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { CredentialsKeys, type ReplicaRegion } from './credentials-keys';
import { applicationSecretName, masterSecretName } from './secret-names';
import { UserSecret } from './user-secret';

/** The user name of applications. The name of its clone derives from it. */
const applicationUsername = 'application';

export interface DatabaseSecretsProps {
  readonly nameScope: NameScope;
  readonly masterUsername: string;
  /** A change of this number creates a new password for the master user. */
  readonly masterPasswordVersion: number;
  /** @default the secrets are in one region */
  readonly replica?: ReplicaRegion | undefined;
  readonly isProtected: boolean;
}

/**
 * The credentials of a database whose password RDS does not manage: a secret for the master user, and one for the user
 * of applications. The secrets name no host: the contract `database` names it, before and after a failover.
 */
export class DatabaseSecrets extends Construct {
  readonly masterSecretArn: string;
  readonly applicationSecretArn: string;
  /** ARN of the key of both secrets, in the region of the database. */
  readonly keyArn: string;

  constructor(scope: Construct, id: string, props: DatabaseSecretsProps) {
    super(scope, id);
    const { nameScope, replica, isProtected } = props;
    const { key, replicaKey } = new CredentialsKeys(this, 'keys', props);
    const common = {
      nameScope,
      keyArn: key.arn,
      replica: replica && replicaKey && { region: replica.region, keyArn: replicaKey.arn },
      isProtected,
    };

    const master = new UserSecret(this, 'master', {
      ...common,
      name: masterSecretName,
      description: 'Master user of the relational database',
      value: { username: props.masterUsername },
      passwordVersion: props.masterPasswordVersion,
    });
    const application = new UserSecret(this, 'application', {
      ...common,
      name: applicationSecretName,
      description: 'User that applications connect to the relational database as',
      value: { username: applicationUsername, masterarn: master.secret.arn },
      // Written once. The rotation creates every later password.
      passwordVersion: 1,
    });

    this.masterSecretArn = master.secret.arn;
    this.applicationSecretArn = application.secret.arn;
    this.keyArn = key.arn;
  }
}

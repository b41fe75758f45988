import { EphemeralResource, suppress } from '@bulkhead/cdktf';
import { secretName, type LogicalName, type NameScope } from '@bulkhead/naming';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';

export interface UserSecretProps {
  readonly nameScope: NameScope;
  readonly name: LogicalName;
  /** The user that the password belongs to. */
  readonly description: string;
  readonly keyArn: string;
  /** The region of the replica, and the key there. @default no replica */
  readonly replica?: { readonly region: string; readonly keyArn: string } | undefined;
  /**
   * Fields of the secret in addition to engine and password, by AWS's names.
   * https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html
   */
  readonly value: Readonly<Record<string, string>>;
  /** A change of this number creates a new password. */
  readonly passwordVersion: number;
  readonly isProtected: boolean;
}

/**
 * The secret of one database user, and its replica, which Secrets Manager keeps in sync. Terraform creates the password
 * during a run and writes it to the secret. No plan and no state contains it.
 */
export class UserSecret extends Construct {
  readonly secret: SecretsmanagerSecret;

  constructor(scope: Construct, id: string, props: UserSecretProps) {
    super(scope, id);
    const { nameScope, name, description, keyArn, replica, isProtected } = props;
    this.secret = new SecretsmanagerSecret(this, 'secret', {
      name: secretName(nameScope, ...name),
      description,
      kmsKeyId: keyArn,
      // In days: 30 is the maximum (P3.10), and 0 deletes at once, so that the environment can be created again under
      // the same names.
      recoveryWindowInDays: isProtected ? 30 : 0,
      ...(replica && { replica: [{ region: replica.region, kmsKeyId: replica.keyArn }] }),
      lifecycle: { preventDestroy: isProtected },
    });
    suppress(this.secret, {
      rule: 'HIPAA.Security-SecretsManagerRotationEnabled',
      reason:
        'The schedule and the function of its rotation are in the stack of the database: a password is changed in a running one.',
    });

    const password = new EphemeralResource(this, 'password', 'aws_secretsmanager_random_password', {
      password_length: 40,
      // RDS refuses the first four characters in a PostgreSQL password. The backslash causes errors in JSON and in
      // shells.
      // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html
      exclude_characters: '/@" \'\\',
      require_each_included_type: true,
    });
    new SecretsmanagerSecretVersion(this, 'version', {
      secretId: this.secret.id,
      secretStringWo: Fn.jsonencode({
        engine: 'postgres',
        ...props.value,
        password: password.expressionFor('random_password'),
      }),
      secretStringWoVersion: props.passwordVersion,
    });
  }
}

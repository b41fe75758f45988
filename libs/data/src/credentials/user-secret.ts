import { EphemeralResource, suppress } from '@bulkhead/cdktf';
import { secretName, type LogicalName, type NameScope } from '@bulkhead/naming';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';

export interface UserSecretProps {
  readonly nameScope: NameScope;
  readonly name: LogicalName;
  /** Whose password it is. */
  readonly description: string;
  readonly keyArn: string;
  /** Where it is replicated to, and under which key. @default nowhere */
  readonly replica?: { readonly region: string; readonly keyArn: string } | undefined;
  /**
   * What the secret says beside engine and password, by AWS's names for it.
   * https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html
   */
  readonly value: Readonly<Record<string, string>>;
  /** The password is made up anew when this changes. */
  readonly passwordVersion: number;
  readonly isProtected: boolean;
}

/**
 * The secret of one user of the database, and its replica, which Secrets Manager keeps like it. The password is made up
 * for one run of Terraform and written to the secret: it is in no plan and no state.
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
      // Days, the longest there is (P3.10); at once where the environment is to be made again under the same names.
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
      // The first four RDS refuses in a password of PostgreSQL, and the backslash is what JSON and shells trip over.
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

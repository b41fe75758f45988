import { keyAlias, secretName, type NameScope } from '@bulkhead/naming';
import { DataAwsKmsAlias } from '@cdktf/provider-aws/lib/data-aws-kms-alias';
import { DataAwsSecretsmanagerSecrets } from '@cdktf/provider-aws/lib/data-aws-secretsmanager-secrets';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { applicationSecretName, credentialsKeyName } from './secret-names';

export interface ReplicatedCredentialsProps {
  /** Of the region that the secrets are replicated to, in which the stack is. */
  readonly nameScope: NameScope;
  /** Name of the region in which they are kept. */
  readonly primaryRegion: string;
}

/**
 * The replica of the credentials of applications, found by its name in the region of the stack: Secrets Manager gives
 * a replica the name of its secret.
 */
export class ReplicatedCredentials extends Construct {
  /** ARN of the replica with the user name and password. */
  readonly secretArn: string;
  /** ARN of the key of the replica. */
  readonly secretKeyArn: string;

  constructor(scope: Construct, id: string, { nameScope, primaryRegion }: ReplicatedCredentialsProps) {
    super(scope, id);
    const name = secretName({ ...nameScope, region: primaryRegion }, ...applicationSecretName);
    const secrets = new DataAwsSecretsmanagerSecrets(this, 'secret', {
      filter: [{ name: 'name', values: [name] }],
      lifecycle: {
        // Terraform has no objection to none: it would go on with an ARN that is null.
        postcondition: [
          {
            condition: '${length(self.arns) > 0}',
            errorMessage: `Region ${nameScope.region} has no secret ${name}, the replica of the credentials of applications. Next: deploy stack credentials of database, which replicates it.`,
          },
          {
            condition: '${length(self.arns) < 2}',
            errorMessage: `Region ${nameScope.region} has more than one secret whose name begins with ${name}, which is how Secrets Manager looks for it. Next: rename the others.`,
          },
        ],
      },
    });
    this.secretArn = Fn.one(secrets.arns) as unknown as string;
    this.secretKeyArn = new DataAwsKmsAlias(this, 'key', {
      name: keyAlias(nameScope, ...credentialsKeyName),
      // The key comes with the replica: where both are missing, what to do is said once.
      dependsOn: [secrets],
    }).targetKeyArn;
  }
}

import { keyAlias, secretName, type NameScope } from '@bulkhead/naming';
import { DataAwsKmsAlias } from '@cdktf/provider-aws/lib/data-aws-kms-alias';
import { DataAwsSecretsmanagerSecrets } from '@cdktf/provider-aws/lib/data-aws-secretsmanager-secrets';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { applicationSecretName, credentialsKeyName } from './secret-names';

export interface ReplicatedCredentialsProps {
  /** The scope of the stack's region, to which the secrets are replicated. */
  readonly nameScope: NameScope;
  /** Name of the region with the original secrets. */
  readonly primaryRegion: string;
}

/**
 * The replica of the application credentials, found by name in the region of the stack: a replica has the name of its
 * secret.
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
        // Without this check, Terraform would accept an empty result, and continue with an ARN that is null.
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
      // The key comes with the replica: if both are missing, only one message appears.
      dependsOn: [secrets],
    }).targetKeyArn;
  }
}

import { BulkheadStack, publish } from '@bulkhead/cdktf';
import { regionName, settingsOf } from '@bulkhead/config';
import { databaseCredentials } from '@bulkhead/contracts';
import { DatabaseSecrets } from '@bulkhead/data/credentials';
import { masterUsername } from '@bulkhead/data/relational';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';

/**
 * The credentials of a database whose credentials RDS does not manage, replicated to the DR region. It is a stack of
 * its own because it needs the DR region: if that region is unavailable, only this stack cannot be deployed.
 */
export class CredentialsStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope } = context;
    const { masterPasswordVersion } = settingsOf(environment, 'database', 'credentials');
    const region = regionName(environment, 'dr');

    const { masterSecretArn, applicationSecretArn, keyArn } = new DatabaseSecrets(this, 'secrets', {
      nameScope,
      masterUsername,
      masterPasswordVersion,
      replica: region === undefined ? undefined : { region, provider: this.providerOf('dr') },
      isProtected: environment.protected,
    });

    publish(this, databaseCredentials, { masterSecretArn, applicationSecretArn, keyArn });
  }
}

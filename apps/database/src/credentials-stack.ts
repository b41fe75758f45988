import { BulkheadStack, publish } from '@bulkhead/cdktf';
import { regionName, settingsOf } from '@bulkhead/config';
import { databaseCredentials } from '@bulkhead/contracts';
import { DatabaseSecrets } from '@bulkhead/data/credentials';
import { masterUsername } from '@bulkhead/data/relational';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';

/**
 * The credentials of a database of which RDS does not manage them, replicated to the DR region. A stack of its own,
 * since it is what the database needs of that region: while the region is gone, only this stack cannot be deployed.
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

import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { cloudWatchLogs, keyPolicy, performanceInsights, rds, secretsManager } from '@bulkhead/kms-policies';
import { keyAlias, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { postgresqlLogGroupName } from './cluster-identity';

export interface EncryptionKeyProps {
  readonly nameScope: NameScope;
  readonly isProtected: boolean;
}

/**
 * The one key of everything the database holds: storage, snapshots, the master user's secret, Performance
 * Insights and the exported log. One key, because who may read one of them may find the patient in it.
 */
export class EncryptionKey extends Construct {
  readonly key: KmsKey;

  constructor(scope: Construct, id: string, { nameScope, isProtected }: EncryptionKeyProps) {
    super(scope, id);
    const { account, region, environment } = nameScope;

    const policy = keyPolicy({
      account,
      // Whoever administers the account may not therefore decrypt: data is reached through these services only.
      rootAccess: 'administration',
      statements: [
        rds({ account, region }),
        secretsManager({ account, region }),
        performanceInsights({ account, region }),
        cloudWatchLogs({ account, region, logGroupNames: [postgresqlLogGroupName(nameScope)] }),
      ],
    });
    this.key = new KmsKey(this, 'key', {
      description: `Relational database of Bulkhead environment ${environment}`,
      policy: JSON.stringify(policy),
      enableKeyRotation: true,
      // The longest KMS offers: without the key neither the cluster nor any of its snapshots can be read again.
      deletionWindowInDays: 30,
      lifecycle: { preventDestroy: isProtected },
    });
    new KmsAlias(this, 'alias', { name: keyAlias(nameScope, 'relational'), targetKeyId: this.key.keyId });
  }
}

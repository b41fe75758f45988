import { EncryptionKey } from '@bulkhead/encryption';
import { cloudWatchLogs, performanceInsights, rds, secretsManager } from '@bulkhead/kms-policies';
import { type NameScope } from '@bulkhead/naming';
import { type Construct } from 'constructs';
import { type DatabaseIdentity } from './database-identity';

export interface RelationalKeyProps {
  readonly nameScope: NameScope;
  readonly identity: DatabaseIdentity;
  /** Whether RDS keeps the password of the master user, in a secret under this key. */
  readonly hasManagedSecret: boolean;
  readonly isProtected: boolean;
}

/**
 * The one key of everything the database holds: storage, snapshots, Performance Insights, the exported logs and the
 * secret that RDS manages. One key, because who may read one of them may find the patient in it.
 */
export class RelationalKey extends EncryptionKey {
  constructor(scope: Construct, id: string, props: RelationalKeyProps) {
    const { nameScope, identity, hasManagedSecret, isProtected } = props;
    super(scope, id, {
      nameScope,
      name: ['relational'],
      encrypts: 'Relational database',
      statements: [
        rds(nameScope),
        ...(hasManagedSecret ? [secretsManager(nameScope)] : []),
        performanceInsights(nameScope),
        cloudWatchLogs({ ...nameScope, logGroupNames: identity.logGroupNames }),
      ],
      isProtected,
    });
  }
}

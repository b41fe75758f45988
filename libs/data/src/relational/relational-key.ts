import { EncryptionKey } from '@bulkhead/encryption';
import { cloudWatchLogs, lambda, performanceInsights, rds, secretsManager } from '@bulkhead/kms-policies';
import { type NameScope } from '@bulkhead/naming';
import { type Construct } from 'constructs';
import { rotatedCredentials, rotationLogGroupName } from '../rotation/rotation-names';
import { type DatabaseIdentity } from './database-identity';
import { type MasterUser } from './master-user';

export interface RelationalKeyProps {
  readonly nameScope: NameScope;
  readonly identity: DatabaseIdentity;
  /**
   * RDS keeps a managed one in a secret under this key; functions rotate an own one, and have their logs under it. A
   * replica is given none.
   */
  readonly password: MasterUser['password'] | 'replicated';
  readonly isProtected: boolean;
}

/**
 * The one key of everything the database holds: storage, snapshots, Performance Insights, the exported logs and the
 * secret that RDS manages. One key, because who may read one of them may find the patient in it.
 */
export class RelationalKey extends EncryptionKey {
  constructor(scope: Construct, id: string, props: RelationalKeyProps) {
    const { nameScope, identity, password, isProtected } = props;
    const rotations = password === 'own' ? rotatedCredentials : [];
    super(scope, id, {
      nameScope,
      name: ['relational'],
      encrypts: 'Relational database',
      statements: [
        rds(nameScope),
        ...(password === 'own' ? [lambda(nameScope)] : []),
        ...(password === 'managed' ? [secretsManager(nameScope)] : []),
        performanceInsights(nameScope),
        cloudWatchLogs({
          ...nameScope,
          logGroupNames: [
            ...identity.logGroupNames,
            ...rotations.map((name) => rotationLogGroupName(nameScope, name)),
          ],
        }),
      ],
      isProtected,
    });
  }
}

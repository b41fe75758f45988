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
   * For a managed password, RDS keeps a secret under this key. For an own password, functions rotate it, and their logs
   * use this key. A replica gets no password.
   */
  readonly password: MasterUser['password'] | 'replicated';
  readonly isProtected: boolean;
}

/**
 * The single key for all data of the database: storage, snapshots, Performance Insights, exported logs and the secret
 * that RDS manages. One key is enough, since each of them may reveal a patient.
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

import { EncryptionKey } from '@bulkhead/encryption';
import { cloudWatchLogs, performanceInsights, rds, secretsManager } from '@bulkhead/kms-policies';
import { type NameScope } from '@bulkhead/naming';
import { type Construct } from 'constructs';
import { postgresqlLogGroupName } from './cluster-identity';

export interface RelationalKeyProps {
  readonly nameScope: NameScope;
  readonly isProtected: boolean;
}

/**
 * The one key of everything the database holds: storage, snapshots, the master user's secret, Performance
 * Insights and the exported log. One key, because who may read one of them may find the patient in it.
 */
export class RelationalKey extends EncryptionKey {
  constructor(scope: Construct, id: string, { nameScope, isProtected }: RelationalKeyProps) {
    super(scope, id, {
      nameScope,
      name: ['relational'],
      encrypts: 'Relational database',
      statements: [
        rds(nameScope),
        secretsManager(nameScope),
        performanceInsights(nameScope),
        cloudWatchLogs({ ...nameScope, logGroupNames: [postgresqlLogGroupName(nameScope)] }),
      ],
      isProtected,
    });
  }
}

import { RdsGlobalCluster } from '@cdktf/provider-aws/lib/rds-global-cluster';
import { databaseIdentifier, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { auroraEngine } from './postgresql';

export interface GlobalClusterProps {
  /** Of the primary region, whichever region asks: the identifier is one for all. */
  readonly nameScope: NameScope;
  /** PostgreSQL version such as `16.13`, of every cluster in it (pitfall 5). */
  readonly engineVersion: string;
  readonly isProtected: boolean;
}

/** The global database: what a primary cluster and, in other regions, secondary ones join. It holds no data itself. */
export class GlobalCluster extends Construct {
  readonly globalCluster: RdsGlobalCluster;
  /** What others join it by, known before it is there. */
  readonly identifier: string;

  constructor(scope: Construct, id: string, { nameScope, engineVersion, isProtected }: GlobalClusterProps) {
    super(scope, id);
    this.identifier = databaseIdentifier(nameScope, 'relational', 'global');
    // Without a database name: the primary cluster has it, and one that is set here forces a replacement.
    this.globalCluster = new RdsGlobalCluster(this, 'global-cluster', {
      globalClusterIdentifier: this.identifier,
      engine: auroraEngine,
      engineVersion,
      storageEncrypted: true,
      deletionProtection: isProtected,
      lifecycle: { preventDestroy: isProtected },
    });
  }
}

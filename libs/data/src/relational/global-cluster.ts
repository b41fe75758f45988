import { RdsGlobalCluster } from '@cdktf/provider-aws/lib/rds-global-cluster';
import { type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { globalClusterIdentifier } from './database-identity';
import { auroraEngine } from './postgresql';

export interface GlobalClusterProps {
  /** Of the primary region. */
  readonly nameScope: NameScope;
  /** PostgreSQL version such as `16.13`, of every cluster in it (pitfall 5). */
  readonly engineVersion: string;
  readonly isProtected: boolean;
}

/**
 * The global database: what a primary cluster and, in other regions, secondary ones join. It holds no data itself.
 *
 * The provider allows AWS a major upgrade with every change of the version: a deploy refuses one (`MajorUpgrade`).
 */
export class GlobalCluster extends Construct {
  readonly globalCluster: RdsGlobalCluster;

  constructor(scope: Construct, id: string, { nameScope, engineVersion, isProtected }: GlobalClusterProps) {
    super(scope, id);
    // Without a database name: the primary cluster has it, and one that is set here forces a replacement.
    this.globalCluster = new RdsGlobalCluster(this, 'global-cluster', {
      globalClusterIdentifier: globalClusterIdentifier(nameScope),
      engine: auroraEngine,
      engineVersion,
      storageEncrypted: true,
      deletionProtection: isProtected,
      lifecycle: { preventDestroy: isProtected },
    });
  }
}

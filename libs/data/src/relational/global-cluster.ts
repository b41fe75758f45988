import { RdsGlobalCluster } from '@cdktf/provider-aws/lib/rds-global-cluster';
import { type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { globalClusterIdentifier } from './database-identity';
import { auroraEngine } from './postgresql';

export interface GlobalClusterProps {
  /** The scope of the primary region. */
  readonly nameScope: NameScope;
  /** PostgreSQL version such as `16.13`, the same for every cluster of the global database (pitfall 5). */
  readonly engineVersion: string;
  readonly isProtected: boolean;
}

/**
 * The global database. A primary cluster joins it, and secondary clusters in other regions. It holds no data itself.
 *
 * The provider allows a major upgrade with every change of the version. So a deploy refuses one (`MajorUpgrade`).
 */
export class GlobalCluster extends Construct {
  readonly globalCluster: RdsGlobalCluster;

  constructor(scope: Construct, id: string, { nameScope, engineVersion, isProtected }: GlobalClusterProps) {
    super(scope, id);
    // Without a database name: the primary cluster has it, and a name here forces a replacement.
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

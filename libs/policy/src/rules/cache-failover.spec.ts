import { cache } from './examples';
import { ruleCases } from './rule-cases';
import { cacheFailover } from './cache-failover';

ruleCases(cacheFailover, {
  compliant: {
    'two nodes in two zones': cache(),
    'shards with a replica': cache({ NumCacheClusters: undefined, ReplicasPerNodeGroup: 1 }),
  },
  nonCompliant: {
    'one node': cache({ NumCacheClusters: 1 }),
    'no failover': cache({ AutomaticFailoverEnabled: false }),
    'one zone': cache({ MultiAZEnabled: false }),
    'shards without a replica': cache({ NumCacheClusters: undefined, ReplicasPerNodeGroup: 0 }),
  },
});

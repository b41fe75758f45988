import { ElasticacheParameterGroup } from '@cdktf/provider-aws/lib/elasticache-parameter-group';
import { type CacheSettings } from '@bulkhead/config';
import { parameterGroupName, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';

export interface CacheParameterGroupProps {
  readonly nameScope: NameScope;
  readonly settings: Pick<CacheSettings, 'type' | 'engineVersion'>;
}

/** How the engine is configured in every node. */
export class CacheParameterGroup extends Construct {
  readonly parameterGroup: ElasticacheParameterGroup;

  constructor(scope: Construct, id: string, { nameScope, settings }: CacheParameterGroupProps) {
    super(scope, id);
    const family = `${settings.type}${settings.engineVersion.slice(0, settings.engineVersion.indexOf('.'))}`;
    this.parameterGroup = new ElasticacheParameterGroup(this, 'group', {
      // A group is for one major version and cannot be deleted in use: an upgrade makes the next one beside it.
      name: parameterGroupName(nameScope, 'cache', family),
      family,
      description:
        'Sessions are the first to go when memory is short, and slow commands are kept until they are read',
      parameter: [
        // When memory is short, what expires anyway goes first, the longest unused before the others: sessions do
        // expire, and a key that was meant to stay does not vanish.
        { name: 'maxmemory-policy', value: 'volatile-lru' },
        // The slow log is fetched from time to time; what does not fit by then is lost. The default is 128.
        { name: 'slowlog-max-len', value: '1024' },
      ],
      lifecycle: { createBeforeDestroy: true },
    });
  }
}

import { ElasticacheParameterGroup } from '@cdktf/provider-aws/lib/elasticache-parameter-group';
import { type CacheSettings, cacheVersions } from '@bulkhead/config';
import { parameterGroupName, type NameScope } from '@bulkhead/naming';
import { TerraformElement } from 'cdktf';
import { Construct } from 'constructs';

export interface CacheParameterGroupProps {
  readonly nameScope: NameScope;
  readonly settings: Pick<CacheSettings, 'type' | 'engineVersion'>;
}

/**
 * The engine configuration of every node. There is one group for each family that the cache has or may come from. When
 * a deploy upgrades the cache, the cache moves from one group to another. The deploy then neither creates nor deletes a
 * group in use, which ElastiCache refuses.
 */
export class CacheParameterGroup extends Construct {
  /** The group for the family of the cache. */
  readonly parameterGroup: ElasticacheParameterGroup;

  constructor(scope: Construct, id: string, { nameScope, settings }: CacheParameterGroupProps) {
    super(scope, id);
    const groups = familiesUpTo(familyOf(settings.type, settings.engineVersion)).map(
      (family) =>
        new ElasticacheParameterGroup(this, family, {
          name: parameterGroupName(nameScope, 'cache', family),
          family,
          description:
            'Sessions are the first to go when memory is short, and slow commands are kept until they are read',
          parameter: [
            // If memory is short, keys with an expiry go first, the least recently used before others. Sessions have an
            // expiry. Keys without one stay.
            { name: 'maxmemory-policy', value: 'volatile-lru' },
            // The slow log is fetched from time to time. Entries beyond this number are lost. The default is 128.
            { name: 'slowlog-max-len', value: '1024' },
          ],
          // ElastiCache cannot change the description, and would need a replacement.
          lifecycle: { ignoreChanges: ['description'] },
        }),
    );
    const group = groups.at(-1);
    if (!group) throw new RangeError(`${settings.type} ${settings.engineVersion} has no family.`);
    // An older state may have the group at an address without the family.
    group.moveFromId(
      `${group.terraformResourceType}.${new TerraformElement(this, 'group').friendlyUniqueId}`,
    );
    this.node.tryRemoveChild('group');
    this.parameterGroup = group;
  }
}

/**
 * All families from which a cache can be upgraded to the given one, which is the last: from Redis OSS to Valkey, never
 * back. https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.HowTo.html
 */
function familiesUpTo(family: string): readonly string[] {
  const families = (['redis', 'valkey'] as const).flatMap((type) =>
    cacheVersions[type].map((version) => familyOf(type, version)),
  );
  const known = [...new Set(families)];
  return known.slice(0, known.indexOf(family) + 1);
}

function familyOf(type: CacheSettings['type'], engineVersion: string): string {
  return `${type}${engineVersion.slice(0, engineVersion.indexOf('.'))}`;
}

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
 * How the engine is configured in every node: a group for each family that a cache may come from or have. A deploy that
 * upgrades the cache moves it from one to another, and neither creates nor deletes one that is in use, which
 * ElastiCache refuses.
 */
export class CacheParameterGroup extends Construct {
  /** The group of the family that the cache has. */
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
            // When memory is short, what expires anyway goes first, the longest unused before the others: sessions do
            // expire, and a key that was meant to stay does not vanish.
            { name: 'maxmemory-policy', value: 'volatile-lru' },
            // The slow log is fetched from time to time; what does not fit by then is lost. The default is 128.
            { name: 'slowlog-max-len', value: '1024' },
          ],
          // Nor is one replaced for a text that ElastiCache cannot change.
          lifecycle: { ignoreChanges: ['description'] },
        }),
    );
    const group = groups.at(-1);
    if (!group) throw new RangeError(`${settings.type} ${settings.engineVersion} has no family.`);
    // A state may know the group by an address that has no family in it.
    group.moveFromId(
      `${group.terraformResourceType}.${new TerraformElement(this, 'group').friendlyUniqueId}`,
    );
    this.node.tryRemoveChild('group');
    this.parameterGroup = group;
  }
}

/**
 * The families that a cache can be upgraded from to one, and that one, which is the last: from Redis OSS to Valkey, and
 * never back. https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.HowTo.html
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

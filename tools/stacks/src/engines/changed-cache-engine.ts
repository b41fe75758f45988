import { Refusal } from '@bulkhead/errors';
import { type ResourceChange } from './resource-change';
import { hasResourceOfType } from './terraform/configuration-file';

const cache = 'aws_elasticache_replication_group';

/** Whether a stack has a cache: only then can a deploy change the engine of a cache. */
export function hasCache(directory: string): boolean {
  return hasResourceOfType(directory, cache);
}

/**
 * Checks that a deploy does not change a cache from Redis to Valkey or from Valkey to Redis. Users belong to one
 * engine, and a user group always needs a user for `default`. The deploy would delete that user first, fail at the
 * group, and fail again each time. Changing back would replace the cache and lose everything in it.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.HowTo.html
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
 *
 * @param subject the stack, for messages
 * @throws Refusal `CacheEngineChanged`, naming each cache
 */
export function requireCacheEngineKept(subject: string, changes: readonly ResourceChange[]): void {
  const changed = changes.flatMap(({ type, action, resource, attributes }) => {
    const engine = attributes.find(({ path }) => path === 'engine');
    const stays = action === 'change' || action === 'replace';
    return type === cache && stays && engine ? [`  ${resource}: ${engine.before} -> ${engine.after}`] : [];
  });
  if (changed.length === 0) return;
  throw new Refusal(
    'CacheEngineChanged',
    [
      `${subject} would change the engine of a cache:`,
      ...changed,
      'The users of the cache belong to its engine and cannot be replaced while the cache uses them: the deploy would fail half-way. Nothing was touched.',
    ].join('\n'),
    {
      next: "put the cache's type and engineVersion back in the environment; to use the other engine, create the cache in a new environment",
    },
  );
}

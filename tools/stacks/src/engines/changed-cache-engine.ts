import { Refusal } from '@bulkhead/errors';
import { type ResourceChange } from './resource-change';
import { hasResourceOfType } from './terraform/configuration-file';

const cache = 'aws_elasticache_replication_group';

/** Whether a stack has a cache, so that a deploy of it might change its engine. */
export function hasCache(directory: string): boolean {
  return hasResourceOfType(directory, cache);
}

/**
 * Checks that a deploy makes no cache of Redis one of Valkey, or the reverse. Users belong to an engine, and a group of
 * users always has to have one for `default`: the deploy would take that one away first, fail at the group, and fail
 * again each time. The way back would replace the cache with all that it holds.
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
      `${subject} would give a cache another engine:`,
      ...changed,
      'The users of the cache belong to its engine, and cannot be exchanged while the cache has them: the deploy would end half-way. Nothing was touched.',
    ].join('\n'),
    {
      next: "put the cache's type and engineVersion back in the environment; a cache of the other engine is made in an environment of its own",
    },
  );
}

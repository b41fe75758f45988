import { testChange } from '../plans/test-diffs';
import { testFolder } from '../test-folder';
import { hasCache, requireCacheEngineKept } from './changed-cache-engine';
import { type ResourceChange } from './resource-change';

const becomesValkey = (over: Partial<ResourceChange> = {}) =>
  testChange('change', {
    resource: 'aws_elasticache_replication_group.main',
    type: 'aws_elasticache_replication_group',
    stateful: true,
    attributes: [{ path: 'engine', before: 'redis', after: 'valkey', forcesReplacement: false }],
    ...over,
  });
const deploying =
  (...changes: ResourceChange[]) =>
  () =>
    requireCacheEngineKept('database/cache@primary', changes);

test.each(['change', 'replace'] as const)('a %s that changes the engine of a cache is refused', (action) => {
  expect(deploying(testChange('add'), becomesValkey({ action }))).toThrow(
    expect.objectContaining({
      code: 'CacheEngineChanged',
      message: expect.stringMatching(
        /^database\/cache@primary would .*\n {2}aws_elasticache_replication_group\.main: redis -> valkey\n.*Nothing was touched/,
      ),
      next: expect.stringContaining('type and engineVersion back'),
    }),
  );
});

test.each<[string, ResourceChange]>([
  ['a new cache', becomesValkey({ action: 'add' })],
  ['a removed cache', becomesValkey({ action: 'destroy' })],
  [
    'another version of the same engine',
    becomesValkey({
      attributes: [{ path: 'engine_version', before: '8.0', after: '8.1', forcesReplacement: false }],
    }),
  ],
  ['the engine of a database', becomesValkey({ type: 'aws_rds_cluster' })],
])('%s is not refused', (_, change) => {
  expect(deploying(change)).not.toThrow();
});

test.each([
  ['with one', { resource: { aws_elasticache_replication_group: { main: {} } } }, true],
  ['without one', { resource: { aws_rds_cluster: { main: {} } } }, false],
  ['of another engine', undefined, false],
])('a stack %s is known by what was synthesized', (_, configuration, expected) => {
  expect(hasCache(testFolder(configuration && { 'cdk.tf.json': configuration }))).toBe(expected);
});

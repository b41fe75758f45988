import { refusalOf, withDatabase } from '../../definition/testing';

const cacheOf = (overrides: object = {}, more: object = {}) =>
  withDatabase('patient-data', { cache: overrides }, more).apps.database?.cache;
const refusal = (overrides: object, more: object = {}) =>
  refusalOf('patient-data', { cache: overrides }, more);

test('P1.5: patient-data has a replicated cache that fails over', () => {
  expect(cacheOf()).toMatchObject({ nodes: 3, automaticFailover: true });
});

test.each<[string, object]>([
  ['a burstable node', { nodeType: 'cache.t4g.micro' }],
  ['the largest node', { nodeType: 'cache.r5.24xlarge' }],
  ['a global datastore', { globalDatastore: true }],
])('P1.5: %s is fine', (_, overrides) => {
  expect(cacheOf(overrides)).toMatchObject(overrides);
});

test('P1.5: Redis OSS is another engine, so no setting of the preset is kept', () => {
  const redis = {
    type: 'redis',
    engineVersion: '7.1',
    nodeType: 'cache.m7g.large',
    nodes: 2,
    automaticFailover: true,
    snapshotRetentionDays: 35,
    logRetentionDays: 365,
  };
  expect(cacheOf(redis)).toEqual(redis);
});

test('P1.5: one node is enough in an unprotected environment', () => {
  const single = { nodes: 1, automaticFailover: false };
  expect(cacheOf(single, { protected: false })).toMatchObject(single);
});

test.each<[string, object, string]>([
  [
    'failover with one node',
    { nodes: 1 },
    'cache.nodes: 1 — allowed: at least 2 with automaticFailover: a replica takes over, and ElastiCache refuses failover without one',
  ],
  [
    'more than a primary and five replicas',
    { nodes: 7 },
    'cache.nodes: 7 — allowed: at most 6: ElastiCache has',
  ],
  [
    'no failover in a protected environment',
    { automaticFailover: false },
    'cache.automaticFailover: false — allowed: true in a protected environment',
  ],
  [
    'a node type of an old family',
    { nodeType: 'cache.m3.large' },
    'cache.nodeType: "cache.m3.large" — allowed: a node type of a current family',
  ],
  ['an invalid node type', { nodeType: 'cache.r7g.2large' }, 'cache.nodeType: "cache.r7g.2large"'],
  ['no snapshots', { snapshotRetentionDays: 0 }, 'cache.snapshotRetentionDays: 0 — allowed: at least 1'],
  [
    'snapshots for longer than ElastiCache keeps them',
    { snapshotRetentionDays: 36 },
    'cache.snapshotRetentionDays: 36 — allowed: at most 35: ElastiCache keeps snapshots for 35 days at most',
  ],
  [
    'pitfall 24: a retention that CloudWatch Logs refuses',
    { logRetentionDays: 2555 },
    'cache.logRetentionDays: 2555 — allowed: 1, 3, 5',
  ],
  [
    'a version of the other engine',
    { engineVersion: '7.1' },
    'cache.engineVersion: "7.1" — allowed: 7.2, 8.0, 8.1, 8.2',
  ],
  [
    'a global datastore on burstable nodes',
    { globalDatastore: true, nodeType: 'cache.t4g.medium' },
    'cache.nodeType: "cache.t4g.medium" — allowed: a node type of m5, r5 or later with globalDatastore: AWS supports no burstable ones',
  ],
  [
    'a global datastore that cannot fail over',
    { globalDatastore: true, automaticFailover: false },
    'cache.automaticFailover: false — allowed: true with globalDatastore',
  ],
])('P1.5, pitfall 7: %s is refused', (_, overrides, message) => {
  expect(refusal(overrides)).toContain(message);
});

test('P1.5: a global datastore is refused if there is no region to replicate to', () => {
  const { cache } = withDatabase('patient-data', { cache: { globalDatastore: true } }).apps.database ?? {};
  expect(refusalOf('saas', { cache })).toContain(
    'regions.dr: missing — allowed: a region to replicate to, since the cache is a global datastore',
  );
});

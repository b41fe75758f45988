import { join } from 'node:path';
import { terraformOf } from '@bulkhead/cdktf/testing';
import { testContext } from '@bulkhead/stack/testing';
import { CacheStack } from './cache-stack';

/** The cache itself is tested in libs/data, where it is defined. */
const cache = {
  type: 'valkey',
  engineVersion: '8.1',
  nodeType: 'cache.t4g.small',
  nodes: 2,
  automaticFailover: true,
  snapshotRetentionDays: 15,
  logRetentionDays: 365,
};

test.each([
  ['with a DR region explains why its cache is not replicated', 'patient-data', ['replication-path']],
  ['without a DR region has nothing to explain', 'saas', []],
])('P1.5: an environment %s', (_, preset, rules) => {
  const overrides = { preset, apps: { database: { cache } } } as Parameters<typeof testContext>[2];
  const context = testContext(join(__dirname, '..'), 'cache', overrides);
  terraformOf(CacheStack, context);

  expect(context.suppressions.map(({ rule }) => rule)).toEqual(rules);
});

import { auroraIdentity, instanceIdentity } from './database-identity';

const nameScope = { environment: 'prod', region: 'ap-southeast-1', account: '123456789012' };
const longest = { ...nameScope, environment: `a${'-a'.repeat(9)}b` };

test('a stand-alone cluster, its instances and its log have names of the environment', () => {
  expect(auroraIdentity(nameScope, { instances: 2 })).toEqual({
    identifier: 'bulkhead-prod-relational',
    instanceIdentifiers: ['bulkhead-prod-relational-1', 'bulkhead-prod-relational-2'],
    exportedLogs: ['postgresql'],
    logGroupNames: ['/aws/rds/cluster/bulkhead-prod-relational/postgresql'],
  });
});

test('P1.2: no two regions of a global database have an identifier in common', () => {
  const identifiers = ['ap-southeast-1', 'ap-southeast-2'].flatMap((region) => {
    const { identifier, instanceIdentifiers } = auroraIdentity(
      { ...nameScope, region },
      { instances: 15, global: {} },
    );
    return [identifier, ...instanceIdentifiers];
  });
  expect(new Set(identifiers).size).toBe(32);
});

test('P4.1: a stand-alone instance is its only instance', () => {
  const { identifier, instanceIdentifiers, logGroupNames } = instanceIdentity(nameScope);
  expect(instanceIdentifiers).toEqual([identifier]);
  expect(logGroupNames).toEqual(
    ['postgresql', 'upgrade'].map((log) => `/aws/rds/instance/bulkhead-prod-relational/${log}`),
  );
});

test('pitfall 25: the longest environment name in a long region stays within the limits of RDS', () => {
  const { identifier, instanceIdentifiers } = auroraIdentity(longest, { instances: 15, global: {} });
  const all = [identifier, ...instanceIdentifiers];
  expect(new Set(all).size).toBe(16);
  for (const each of all) expect(each).toMatch(/^(?!.*--)[a-z][a-z0-9-]{0,61}[a-z0-9]$/);
});

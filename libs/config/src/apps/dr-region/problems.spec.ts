import { parseEnvironment } from '../../definition/define-environment';
import { type PresetName } from '../../presets/preset-names.generated';
import { cacheInRegion, networkInRegion, standbyRelational, transitInRegion } from './regional-settings';

const environment = (preset: PresetName, apps: object = {}, more: object = {}) =>
  parseEnvironment({ name: 'qa', preset, account: '123456789012', apps, ...more }, 'qa.json');

test.each<PresetName>(['patient-data', 'web-multi-region', 'hipaa-dr'])(
  'P1.11: the standby of %s matches the primary region, in the size of its own settings',
  (preset) => {
    const { apps } = environment(preset);
    const own = environment(preset, {
      'dr-region': { network: { natGateways: 1 }, relational: { instances: 1 } },
    });

    expect(networkInRegion(own, 'dr')).toEqual({ ...apps.network.vpc, natGateways: 1 });
    expect(networkInRegion(own, 'primary')).toEqual(apps.network.vpc);
    expect(standbyRelational(own)).toEqual({ ...apps.database?.relational, instances: 1 });
  },
);

test('P1.5: the cache of the DR region has the settings of the primary one, with its own number of nodes', () => {
  const { cache } = environment('patient-data').apps.database ?? {};
  expect(cacheInRegion(environment('patient-data'), 'dr')).toEqual({
    ...cache,
    nodes: 2,
    globalDatastore: false,
  });
  expect(cacheInRegion(environment('patient-data'), 'primary')).toEqual(cache);
});

test('P2.12: each region has the settings of its own Transit Gateway', () => {
  const both = environment('web-multi-region', {
    network: { transit: { amazonSideAsn: 64512 } },
    'dr-region': { transit: { amazonSideAsn: 64513 } },
  });

  expect(transitInRegion(both, 'primary')).toEqual({ amazonSideAsn: 64512 });
  expect(transitInRegion(both, 'dr')).toEqual({ amazonSideAsn: 64513 });
});

test.each<[string, PresetName, object, object, string]>([
  [
    'a standby without a region for it',
    'hipaa-dr',
    {},
    { regions: { dr: null } },
    'regions.dr: missing — allowed: a region for the stacks of apps.dr-region',
  ],
  [
    'a service in a missing DR region',
    'saas',
    { 'app-platform': { service: { dr: { desiredCount: 1 } } } },
    {},
    'apps.app-platform.service.dr: {"desiredCount":1} — allowed: none without regions.dr',
  ],
  [
    'more NAT gateways than zones',
    'hipaa-dr',
    { 'dr-region': { network: { natGateways: 4 } } },
    {},
    'apps.dr-region.network.natGateways: 4 — allowed: at most one per availability zone: 3',
  ],
  [
    'a database without a network',
    'hipaa-dr',
    { 'dr-region': { network: null }, 'app-platform': null },
    {},
    'apps.dr-region.network: missing — allowed: a network, which relational is in',
  ],
  [
    'a secondary of a database that stands alone',
    'hipaa-dr',
    { database: { relational: { global: null }, credentials: null } },
    {},
    'apps.dr-region.relational: {"instances":2} — allowed: none without apps.database.relational.global',
  ],
  [
    'the counterpart of a missing file system',
    'hipaa-dr',
    { 'dr-region': { 'file-system': {} } },
    {},
    'apps.dr-region.file-system: {} — allowed: none without apps.database.file-system',
  ],
  [
    'a cache with failover but without a second node',
    'patient-data',
    { 'dr-region': { cache: { nodes: 1 } } },
    {},
    'apps.dr-region.cache.nodes: 1 — allowed: at least 2 with apps.database.cache.automaticFailover',
  ],
  [
    'two Transit Gateways of one number',
    'hipaa-dr',
    { network: { transit: { amazonSideAsn: 64512 } }, 'dr-region': { transit: { amazonSideAsn: 64512 } } },
    {},
    'apps.dr-region.transit.amazonSideAsn: 64512 — allowed: another one than that of apps.network.transit',
  ],
  [
    'a Transit Gateway that has no peer',
    'hipaa-dr',
    { 'dr-region': { transit: { amazonSideAsn: 64512 } } },
    {},
    'apps.dr-region.transit: {"amazonSideAsn":64512} — allowed: none without apps.network.transit',
  ],
  [
    'a replication of nothing',
    'hipaa-dr',
    { 'dr-region': { storage: null } },
    {},
    'apps.dr-region.replication: {} — allowed: none without storage, file-system or transit',
  ],
  [
    'a Transit Gateway whose peer is missing',
    'hipaa-dr',
    { network: { transit: { amazonSideAsn: 64512 } } },
    {},
    'apps.dr-region.transit: missing — allowed: settings such as {"amazonSideAsn": 64513}, the peer of apps.network.transit',
  ],
  [
    'two Transit Gateways without a peering',
    'hipaa-dr',
    {
      network: { transit: { amazonSideAsn: 64512 } },
      'dr-region': { storage: null, transit: { amazonSideAsn: 64513 }, replication: null },
    },
    {},
    'apps.dr-region.replication: missing — allowed: settings such as {}, since nothing else carries anything to apps.dr-region: transit',
  ],
  [
    'a global database without a secondary',
    'web-multi-region',
    { 'dr-region': { relational: null }, 'app-platform': { service: { dr: null } } },
    {},
    'apps.dr-region.relational: missing — allowed: settings such as {"instances": 2}, since apps.database.relational.global has a secondary there',
  ],
  [
    'a global database in an environment with an empty DR region',
    'hipaa-dr',
    {
      'dr-region': null,
      database: { backup: { copyToDr: false } },
      'app-platform': { service: { dr: null } },
    },
    {},
    'apps.dr-region.relational: missing — allowed: settings such as',
  ],
  [
    'buckets and a file system without replication',
    'patient-data',
    { 'dr-region': { replication: null } },
    {},
    'apps.dr-region.replication: missing — allowed: settings such as {}, since nothing else carries anything to apps.dr-region: storage, file-system',
  ],
  [
    'copies of backups to a missing vault',
    'hipaa-dr',
    { 'dr-region': { backup: null } },
    {},
    'apps.dr-region.backup: missing — allowed: settings such as {}, since apps.database.backup copies',
  ],
  [
    'a service in a region without the cache that it uses',
    'patient-data',
    { 'dr-region': { cache: null } },
    {},
    'apps.dr-region.cache: missing — allowed: settings such as {"nodes": 2}, which apps.app-platform.service uses',
  ],
])('%s is refused', (_, preset, apps, more, message) => {
  expect(() => environment(preset, apps, more)).toThrow(
    expect.objectContaining({ code: 'InvalidEnvironment', message: expect.stringContaining(message) }),
  );
});

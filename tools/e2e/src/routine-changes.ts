import { type Environment, hasOriginProtection } from '@bulkhead/config';
import { changesOf, only, type RoutineChange } from './routine-change';

const vpc = changesOf('network', 'vpc');
const relational = changesOf('database', 'relational');
const credentials = changesOf('database', 'credentials');
const cache = changesOf('database', 'cache');
const storage = changesOf('database', 'storage');
const staticAssets = changesOf('database', 'static-assets');
const fileSystem = changesOf('database', 'file-system');
const backup = changesOf('database', 'backup');
const edge = changesOf('cdn-dns', 'edge');
const routing = changesOf('cdn-dns', 'routing');

/** Every routine change of the network, of the data tier and of the edge, and of what all stacks know. A change more is a line more. */
export const routineChanges: readonly RoutineChange[] = [
  vpc.settings('flow logs are kept for longer', { flowLogRetentionDays: 400 }),
  vpc.settings('another number of NAT gateways', ({ natGateways }) => ({
    natGateways: natGateways === 1 ? 2 : natGateways - 1,
  })),
  vpc.settings('one interface endpoint less', ({ endpoints }) =>
    endpoints.interface.length > 0 ? { endpoints: { interface: endpoints.interface.slice(1) } } : undefined,
  ),
  vpc.code('another owner', { file: 'apps/network/project.json', from: '@acme/network', to: '@acme/cloud' }),

  relational.settings('backups are kept for longer or shorter', ({ backupRetentionDays }) => ({
    backupRetentionDays: backupRetentionDays === 21 ? 28 : 21,
  })),
  relational.settings('the log is kept for longer', { logRetentionDays: 400 }),
  relational.settings('more capacity', only('aurora-serverless-v2', { capacity: { max: 48 } }), 'sizes one'),
  relational.settings('larger instances', only('aurora-provisioned', { instanceClass: 'db.r7g.xlarge' })),
  relational.settings(
    'a larger instance',
    only('rds-postgres', { instanceClass: 'db.m7g.xlarge' }),
    'sizes one',
  ),
  relational.settings('more storage', only('rds-postgres', { allocatedStorage: 200 }), 'sizes one'),
  relational.settings('one instance more', (settings) =>
    settings.type === 'rds-postgres' ? undefined : { instances: settings.instances + 1 },
  ),
  relational.code(
    'another minor version of PostgreSQL',
    { file: 'libs/config/src/apps/database/postgres-versions.ts', from: '16.13', to: '16.14' },
    // An instance has its minor version raised by RDS, a member of a global database by the latter.
    (settings) => settings.type !== 'rds-postgres' && !settings.global,
  ),
  {
    ...credentials.settings('another password of the master user', ({ masterPasswordVersion }) => ({
      masterPasswordVersion: masterPasswordVersion + 1,
    })),
    // The database is given the password that the secret has.
    stacks: ['database/credentials', 'database/relational'],
  },

  // The emulator has no replication group: what sizes it is looked at in the app's own specs.
  cache.settings('logs are kept for longer', { logRetentionDays: 400 }),

  storage.settings('replaced versions are kept for longer', ({ data: { noncurrent } }) => ({
    data: { noncurrent: { deleteAfterDays: noncurrent.deleteAfterDays + 365 } },
  })),
  storage.settings('objects are moved and archived at other ages', {
    data: { current: { infrequentAccessAfterDays: 30, archiveAfterDays: 180 } },
  }),
  storage.settings('access logs are kept for longer', ({ log }) => ({
    log: { deleteAfterDays: log.deleteAfterDays + 365 },
  })),
  storage.settings('no version is deleted for a month', {
    data: { objectLock: { mode: 'GOVERNANCE', days: 30 } },
  }),
  staticAssets.settings(
    'replaced files are kept for longer',
    { deleteNoncurrentAfterDays: 180 },
    'sizes one',
  ),

  fileSystem.settings('files are moved later', { infrequentAccessAfterDays: 60 }, 'sizes one'),
  fileSystem.settings('files are archived', { archiveAfterDays: 90 }, 'sizes one'),
  fileSystem.settings('other throughput', { throughput: 'bursting' }, 'sizes one'),

  backup.settings('recovery points are kept for longer', {
    hourly: { deleteAfterDays: 14 },
    daily: { deleteAfterDays: 60 },
    weekly: { deleteAfterDays: 180 },
  }),
  backup.settings('one tier less', { weekly: null }),
  backup.settings('points in time reach back less far', { continuous: { retentionDays: 14 } }),

  edge.settings('logs are kept for longer', { logRetentionDays: 400 }),
  // The emulator does not return the rules of a firewall: what sizes them is looked at in the app's own specs.
  edge.settings('fewer places serve it', { priceClass: 'PriceClass_100' }, 'sizes one'),
  routing.settings('a check asks for another path', (settings) =>
    settings.type === 'simple' ? undefined : { healthCheck: { path: '/ready' } },
  ),

  {
    what: 'fewer networks may reach it',
    stacks: ['app-platform/service'],
    over: (environment) =>
      environment.apps['app-platform'] && !hasOriginProtection(environment)
        ? { allowedIpRanges: ['198.51.100.0/24', '203.0.113.0/24'] }
        : undefined,
  },
  {
    what: 'another cost centre and deployment id',
    over: () => ({ costCentre: 'research', deploymentId: 'research-2' }),
    attributes: ['tags', 'tags_all'],
    // CloudWatch Logs refuses to change a delivery to a log group, so that other tags make another one.
    replaces: ['aws_cloudwatch_log_delivery', 'aws_cloudwatch_log_delivery_destination'],
  },
  { what: 'one zone more', over: withZone },
];

/** A zone more in us-east-1, which has six; the presets of other regions use most of what there are. */
function withZone({ regions: { primary } }: Environment): object | undefined {
  const { name, availabilityZones: present } = primary;
  const letter = name === 'us-east-1' ? 'abcdef'[present.length] : undefined;
  if (letter === undefined) return undefined;
  const next = (tier: 'public' | 'private' | 'isolated') =>
    (present.at(-1)?.[tier] ?? '').replace(/\.(\d+)\.0\//, (_, octet: string) => `.${Number(octet) + 1}.0/`);
  const zone = {
    name: `${name}${letter}`,
    public: next('public'),
    private: next('private'),
    isolated: next('isolated'),
  };
  return { regions: { primary: { availabilityZones: [...present, zone] } } };
}

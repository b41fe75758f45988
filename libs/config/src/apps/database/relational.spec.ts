import { type BulkheadError } from '@bulkhead/errors';
import { parseEnvironment } from '../../definition/define-environment';
import { environmentWarnings } from '../../definition/environment-warnings';
import { credentialsOf, globalDatabaseOf, type RelationalSettings } from './relational';

const own = { masterPasswordVersion: 1 };

function environment(preset: string, database: object = {}, more: object = {}) {
  return parseEnvironment(
    { name: 'qa', preset, account: '123456789012', apps: { database }, ...more },
    'qa.json',
  );
}

function relationalOf(preset: string, database: object = {}): RelationalSettings {
  const { relational } = environment(preset, database).apps.database ?? {};
  if (!relational) throw new Error(`${preset} has no database`);
  return relational;
}

function refusal(preset: string, database: object, more: object = {}): string {
  try {
    environment(preset, database, more);
  } catch (error) {
    return (error as BulkheadError).message;
  }
  throw new Error('was accepted');
}

describe('the presets', () => {
  test.each([
    ['P1.2', 'patient-data', 'aurora-serverless-v2', 'own'],
    ['P2.12', 'web-multi-region', 'aurora-provisioned', 'own'],
    ['P3.3', 'hipaa-dr', 'aurora-provisioned', 'own'],
    ['P4.1', 'ecs-ec2', 'rds-postgres', 'managed'],
    ['P5.2', 'saas', 'aurora-serverless-v2', 'managed'],
  ])('%s: %s runs on %s, with a password that is %s', (_, preset, type, credentials) => {
    const settings = relationalOf(preset);
    expect(settings.type).toBe(type);
    expect(credentialsOf(settings)).toBe(credentials);
  });

  test.each([
    ['P1.2', 'patient-data', true],
    ['P2.12', 'web-multi-region', true],
    ['P3.3', 'hipaa-dr', true],
    ['P4.1', 'ecs-ec2', false],
    ['P5.2', 'saas', false],
  ])('%s: %s is the primary of a global database: %s', (_, preset, isGlobal) => {
    expect(globalDatabaseOf(relationalOf(preset)) !== undefined).toBe(isGlobal);
  });

  test.each(['patient-data', 'web-multi-region', 'hipaa-dr', 'ecs-ec2', 'saas'])(
    'P1.2, P3.3, P4.1: %s has an instance that can take over',
    (preset) => {
      const settings = relationalOf(preset);
      expect(settings.type === 'rds-postgres' ? settings.multiAz : settings.instances >= 2).toBe(true);
    },
  );

  test('P1.11: in no preset does the loss of the DR region stop the primary', () => {
    for (const preset of ['patient-data', 'web-multi-region', 'hipaa-dr']) {
      expect(globalDatabaseOf(relationalOf(preset))).toEqual({});
    }
  });
});

describe('bad input', () => {
  test.each<[string, string, object, string]>([
    [
      'pitfall 3: a managed password in a global database',
      'patient-data',
      { relational: { credentials: 'managed' } },
      'apps.database.relational.credentials: "managed" — allowed: own: RDS manages no master password in a global database',
    ],
    [
      'pitfall 26: a recovery point objective below 20 seconds',
      'hipaa-dr',
      { relational: { global: { rpoSeconds: 19 } } },
      'apps.database.relational.global.rpoSeconds: 19 — allowed: at least 20: rds.global_db_rpo takes no less',
    ],
    [
      'P1.2: capacity upside down',
      'patient-data',
      { relational: { capacity: { min: 8, max: 4 } } },
      'apps.database.relational.capacity.min: 8 — allowed: at most capacity.max: 4; Aurora takes 0.5 to 256 in steps of 0.5',
    ],
    [
      'P1.2: more capacity than Aurora has',
      'patient-data',
      { relational: { capacity: { max: 256.5 } } },
      'apps.database.relational.capacity.max: 256.5 — allowed: at most 256: Aurora takes 0.5 to 256 in steps of 0.5',
    ],
    [
      'P3.3: more instances than a global primary may have',
      'hipaa-dr',
      { relational: { instances: 16 } },
      'apps.database.relational.instances: 16 — allowed: at most 15 in the primary of a global database',
    ],
    [
      'P3.3: a class that a global database does not run on',
      'hipaa-dr',
      { relational: { instanceClass: 'db.t4g.medium' } },
      'apps.database.relational.instanceClass: "db.t4g.medium" — allowed: db.r… or db.x…: an Aurora global database needs',
    ],
    [
      'P3.3: a class of RDS that Aurora does not have',
      'hipaa-dr',
      { relational: { instanceClass: 'db.m7g.large' } },
      'apps.database.relational.instanceClass: "db.m7g.large" — allowed: a class of Aurora PostgreSQL such as db.r7g.large',
    ],
    [
      'P4.1: a class of EC2',
      'ecs-ec2',
      { relational: { instanceClass: 'm7g.large' } },
      'apps.database.relational.instanceClass: "m7g.large" — allowed: a class of RDS for PostgreSQL such as db.m7g.large',
    ],
    ...['db.t3.xlarge', 'db.t2.medium', 'db.t4g.small', 'db.r5b.large', 'db.r4.large', 'db.serverless'].map(
      (instanceClass): [string, string, object, string] => [
        `P3.3: ${instanceClass}, which Aurora PostgreSQL does not have`,
        'hipaa-dr',
        { relational: { instanceClass } },
        `apps.database.relational.instanceClass: "${instanceClass}" — allowed: a class of Aurora PostgreSQL such as`,
      ],
    ),
    ...['db.m7g.micro', 'db.r7g.medium', 'db.t2.micro', 'db.m7g.24xlarge', 'db.constructor.large'].map(
      (instanceClass): [string, string, object, string] => [
        `P4.1: ${instanceClass}, which RDS for PostgreSQL does not have`,
        'ecs-ec2',
        { relational: { instanceClass } },
        `apps.database.relational.instanceClass: "${instanceClass}" — allowed: a class of RDS for PostgreSQL such as`,
      ],
    ),
    ...['user', 'order', 'rdsadmin', 'template1', 'current_date'].map(
      (databaseName): [string, string, object, string] => [
        `P1.2: a database named ${databaseName}, which RDS refuses`,
        'patient-data',
        { relational: { databaseName } },
        `apps.database.relational.databaseName: "${databaseName}" — allowed: a name that PostgreSQL does not reserve and RDS does not use`,
      ],
    ),
    [
      'P4.1: storage that cannot grow',
      'ecs-ec2',
      { relational: { maxAllocatedStorage: 105 } },
      'apps.database.relational.maxAllocatedStorage: 105 — allowed: at least 110: RDS wants the limit 10 % above',
    ],
    [
      'P4.1: less storage than gp3 begins with',
      'ecs-ec2',
      { relational: { allocatedStorage: 10 } },
      'apps.database.relational.allocatedStorage: 10 — allowed: at least 20: RDS takes 20 to 65536 GiB of gp3 storage',
    ],
    [
      'P4.1: no standby in a protected environment',
      'ecs-ec2',
      { relational: { multiAz: false } },
      'apps.database.relational.multiAz: false — allowed: true, since a protected environment',
    ],
    [
      'P1.2: a single instance in a protected environment',
      'patient-data',
      { relational: { instances: 1 } },
      'apps.database.relational.instances: 1 — allowed: at least 2, since a protected environment',
    ],
    ...[0, 36].map((days): [string, string, object, string] => [
      `P5.2: backups kept for ${days} days, which AWS refuses or which turns them off`,
      'ecs-ec2',
      { relational: { backupRetentionDays: days } },
      `apps.database.relational.backupRetentionDays: ${days} — allowed: ${days ? 'at most 35' : 'at least 1'}: RDS keeps automated backups for 35 days at most`,
    ]),
    [
      'P1.3: own credentials without the stack that keeps them',
      'saas',
      { relational: { credentials: 'own' } },
      'apps.database.credentials: missing — allowed: settings such as {"masterPasswordVersion": 1}',
    ],
    [
      'P1.3: the stack that keeps credentials without a use for it',
      'saas',
      { credentials: own },
      'apps.database.credentials: {"masterPasswordVersion":1} — allowed: none, since RDS manages the password',
    ],
    [
      'P1.3: the stack that keeps credentials without a database',
      'patient-data',
      { relational: null },
      'apps.database.credentials: {"masterPasswordVersion":1} — allowed: none without a database',
    ],
    ...(
      [
        ['in a global database', 'patient-data', {}],
        ['of a database that stands alone', 'ecs-ec2', { credentials: 'own' }],
      ] as const
    ).map(([where, preset, more]): [string, string, object, string] => [
      `P1.3: a proxy before own credentials ${where}, which would be shut out with each rotation`,
      preset,
      { relational: { proxy: { maxConnectionsPercent: 80 }, ...more }, credentials: own },
      'apps.database.relational.proxy: {"maxConnectionsPercent":80} — allowed: none with own credentials: RDS Proxy wants a secret for each user',
    ]),
    [
      'P1.2: a global database without a DR region',
      'saas',
      { relational: { global: {} }, credentials: own },
      'apps.database.relational.global: {} — allowed: only with regions.dr, the region of its secondary',
    ],
  ])('%s is refused', (_, preset, database, message) => {
    expect(refusal(preset, database)).toContain(message);
  });
});

test.each([
  ['hipaa-dr', 'db.r8g.48xlarge'],
  ['hipaa-dr', 'db.x2g.2xlarge'],
  ['ecs-ec2', 'db.t4g.micro'],
  ['ecs-ec2', 'db.m8gd.48xlarge'],
])('P3.3, P4.1: %s runs on %s', (preset, instanceClass) => {
  expect(relationalOf(preset, { relational: { instanceClass } })).toMatchObject({ instanceClass });
});

test('P1.2: a database name may begin with a reserved word', () => {
  expect(relationalOf('saas', { relational: { databaseName: 'orders' } }).databaseName).toBe('orders');
});

test('P4.6: one instance is enough in an unprotected environment', () => {
  const { apps } = environment('patient-data', { relational: { instances: 1 } }, { protected: false });
  expect(apps.database?.relational).toMatchObject({ instances: 1 });
});

test('P1.3: a stand-alone database may have own credentials, and null makes a global one stand alone', () => {
  expect(credentialsOf(relationalOf('saas', { relational: { credentials: 'own' }, credentials: own }))).toBe(
    'own',
  );
  const apps = {
    database: { relational: { global: null }, credentials: null },
    'dr-region': { relational: null },
    'app-platform': null,
  };
  const { database } = environment('hipaa-dr', {}, { apps }).apps;
  expect(database?.relational && credentialsOf(database.relational)).toBe('managed');
});

describe('pitfall 6: capacity below what AWS recommends is a warning', () => {
  test.each<[string, number, string | undefined]>([
    ['patient-data', 7.5, '7.5 — AWS recommends at least 8 for the primary of a global database'],
    ['patient-data', 8, undefined],
    ['saas', 1, '1 — AWS recommends at least 2 for Performance Insights'],
    ['saas', 2, undefined],
  ])('%s with at least %d ACU', (preset, min, warning) => {
    const found = environmentWarnings(environment(preset, { relational: { capacity: { min, max: 64 } } }));
    expect(found).toEqual(warning ? [`apps.database.relational.capacity.min: ${warning}`] : []);
  });

  test('an emulator gets no warning, since it has no load', () => {
    expect(environmentWarnings(environment('saas', {}, { target: 'emulator' }))).toEqual([]);
  });

  test.each(['ecs-ec2', 'hipaa-dr'])('%s gets no warning, since it has no capacity setting', (preset) => {
    expect(environmentWarnings(environment(preset))).toEqual([]);
  });

  test('pitfall 3: a managed password in a global database is reported as one mistake', () => {
    expect(refusal('patient-data', { relational: { credentials: 'managed' } })).not.toContain(
      'apps.database.credentials',
    );
  });
});

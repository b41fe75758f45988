import fc from 'fast-check';
import { nameOf, namePatternOf, namePrefixOf, nameRules, type NameKind, type NameScope } from '.';
import * as naming from '.';

const scope: NameScope = { environment: 'prod', region: 'eu-central-1', account: '111122223333' };

/** The names that each service accepts, from its documentation and not from the table under test. */
const accepted: Record<NameKind, RegExp[]> = {
  loadBalancer: [/^(?!internal-)[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/],
  targetGroup: [/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/],
  securityGroup: [/^(?!sg-)[A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/],
  launchTemplate: [/^[a-zA-Z0-9().\-/_]{3,128}$/],
  autoScalingGroup: [/^[\x20-\x7e]{1,255}$/, /^[^:]*$/],
  iamRole: [/^[\w+=,.@-]{1,64}$/],
  iamPolicy: [/^[\w+=,.@-]{1,128}$/],
  bucket: [
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    /^(?!xn--|sthree-|amzn-s3-demo-)/,
    /(?<!-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/,
    /^(?!.*\.\.)(?!\d+\.\d+\.\d+\.\d+$)/,
  ],
  keyAlias: [/^alias\/(?!aws\/)[a-zA-Z0-9/_-]+$/, /^.{1,256}$/],
  secret: [/^[A-Za-z0-9/_+=.@-]{1,512}$/, /(?<!-.{6})$/],
  databaseIdentifier: [/^[a-z](?!.*--)[a-z0-9-]{0,62}(?<!-)$/],
  database: [/^[a-z_][a-z0-9_]{0,62}$/],
  snapshot: [/^[a-z](?!.*--)[a-z0-9-]{0,254}(?<!-)$/],
  subnetGroup: [/^(?!default$)[a-z][a-z0-9-]{0,254}$/],
  parameterGroup: [/^[a-z](?!.*--)[a-z0-9-]{0,254}(?<!-)$/],
  cacheIdentifier: [/^[a-z](?!.*--)[a-z0-9-]{0,39}(?<!-)$/],
  fileSystem: [/^[\x20-\x7e]{1,64}$/],
  cluster: [/^[a-zA-Z0-9_-]{1,255}$/],
  service: [/^[a-zA-Z0-9_-]{1,255}$/],
  function: [/^[a-zA-Z0-9_-]{1,64}$/],
  logGroup: [/^\/bulkhead\/[a-z0-9._\-/]+$/, /^[.\-_/#A-Za-z0-9]{1,512}$/],
  vendedLogGroup: [/^\/aws\/vendedlogs\/bulkhead\/[a-z0-9._\-/]+$/, /^[.\-_/#A-Za-z0-9]{1,512}$/],
  wafLogGroup: [/^aws-waf-logs-/, /^[.\-_/#A-Za-z0-9]{1,512}$/],
  logResourcePolicy: [/^[\w-]{1,255}$/],
  logDelivery: [/^[\w-]{1,60}$/],
  alarm: [/^[\x20-\x7e]{1,255}$/],
  dashboard: [/^[A-Za-z0-9_-]{1,255}$/],
  trail: [/^[A-Za-z0-9](?!.*[._-]{2})[A-Za-z0-9._-]{1,126}[A-Za-z0-9]$/],
  configRule: [/^[\w.-]{1,128}$/],
  configurationRecorder: [/^[\w.-]{1,256}$/],
  analyzer: [/^[A-Za-z][A-Za-z0-9_.-]{0,254}$/],
  eventRule: [/^[.\-_A-Za-z0-9]{1,64}$/],
  snsTopic: [/^[A-Za-z0-9_-]{1,256}$/],
  queue: [/^[A-Za-z0-9_-]{1,80}$/],
  backupVault: [/^[a-zA-Z0-9_-]{2,50}$/],
  backupPlan: [/^[a-zA-Z0-9._-]{1,50}$/],
  restoreTestingPlan: [/^[a-zA-Z0-9_]{1,50}$/],
  keySigningKey: [/^[A-Za-z0-9_]{3,128}$/],
  originAccessControl: [/^[A-Za-z0-9_-]{1,64}$/],
  responseHeadersPolicy: [/^[\w-]{1,128}$/],
  ipSet: [/^[\w-]{1,128}$/],
  webAcl: [/^[\w-]{1,128}$/],
  stack: [/^[a-zA-Z][a-zA-Z0-9-]{0,127}$/],
};
const kinds = Object.keys(nameRules) as NameKind[];

const hostile = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
    fc.string({ unit: fc.constantFrom(...'aAbZ09-_./: é日'), minLength: 1, maxLength: 700 }),
    fc.constantFrom(
      '-',
      '--a--',
      '9lives',
      'internal-x',
      'xn--a',
      'db-master',
      'x--ol-s3',
      'x-deadbeef',
      'aws/',
      '\ud800',
    ),
  )
  .filter((text) => text.trim() !== '' && !text.includes('Token['));
const environments = fc.constantFrom('dev', 'prod', 'pr-12', 'Prod', 'a_b', 'a/b');
const scopes = fc.record({
  environment: environments,
  region: fc.constantFrom('eu-central-1', 'eu-west-1', 'us-gov-west-1'),
  account: fc.constantFrom('000000000000', '111122223333'),
});

describe.each(kinds)('%s', (kind) => {
  test('pitfall 25: any input gives a name that the service accepts, and always the same', () => {
    fc.assert(
      fc.property(scopes, hostile, fc.array(hostile, { maxLength: 2 }), (where, first, rest) => {
        const name = nameOf(kind, where, first, ...rest);
        for (const rule of accepted[kind]) expect(name).toMatch(rule);
        expect(name.length).toBeLessThanOrEqual(nameRules[kind].max);
        expect(nameOf(kind, { ...where }, first, ...rest)).toBe(name);
      }),
    );
  });

  test('two logical names never give the same name, however they are shortened or replaced', () => {
    fc.assert(
      fc.property(scopes, hostile, hostile, (where, a, b) => {
        fc.pre(a !== b);
        expect(nameOf(kind, where, a)).not.toBe(nameOf(kind, where, b));
      }),
    );
  });

  test('two environments never have the same name', () => {
    fc.assert(
      fc.property(scopes, environments, hostile, hostile, (where, other, a, b) => {
        fc.pre(other !== where.environment);
        expect(nameOf(kind, where, a)).not.toBe(nameOf(kind, { ...where, environment: other }, b));
      }),
    );
  });

  test.each([
    ['a_b', 'a-b'],
    ['a--b', 'a-b'],
    ['A-b', 'a-b'],
    ['a-b-', 'a-b'],
    ['a b', 'a.b'],
    ['日本', '中国'],
    ['\ud800', '\udfff'],
    ['x'.repeat(600), 'x'.repeat(601)],
  ])('%j and %j differ', (a, b) => {
    expect(nameOf(kind, scope, a)).not.toBe(nameOf(kind, scope, b));
  });

  test('a clean logical name cannot look like a hashed one', () => {
    const hashed = nameOf(kind, scope, 'a b');
    const { prefix = '', separator }: { prefix?: string; separator: string } = nameRules[kind];
    const logical = hashed.slice(`${prefix}bulkhead${separator}prod${separator}`.length);
    expect(nameOf(kind, scope, logical)).not.toBe(hashed);
  });

  test('an environment cannot look like the start of a logical name', () => {
    const { separator } = nameRules[kind];
    const split = { ...scope, environment: `prod${separator}blue` };
    expect(nameOf(kind, split, 'api')).not.toBe(nameOf(kind, scope, 'blue', 'api'));
  });

  test.each([[''], ['  ']])('the empty name %j is refused', (empty) => {
    expect(() => nameOf(kind, scope, empty)).toThrow(expect.objectContaining({ code: 'EmptyName' }));
    expect(() => nameOf(kind, scope, 'api', empty)).toThrow(expect.objectContaining({ code: 'EmptyName' }));
  });
});

test('clean names are readable and have no hash', () => {
  expect(naming.loadBalancerName(scope, 'api')).toBe('bulkhead-prod-api');
  expect(naming.databaseIdentifier(scope, 'database-relational')).toBe('bulkhead-prod-database-relational');
  expect(naming.databaseName(scope, 'patients')).toBe('bulkhead_prod_patients');
  expect(naming.logGroupName(scope, 'service', 'nginx')).toBe('/bulkhead/prod/service/nginx');
  expect(naming.wafLogGroupName(scope, 'edge')).toBe('aws-waf-logs-bulkhead-prod-edge');
  expect(naming.keyAlias(scope, 'database')).toBe('alias/bulkhead-prod-database');
  expect(naming.secretName(scope, 'database', 'admin')).toBe('bulkhead/prod/database/admin');
  expect(naming.restoreTestingPlanName(scope, 'weekly')).toBe('bulkhead_prod_weekly');
  expect(naming.stackName(scope, 'app-platform', 'service')).toBe('bulkhead-prod-app-platform-service');
});

test('several parts and one joined part give the same name', () => {
  expect(naming.queueName(scope, 'upload', 'failed')).toBe(naming.queueName(scope, 'upload-failed'));
});

test('a name that is too long keeps its beginning and ends in a hash', () => {
  expect(naming.targetGroupName(scope, 'app-platform-service')).toMatch(
    /^bulkhead-prod-app-platf-[0-9a-f]{8}$/,
  );
});

test('the names of one deployed environment do not change from release to release', () => {
  expect(naming.bucketName(scope, 'main')).toBe('bulkhead-prod-main-28fdeb2d');
});

test('IAM is global: roles of two regions differ, and name their region', () => {
  expect(naming.iamRoleName(scope, 'task')).toBe('bulkhead-prod-task-eu-central-1');
  expect(naming.iamRoleName({ ...scope, region: 'eu-west-1' }, 'task')).toBe('bulkhead-prod-task-eu-west-1');
  const long = 'x'.repeat(80);
  expect(naming.iamRoleName(scope, long)).not.toBe(
    naming.iamRoleName({ ...scope, region: 'eu-west-1' }, long),
  );
});

test('buckets share one namespace: any difference of scope changes the name', () => {
  const names = [
    scope,
    { ...scope, region: 'eu-west-1' },
    { ...scope, account: '000000000000' },
    { ...scope, environment: 'dev' },
  ].map((where) => naming.bucketName(where, 'main'));
  expect(new Set(names).size).toBe(4);
});

test('P4.4: every bucket of an environment matches its pattern, and no other bucket does', () => {
  const environment = fc.stringMatching(/^[a-z][a-z0-9-]{0,19}$/);
  const matches = (pattern: string, name: string) => name.startsWith(pattern.slice(0, -1));
  fc.assert(
    fc.property(environment, environment, hostile, (own, other, logicalName) => {
      const name = naming.bucketName({ ...scope, environment: own }, logicalName);
      expect(matches(namePatternOf('bucket', { environment: own }), name)).toBe(true);
      const bare = (text: string) => text.replace(/-+/g, '-').replace(/-$/, '');
      fc.pre(!bare(own).startsWith(bare(other)));
      expect(matches(namePatternOf('bucket', { environment: other }), name)).toBe(false);
    }),
  );
  expect(namePatternOf('bucket', scope)).toBe('bulkhead-prod-*');
  expect(namePrefixOf('bucket', scope)).toBe('bulkhead-prod-');
});

test('a regional name is the same in the DR region, so that a runbook works for both', () => {
  expect(naming.clusterName({ ...scope, region: 'eu-west-1' }, 'api')).toBe(naming.clusterName(scope, 'api'));
});

test('a secret that would end like an ARN gets a hash', () => {
  expect(naming.secretName(scope, 'db-master')).toMatch(/^bulkhead\/prod\/db-master-[0-9a-f]{8}$/);
});

test.each([
  ['a CDK token', { ...scope, account: '${Token[AWS.AccountId.4]}' }, 'api', 'TokenInName'],
  ['a CDKTF token', scope, '${TfToken[TOKEN.7]}', 'TokenInName'],
  ['an invalid region', { ...scope, region: 'europe' }, 'api', 'InvalidScope'],
  ['an invalid account', { ...scope, account: '1234' }, 'api', 'InvalidScope'],
  ['no environment', { ...scope, environment: '' }, 'api', 'InvalidScope'],
])('%s is refused', (_, where, logicalName, code) => {
  expect(() => naming.bucketName(where, logicalName)).toThrow(expect.objectContaining({ code }));
});

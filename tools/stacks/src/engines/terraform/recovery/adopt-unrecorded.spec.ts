import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Environment } from '@bulkhead/config';
import { Refusal } from '@bulkhead/errors';
import { type EngineRequest } from '../../engine';
import { fakeProgram } from '../../../test-folder';
import { testInstance } from '../../../workspace/test-instances';
import { applyFiles } from '../apply-files';
import { adoptUnrecorded } from './adopt-unrecorded';
import { currentVersion, finders } from './finders';
import { taggedObjects, type TaggedObjects, tagsOfObjects } from './tagged-objects';
import { testTerraform, type TestWorld } from './test-terraform';

jest.mock('./tagged-objects');
jest.mock('./finders', () => ({
  currentVersion: jest.fn(),
  finders: new Proxy<Record<string, jest.Mock>>(
    {},
    { get: (known, name: string) => (known[name] ??= jest.fn(async () => [])) },
  ),
}));
jest.mock('../terraform-cli', () =>
  jest.requireActual<typeof import('./test-terraform')>('./test-terraform').playingTerraformCli(),
);
jest.mock('node:timers/promises', () => ({ setTimeout: jest.fn(async () => undefined) }));

const tags = (address: string, over: object = {}) => ({
  'bulkhead:environment': 'prod',
  'bulkhead:app': 'network',
  'bulkhead:stack': 'vpc',
  'bulkhead:address': address,
  ...over,
});
const vpc = (id: string) => ({ [`aws_vpc ${id}`]: { id, tags_all: tags('aws_vpc.a') } });
const role = (over: object = {}) => ({
  'aws_iam_role a': { id: 'a', tags_all: tags('aws_iam_role.a', over) },
});
const created = (address: string, id: string) =>
  JSON.stringify({
    type: 'apply_complete',
    hook: { resource: { addr: address }, action: 'create', id_value: id },
  });

const started = (address: string) =>
  JSON.stringify({ type: 'apply_start', hook: { resource: { addr: address }, action: 'create' } });

beforeEach(() => {
  jest.mocked(tagsOfObjects).mockReset().mockResolvedValue(new Map());
  jest.mocked(sleep).mockClear();
});

const requestFor = (
  directory: string,
  progress: (line: string) => void = () => undefined,
): EngineRequest => ({
  workspaceRoot: '/none',
  environment: { name: 'prod' } as Environment,
  instance: testInstance('network/vpc@primary'),
  synthesized: { directory } as EngineRequest['synthesized'],
  signal: new AbortController().signal,
  unfinished: true,
  progress,
});

/** Recovers in a world whose known tags are in `tagged`. */
async function recover(
  world: TestWorld,
  tagged: Record<string, string[]> = {},
  journal?: string,
  taggedLater?: TaggedObjects,
) {
  const known = new Map(Object.entries(tagged));
  jest
    .mocked(taggedObjects)
    .mockReset()
    .mockResolvedValueOnce(known)
    .mockResolvedValue(taggedLater ?? known);
  const terraform = testTerraform(world, journal === undefined ? {} : { [applyFiles.journal]: journal });
  const { binary, directory } = terraform;
  const lines: string[] = [];
  const request = requestFor(directory, (line) => lines.push(line));
  const before = readdirSync(directory);
  const { adopted, kept } = await adoptUnrecorded({ binary, directory, request }).finally(() => {
    expect(readdirSync(directory)).toEqual(before);
  });
  return {
    adopted,
    kept,
    lines,
    recorded: terraform.recorded(),
    commands: terraform.commands(),
    state: terraform.state(),
  };
}

test('known resources are planned once, and nothing is imported', async () => {
  const state = { 'aws_vpc.a': { id: 'vpc-1' } };
  const result = await recover({ wanted: { 'aws_vpc.a': {} }, existing: vpc('vpc-1'), state });

  expect(result).toEqual({
    adopted: 0,
    kept: 0,
    lines: [],
    state,
    recorded: { 'aws_vpc.a': 'vpc-1' },
    commands: ['plan', 'show'],
  });
});

test('existing objects are found by tags, by name, and then by their references to found objects', async () => {
  const { adopted, lines, recorded, commands } = await recover(
    {
      wanted: {
        'aws_route.a': { route_table_id: '@aws_route_table.a', destination_cidr_block: '0.0.0.0/0' },
        'aws_route_table.a': { vpc_id: '@aws_vpc.a' },
        'aws_vpc.a': {},
        'aws_iam_role.a': { name: 'a' },
        'aws_iam_role.b': { name: 'b' },
      },
      existing: {
        ...vpc('vpc-1'),
        ...role(),
        'aws_route_table rtb-1': { id: 'rtb-1', tags_all: tags('aws_route_table.a') },
        'aws_route rtb-1_0.0.0.0/0': { id: 'r-1', route_table_id: 'rtb-1' },
      },
    },
    { 'aws_vpc.a': ['vpc-1'], 'aws_route_table.a': ['rtb-1'] },
  );

  expect(recorded).toEqual({
    'aws_vpc.a': 'vpc-1',
    'aws_route_table.a': 'rtb-1',
    'aws_route.a': 'r-1',
    'aws_iam_role.a': 'a',
  });
  expect(adopted).toBe(4);
  expect(lines).toContain('adopted aws_vpc.a (vpc-1), which the state did not know');
  expect(commands.at(-1)).toBe('apply');
});

test('the services are asked only for resources without a name', async () => {
  await recover({
    wanted: { 'aws_vpc.a': {}, 'aws_kms_key.a': {}, 'aws_iam_role.a': { name: 'a' } },
    existing: {},
  });

  expect(jest.mocked(taggedObjects).mock.calls).toEqual([
    [
      'us-east-1',
      new Map([
        ['ec2', ['aws_vpc.a']],
        ['kms:key', ['aws_kms_key.a']],
      ]),
      { 'bulkhead:environment': 'prod', 'bulkhead:app': 'network', 'bulkhead:stack': 'vpc' },
      expect.any(AbortSignal),
    ],
  ]);
});

test('a deleted object that AWS still lists is not adopted', async () => {
  const { recorded } = await recover(
    { wanted: { 'aws_vpc.a': {} }, existing: vpc('vpc-2') },
    { 'aws_vpc.a': ['vpc-1', 'vpc-2'] },
  );

  expect(recorded).toEqual({ 'aws_vpc.a': 'vpc-2' });
});

test('an id that Terraform reported as created is tried even without known tags', async () => {
  const { recorded } = await recover(
    { wanted: { 'aws_vpc.a': {} }, existing: vpc('vpc-1') },
    {},
    `${created('aws_vpc.a', 'vpc-1')}\n{"type":"apply_st`,
  );

  expect(recorded).toEqual({ 'aws_vpc.a': 'vpc-1' });
});

describe('a resource that Terraform was creating when it stopped reporting', () => {
  const world = { wanted: { 'aws_vpc.a': {} }, existing: vpc('vpc-1') };
  const pauses = () => jest.mocked(sleep).mock.calls.map(([ms]) => ms);

  test('may be listed a little later', async () => {
    const listed = new Map([['aws_vpc.a', ['vpc-1']]]);
    const { recorded } = await recover(world, {}, started('aws_vpc.a'), listed);

    expect(recorded).toEqual({ 'aws_vpc.a': 'vpc-1' });
    expect(pauses()).toEqual([3_000]);
  });

  test('counts as never created if AWS does not list it in the end', async () => {
    const { adopted } = await recover(world, {}, started('aws_vpc.a'));

    expect(adopted).toBe(0);
    expect(taggedObjects).toHaveBeenCalledTimes(4);
    expect(pauses()).toEqual([3_000, 3_000, 3_000]);
  });

  test('is not waited for if it is listed at once, and neither are other resources', async () => {
    const wanted = { ...world.wanted, 'aws_vpc.b': {} };
    await recover({ ...world, wanted }, { 'aws_vpc.a': ['vpc-1'] }, started('aws_vpc.a'));

    expect(pauses()).toEqual([]);
  });
});

test('a locked state is reported with a command that also works after the recovery', async () => {
  const binary = fakeProgram(
    'terraform',
    `echo '${JSON.stringify({
      type: 'diagnostic',
      diagnostic: {
        severity: 'error',
        summary: 'Error acquiring the state lock',
        detail: 'Lock Info:\\n  ID:  716c',
      },
    })}'; exit 1`,
  );
  const { directory } = testTerraform({ wanted: {}, existing: {} });

  await expect(adoptUnrecorded({ binary, directory, request: requestFor(directory) })).rejects.toMatchObject({
    code: 'StateLocked',
    next: expect.stringContaining(`${binary} -chdir=${directory} force-unlock`),
  });
});

describe('two objects with the tags of one resource', () => {
  const world = { wanted: { 'aws_vpc.a': {} }, existing: { ...vpc('vpc-1'), ...vpc('vpc-2') } };
  const tagged = { 'aws_vpc.a': ['vpc-1', 'vpc-2'] };

  test('are told apart by the id that Terraform reported as created; the other one is reported and left alone', async () => {
    const { recorded, lines } = await recover(world, tagged, created('aws_vpc.a', 'vpc-2'));

    expect(recorded).toEqual({ 'aws_vpc.a': 'vpc-2' });
    expect(lines).toContainEqual(expect.stringContaining('vpc-1 has the same tags'));
  });

  test('are refused if nothing tells them apart', async () => {
    await expect(recover(world, tagged)).rejects.toMatchObject({
      code: 'AmbiguousResource',
      message: expect.stringContaining('vpc-1, vpc-2'),
    });
  });
});

describe('an object that has the name of a resource', () => {
  const wanted = { 'aws_iam_role.a': { name: 'a' } };
  const refused = (over: object, journal?: string) =>
    recover({ wanted, existing: role(over) }, {}, journal).then(
      () => undefined,
      (error: unknown) => error,
    );

  test.each([
    ['another environment', { 'bulkhead:environment': 'dev' }, 'network/vpc of environment dev'],
    ['another stack', { 'bulkhead:stack': 'other' }, 'network/other of environment prod (aws_iam_role.a)'],
    ['another resource of the stack', { 'bulkhead:address': 'aws_iam_role.b' }, '(aws_iam_role.b)'],
  ])('but the tags of %s is refused before any change, with its owner', async (_, over, owner) => {
    const error = await refused(over);

    expect(error).toBeInstanceOf(Refusal);
    expect(error).toMatchObject({ code: 'OwnedByAnother', message: expect.stringContaining(owner) });
  });

  test("but not all tags of a resource is refused, with the command that makes it the stack's", async () => {
    expect(await refused({ 'bulkhead:app': undefined })).toMatchObject({
      code: 'OwnedByAnother',
      next: expect.stringMatching(/^if a is this stack's: \S+ -chdir=\S+ import 'aws_iam_role\.a' 'a'; /),
    });
  });

  test('but the tags of another stack is refused, with the command that destroys that stack', async () => {
    expect(await refused({ 'bulkhead:stack': 'other' })).toMatchObject({
      next: expect.stringContaining('npx nx run network:destroy -c prod'),
    });
  });

  test('but no address tag is refused', async () => {
    expect(await refused({ 'bulkhead:address': undefined })).toMatchObject({ code: 'OwnedByAnother' });
  });

  test('but is recorded as another resource is left alone', async () => {
    const existing = { 'aws_kms_alias alias/a': { id: 'alias/a' } };
    const { adopted } = await recover({
      wanted: { 'aws_kms_alias.new': { name: 'alias/a' }, 'aws_kms_alias.old': { name: 'alias/a' } },
      existing,
      state: { 'aws_kms_alias.old': { id: 'alias/a' } },
    });

    expect(adopted).toBe(0);
  });
});

test('objects without an id are told apart by their other attributes', async () => {
  const selection = (name: string) => ({ name, restore_testing_plan_name: 'p', iam_role_arn: 'arn:r' });
  const planOf = { name: 'p', arn: 'arn:p', tags_all: tags('aws_backup_restore_testing_plan.a') };
  const { adopted } = await recover({
    wanted: {
      'aws_backup_restore_testing_plan.a': { name: 'p' },
      'aws_backup_restore_testing_selection.a': selection('a'),
      'aws_backup_restore_testing_selection.b': selection('b'),
    },
    existing: {
      'aws_backup_restore_testing_plan undefined': planOf,
      'aws_backup_restore_testing_selection undefined': selection('a'),
      'aws_backup_restore_testing_selection b:p': selection('b'),
    },
    state: {
      'aws_backup_restore_testing_plan.a': planOf,
      'aws_backup_restore_testing_selection.a': selection('a'),
    },
  });

  expect(adopted).toBe(1);
});

describe('an object whose type has no tags', () => {
  const key = (id: string) => ({ id, arn: `arn:${id}`, tags_all: tags('aws_kms_key.a') });
  const alias = (id: string) => ({ 'aws_kms_alias alias/a': { id: 'alias/a', target_key_arn: `arn:${id}` } });
  const wanted = {
    'aws_kms_alias.a': { name: 'alias/a', target_key_id: '@aws_kms_key.a' },
    'aws_kms_key.a': {},
  };

  test('is adopted if it refers to a resource of the state', async () => {
    const existing = { 'aws_kms_key k-1': key('k-1'), ...alias('k-1') };
    const { recorded } = await recover({ wanted, existing, state: { 'aws_kms_key.a': key('k-1') } });

    expect(recorded).toEqual({ 'aws_kms_key.a': 'k-1', 'aws_kms_alias.a': 'alias/a' });
  });

  test('is adopted if it refers to an object that the same recovery finds, however late', async () => {
    const existing = { 'aws_kms_key k-2': key('k-2'), ...alias('k-2') };
    const { recorded } = await recover({ wanted, existing }, { 'aws_kms_key.a': ['k-1', 'k-2'] });

    expect(recorded).toEqual({ 'aws_kms_key.a': 'k-2', 'aws_kms_alias.a': 'alias/a' });
  });

  test('is refused if it refers to the key of another stack, with the name of that stack', async () => {
    jest
      .mocked(tagsOfObjects)
      .mockResolvedValue(new Map([['arn:k-9', tags('aws_kms_key.z', { 'bulkhead:stack': 'old' })]]));
    const existing = { 'aws_kms_key k-1': key('k-1'), ...alias('k-9') };
    const state = { 'aws_kms_key.a': key('k-1') };
    // The last apply created an alias of this name, but somebody may have pointed the alias to another key since.
    const recovery = recover({ wanted, existing, state }, {}, created('aws_kms_alias.a', 'alias/a'));

    await expect(recovery).rejects.toMatchObject({
      code: 'OwnedByAnother',
      message: expect.stringMatching(
        /aws_kms_alias\.a: alias\/a leads to arn:k-9 \(target_key_arn\), which is of network\/old of environment prod/,
      ),
      next: expect.stringContaining('npx nx run network:destroy -c prod'),
    });
  });

  test('is refused if one of its two ends belongs to somebody else', async () => {
    const recovery = recover({
      wanted: {
        'aws_route.a': { route_table_id: '@aws_route_table.a', destination_cidr_block: '10.0.0.0/8' },
        'aws_route_table.a': {},
      },
      existing: {
        'aws_route_table rtb-1': { id: 'rtb-1', tags_all: tags('aws_route_table.a') },
        'aws_route rtb-1_10.0.0.0/8': { id: 'r-1', route_table_id: 'rtb-1', transit_gateway_id: 'tgw-9' },
      },
      state: { 'aws_route_table.a': { id: 'rtb-1' } },
    });

    await expect(recovery).rejects.toMatchObject({
      code: 'OwnedByAnother',
      message: expect.stringContaining('leads to tgw-9 (transit_gateway_id)'),
    });
  });

  describe('and refers only to the configured objects, which are not of the stack,', () => {
    const replication = { source_file_system_id: 'fs-1', destination: [{ file_system_id: 'fs-2' }] };
    const world = {
      wanted: { 'aws_efs_replication_configuration.a': replication },
      existing: { 'aws_efs_replication_configuration fs-1': { id: 'fs-1', ...replication } },
    };
    const begun = started('aws_efs_replication_configuration.a');
    const failed = (summary: string) =>
      JSON.stringify({
        type: 'diagnostic',
        diagnostic: { severity: 'error', address: 'aws_efs_replication_configuration.a', summary },
      });

    test.each([
      ['was at work on it', begun],
      ['was at work on it, and could not read it', `${begun}\n${failed('reading it: ExpiredToken')}`],
      ['created it', `${begun}\n${created('aws_efs_replication_configuration.a', 'fs-1')}`],
    ])('is adopted if the last apply %s', async (_, journal) => {
      expect((await recover(world, {}, journal)).adopted).toBe(1);
    });

    test.each([
      ['does not mention it', ''],
      ['was told that it already exists', `${begun}\n${failed('creating it: ReplicationAlreadyExists')}`],
    ])('is refused if the last apply %s', async (_, journal) => {
      await expect(recover(world, {}, journal)).rejects.toMatchObject({
        code: 'OwnedByAnother',
        message: expect.stringContaining('nothing says whose it is'),
      });
    });
  });
});

describe('a bucket, which is tagged after it was created,', () => {
  const bucket = (tagged: object) => ({
    wanted: { 'aws_s3_bucket.a': { bucket: 'b' } },
    existing: { 'aws_s3_bucket b': { id: 'b', tags_all: tagged } },
  });

  test('is adopted without tags if the last apply was at work on it', async () => {
    expect((await recover(bucket({}), {}, started('aws_s3_bucket.a'))).adopted).toBe(1);
  });

  test.each([
    ['without tags if no apply was at work on it', {}, ''],
    ['with the tags of another', { team: 'other' }, started('aws_s3_bucket.a')],
  ])('is refused %s', async (_, tagged, journal) => {
    await expect(recover(bucket(tagged), {}, journal)).rejects.toMatchObject({ code: 'OwnedByAnother' });
  });
});

test.each([
  ['emulator', 1],
  ['aws', 0],
] as const)(
  'on target %s, %i objects of a type whose tags the emulator does not return are adopted',
  async (target, count) => {
    jest.mocked(taggedObjects).mockReset().mockResolvedValue(new Map());
    const { binary, directory } = testTerraform({
      wanted: { 'aws_backup_vault.a': { name: 'v' } },
      existing: { 'aws_backup_vault v': { id: 'v', tags_all: {} } },
    });
    const request = { ...requestFor(directory), environment: { name: 'prod', target } as Environment };
    const found = await adoptUnrecorded({ binary, directory, request }).then(
      ({ adopted }) => adopted,
      () => 0,
    );

    expect(found).toBe(count);
  },
);

test('an object without a name and tags is adopted by a query to AWS', async () => {
  jest.mocked(finders.mountTarget).mockResolvedValue(['fsmt-1']);
  const target = { file_system_id: 'fs-1', subnet_id: 'subnet-1' };
  const { recorded } = await recover({
    wanted: { 'aws_efs_mount_target.a': target, 'aws_efs_file_system.a': {} },
    existing: {
      'aws_efs_mount_target fsmt-1': { id: 'fsmt-1', ...target },
      'aws_efs_file_system fs-1': { id: 'fs-1', tags_all: tags('aws_efs_file_system.a') },
    },
    state: { 'aws_efs_file_system.a': { id: 'fs-1' } },
  });

  expect(recorded).toMatchObject({ 'aws_efs_mount_target.a': 'fsmt-1' });
  expect(jest.mocked(finders.mountTarget).mock.calls[0]).toMatchObject([target, { region: 'us-east-1' }]);
});

test('a resource of another region is searched in that region', async () => {
  const configuration = {
    provider: { aws: [{ region: 'us-east-1' }, { alias: 'dr', region: 'eu-west-1' }] },
    resource: { aws_kms_key: { b: { provider: 'aws.dr' } } },
  };
  jest.mocked(taggedObjects).mockReset().mockResolvedValue(new Map());
  const { binary, directory } = testTerraform(
    { wanted: { 'aws_kms_key.a': {}, 'aws_kms_key.b': {} }, existing: {} },
    { 'cdk.tf.json': JSON.stringify(configuration) },
  );
  await adoptUnrecorded({ binary, directory, request: requestFor(directory) });

  expect(jest.mocked(taggedObjects).mock.calls.map(([region, sought]) => [region, [...sought]])).toEqual([
    ['us-east-1', [['kms:key', ['aws_kms_key.a']]]],
    ['eu-west-1', [['kms:key', ['aws_kms_key.b']]]],
  ]);
});

describe('the value of a secret', () => {
  const secret = { id: 'arn:secret', arn: 'arn:secret', tags_all: tags('aws_secretsmanager_secret.a') };
  const wanted = {
    'aws_secretsmanager_secret.a': {},
    'aws_secretsmanager_secret_version.a': {
      secret_id: '@aws_secretsmanager_secret.a',
      secret_string_wo_version: 3,
    },
  };
  const existing = { 'aws_secretsmanager_secret arn:secret': secret };
  const tagged = { 'aws_secretsmanager_secret.a': ['arn:secret'] };

  test('that is in use counts as the wanted one, and is not written into the state', async () => {
    jest.mocked(currentVersion).mockResolvedValue('v-7');
    const { adopted, state, lines } = await recover({ wanted, existing }, tagged);

    expect(adopted).toBe(2);
    expect(lines).toContainEqual(
      'adopted aws_secretsmanager_secret_version.a (v-7), which the state did not know',
    );
    expect(state['aws_secretsmanager_secret_version.a']).toEqual({
      id: 'arn:secret|v-7',
      arn: 'arn:secret',
      secret_id: 'arn:secret',
      version_id: 'v-7',
      version_stages: ['AWSCURRENT'],
      has_secret_string_wo: true,
      secret_string: '',
      secret_binary: '',
      secret_string_wo: null,
      secret_string_wo_version: 3,
    });
  });

  test('of a secret without a value is left for the deploy to create', async () => {
    jest.mocked(currentVersion).mockResolvedValue(undefined);
    const { adopted, recorded } = await recover({ wanted, existing }, tagged);

    expect(adopted).toBe(1);
    expect(recorded).toEqual({ 'aws_secretsmanager_secret.a': 'arn:secret' });
  });

  test('of another stack is not touched', async () => {
    jest.mocked(currentVersion).mockReset().mockResolvedValue('v-7');
    const foreign = {
      'aws_secretsmanager_secret_version.a': { secret_id: 'arn:x', secret_string_wo_version: 1 },
    };

    expect((await recover({ wanted: foreign, existing: {} })).adopted).toBe(0);
    expect(currentVersion).not.toHaveBeenCalled();
  });
});

test('a provider may have its own message for a missing object', async () => {
  const { adopted } = await recover({
    wanted: { 'aws_route_table_association.a': { subnet_id: 'subnet-1', route_table_id: 'rtb-1' } },
    existing: {},
    absence: {
      aws_route_table_association: 'No association found between route table ID rtb-1 and target ID subnet-1',
    },
  });

  expect(adopted).toBe(0);
});

test('an import that is refused for any other reason ends the deploy', async () => {
  const failing = recover({
    wanted: { 'aws_iam_role.a': { name: 'a' } },
    existing: {},
    absence: { aws_iam_role: 'AccessDenied' },
  });

  await expect(failing).rejects.toMatchObject({
    code: 'TerraformFailed',
    message: expect.stringContaining('AccessDenied'),
  });
});

test('a replaced object is adopted, because the state forgets the previous one', async () => {
  const { recorded, commands } = await recover(
    { wanted: { 'aws_vpc.a': {} }, existing: vpc('vpc-2'), state: { 'aws_vpc.a': { id: 'vpc-1' } } },
    { 'aws_vpc.a': ['vpc-2'] },
  );

  expect(recorded).toEqual({ 'aws_vpc.a': 'vpc-2' });
  expect(commands).toContain('apply -refresh-only');
});

test('a vanished resource that is no longer in the code is not forgotten here', async () => {
  const { commands } = await recover({
    wanted: { 'aws_vpc.a': {} },
    existing: vpc('vpc-1'),
    state: { 'aws_vpc.a': { id: 'vpc-1' }, 'aws_vpc.b': { id: 'vpc-2' } },
  });

  expect(commands).toEqual(['plan', 'show']);
});

test('objects that differ from the configuration are adopted as they are, all at once, and the deploy changes them', async () => {
  const bucket = { id: 'b', acl: 'public', tags_all: tags('aws_s3_bucket.a') };
  const { commands, state } = await recover({
    wanted: { 'aws_s3_bucket.a': { bucket: 'b', acl: 'private' }, 'aws_iam_role.a': { name: 'a' } },
    existing: { 'aws_s3_bucket b': bucket, ...role() },
  });

  expect(state['aws_s3_bucket.a']).toEqual(bucket);
  expect(commands.slice(-2)).toEqual(['plan', 'apply']);
});

describe('a resource that an interrupted creation left tainted', () => {
  const cluster = { id: 'db-1', tags_all: tags('aws_rds_cluster.a') };
  const world: TestWorld = {
    wanted: {
      'aws_rds_cluster.a': {},
      'aws_iam_role.a': { name: '@aws_rds_cluster.a' },
    },
    existing: {
      'aws_rds_cluster db-1': cluster,
      'aws_iam_role db-1': { id: 'db-1', tags_all: tags('aws_iam_role.a') },
    },
    state: { 'aws_rds_cluster.a': cluster },
    tainted: ['aws_rds_cluster.a'],
  };

  test('is kept if it holds data, and dependent objects are found', async () => {
    const { lines, recorded, commands } = await recover(world);

    expect(commands).toEqual(['plan', 'show', 'untaint', 'plan', 'show', 'plan', 'show', 'plan', 'apply']);
    expect(lines).toContain('keeps aws_rds_cluster.a (db-1), whose creation was not finished');
    expect(recorded).toEqual({ 'aws_rds_cluster.a': 'db-1', 'aws_iam_role.a': 'db-1' });
  });

  test('is not kept if AWS says that it is useless, and this is reported', async () => {
    const instance = { id: 'db-1', status: 'failed' };
    const { lines, commands } = await recover({
      wanted: { 'aws_db_instance.a': {} },
      existing: { 'aws_db_instance db-1': instance },
      state: { 'aws_db_instance.a': instance },
      tainted: ['aws_db_instance.a'],
    });

    expect(lines).toEqual(['aws_db_instance.a (db-1) was left failed; it is not kept']);
    expect(commands).not.toContain('untaint');
  });

  test('is also kept without data, and counted', async () => {
    const group = { id: 'g-1', tags_all: tags('aws_db_parameter_group.a') };
    const { kept, commands } = await recover({
      wanted: { 'aws_db_parameter_group.a': {} },
      existing: { 'aws_db_parameter_group g-1': group },
      state: { 'aws_db_parameter_group.a': group },
      tainted: ['aws_db_parameter_group.a'],
    });

    expect(kept).toBe(1);
    expect(commands).toContain('untaint');
  });

  test('and is gone meanwhile is not kept', async () => {
    const { commands } = await recover({ ...world, existing: {} });

    expect(commands).not.toContain('untaint');
  });

  test('can be planned although the code has prevent_destroy', async () => {
    const guarded = { resource: { aws_lb: { a: { lifecycle: { prevent_destroy: true } } } } };
    const { binary, directory, commands } = testTerraform(
      {
        wanted: { 'aws_lb.a': {} },
        existing: { 'aws_lb lb-1': { id: 'lb-1' } },
        state: { 'aws_lb.a': { id: 'lb-1' } },
        tainted: ['aws_lb.a'],
      },
      { 'cdk.tf.json': JSON.stringify(guarded) },
    );
    jest.mocked(taggedObjects).mockReset().mockResolvedValue(new Map());
    await adoptUnrecorded({ binary, directory, request: requestFor(directory) });

    expect(commands()).toContain('untaint');
    expect(JSON.parse(readFileSync(`${directory}/cdk.tf.json`, 'utf8'))).toEqual(guarded);
  });
});

test('if a single import of all objects would create something, each object is imported separately', async () => {
  const { adopted, recorded, commands } = await recover({
    wanted: {
      'aws_iam_role.a': { name: 'a', permissions: '@aws_network_acl_association.b' },
      'aws_network_acl_association.b': {},
    },
    existing: role(),
  });

  expect(adopted).toBe(1);
  expect(recorded).toEqual({ 'aws_iam_role.a': 'a' });
  expect(commands.slice(-2)).toEqual(['plan', 'import']);
});

test('the value of a published parameter is corrected, also after a killed recovery', async () => {
  const wanted = {
    'aws_ssm_parameter.a': { name: '/a', insecure_value: '1' },
    'aws_ssm_parameter.b': { name: '/b', insecure_value: '2' },
  };
  const parameter = (name: string, value: string) => ({
    id: name,
    name,
    value,
    insecure_value: null,
    tags_all: tags(`aws_ssm_parameter.${name.slice(1)}`),
  });
  const { adopted, state } = await recover({
    wanted,
    existing: {
      'aws_ssm_parameter /a': parameter('/a', '1'),
      'aws_ssm_parameter /b': parameter('/b', '2'),
    },
    state: { 'aws_ssm_parameter.b': parameter('/b', '2') },
  });

  expect(adopted).toBe(1);
  expect(state).toMatchObject({
    'aws_ssm_parameter.a': { insecure_value: '1', value: null },
    'aws_ssm_parameter.b': { insecure_value: '2', value: null },
  });
});

test('the folder of a killed recovery is replaced', async () => {
  const left = { 'recovery/imports.tf.json': '{"import":[{"to":"aws_vpc.gone","id":"vpc-0"}]}' };
  const { binary, directory } = testTerraform({ wanted: {}, existing: {} }, left);
  jest.mocked(taggedObjects).mockReset().mockResolvedValue(new Map());

  expect(await adoptUnrecorded({ binary, directory, request: requestFor(directory) })).toEqual({
    adopted: 0,
    kept: 0,
  });
  expect(existsSync(`${directory}/recovery`)).toBe(false);
});

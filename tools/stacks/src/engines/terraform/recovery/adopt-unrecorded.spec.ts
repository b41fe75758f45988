import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type Environment } from '@bulkhead/config';
import { type EngineRequest } from '../../engine';
import { fakeProgram } from '../../../test-folder';
import { testInstance } from '../../../workspace/test-instances';
import { applyFiles } from '../apply-files';
import { adoptUnrecorded } from './adopt-unrecorded';
import { taggedObjects, type TaggedObjects } from './tagged-objects';
import { testTerraform, type TestWorld } from './test-terraform';

jest.mock('./tagged-objects');
// A command of the Terraform that is played takes tenths of a second, on a busy machine seconds.
jest.setTimeout(60_000);

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

/** Recovers in a world, of which the tags are known as `tagged` says. */
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
  const adopted = await adoptUnrecorded({ binary, directory, request }).finally(() => {
    expect(readdirSync(directory).sort()).toEqual([...before, 'commands'].sort());
  });
  return {
    adopted,
    lines,
    recorded: terraform.recorded(),
    commands: terraform.commands(),
    state: terraform.state(),
  };
}

test('what the state knows already is planned once, and nothing is imported', async () => {
  const state = { 'aws_vpc.a': { id: 'vpc-1' } };
  const result = await recover({ wanted: { 'aws_vpc.a': {} }, existing: vpc('vpc-1'), state });

  expect(result).toEqual({
    adopted: 0,
    lines: [],
    state,
    recorded: { 'aws_vpc.a': 'vpc-1' },
    commands: ['plan', 'show'],
  });
});

test('what exists is found by its tags, by its name, and then by what is known of both', async () => {
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
        'aws_route rtb-1_0.0.0.0/0': { id: 'r-1' },
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
  expect(lines).toContain('adopted aws_vpc.a (vpc-1), which an interrupted deploy had created');
  expect(commands.at(-1)).toBe('apply');
});

test('the services are asked only for what has no name of its own', async () => {
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

test('what AWS still lists but has deleted is not adopted', async () => {
  const { recorded } = await recover(
    { wanted: { 'aws_vpc.a': {} }, existing: vpc('vpc-2') },
    { 'aws_vpc.a': ['vpc-1', 'vpc-2'] },
  );

  expect(recorded).toEqual({ 'aws_vpc.a': 'vpc-2' });
});

test('an id that Terraform said it created is tried where no tag is known yet', async () => {
  const { recorded } = await recover(
    { wanted: { 'aws_vpc.a': {} }, existing: vpc('vpc-1') },
    {},
    `${created('aws_vpc.a', 'vpc-1')}\n{"type":"apply_st`,
  );

  expect(recorded).toEqual({ 'aws_vpc.a': 'vpc-1' });
});

test('what Terraform was creating when it fell silent may be listed a little later', async () => {
  const begun = JSON.stringify({
    type: 'apply_start',
    hook: { resource: { addr: 'aws_vpc.a' }, action: 'create' },
  });
  const listed = new Map([['aws_vpc.a', ['vpc-1']]]);
  const { recorded } = await recover(
    { wanted: { 'aws_vpc.a': {} }, existing: vpc('vpc-1') },
    {},
    begun,
    listed,
  );

  expect(recorded).toEqual({ 'aws_vpc.a': 'vpc-1' });
});

test('a state that somebody holds is told with a command that works after the recovery, too', async () => {
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

  test('are told apart by what Terraform said it created; the other one is told, and left alone', async () => {
    const { recorded, lines } = await recover(world, tagged, created('aws_vpc.a', 'vpc-2'));

    expect(recorded).toEqual({ 'aws_vpc.a': 'vpc-2' });
    expect(lines).toContainEqual(expect.stringContaining('vpc-1 carries its tags too'));
  });

  test('are refused where nothing tells them apart', async () => {
    await expect(recover(world, tagged)).rejects.toMatchObject({
      code: 'AmbiguousResource',
      message: expect.stringContaining('vpc-1, vpc-2'),
    });
  });
});

describe('an object that has the name of a resource', () => {
  const wanted = { 'aws_iam_role.a': { name: 'a' } };

  test.each([
    ['another environment', { 'bulkhead:environment': 'dev' }],
    ['another stack', { 'bulkhead:stack': 'other' }],
    ['another resource of the stack', { 'bulkhead:address': 'aws_iam_role.b' }],
    ['nobody', { 'bulkhead:app': undefined }],
  ])('but the tags of %s is left alone, and told', async (_, over) => {
    const { adopted, lines, recorded } = await recover({ wanted, existing: role(over) });

    expect({ adopted, recorded }).toEqual({ adopted: 0, recorded: {} });
    expect(lines).toEqual([expect.stringMatching(/^aws_iam_role\.a: a exists, but its tags are not/)]);
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

test('a provider may say in its own words that nothing is there', async () => {
  const { adopted } = await recover({
    wanted: { 'aws_route_table_association.a': { subnet_id: 'subnet-1', route_table_id: 'rtb-1' } },
    existing: {},
    absence: {
      aws_route_table_association: 'No association found between route table ID rtb-1 and target ID subnet-1',
    },
  });

  expect(adopted).toBe(0);
});

test('anything else that an import is refused for ends the deploy', async () => {
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

test('an object that was replaced is adopted, since the state is made to forget the one before it', async () => {
  const { recorded, commands } = await recover(
    { wanted: { 'aws_vpc.a': {} }, existing: vpc('vpc-2'), state: { 'aws_vpc.a': { id: 'vpc-1' } } },
    { 'aws_vpc.a': ['vpc-2'] },
  );

  expect(recorded).toEqual({ 'aws_vpc.a': 'vpc-2' });
  expect(commands).toContain('apply -refresh-only');
});

describe('what an interrupted creation left tainted', () => {
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

  test('is kept where it holds state, and what depends on it is found', async () => {
    const { lines, recorded, commands } = await recover(world);

    expect(commands).toEqual(['plan', 'show', 'untaint', 'plan', 'show', 'plan', 'show', 'plan', 'apply']);
    expect(lines).toContain('keeps aws_rds_cluster.a (db-1), whose creation did not come to its end');
    expect(recorded).toEqual({ 'aws_rds_cluster.a': 'db-1', 'aws_iam_role.a': 'db-1' });
  });

  test('is not kept where AWS says that it is of no use, and that is told', async () => {
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

  test('and is gone meanwhile is nothing to keep', async () => {
    const { commands } = await recover({ ...world, existing: {} });

    expect(commands).not.toContain('untaint');
  });

  test('can be looked at though the code says that it must not be destroyed', async () => {
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

test('where an import in one go would create something, each is imported by itself', async () => {
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

test('the value of a published parameter is put where a deploy has it, also after a recovery that was killed', async () => {
  const wanted = {
    'aws_ssm_parameter.a': { name: '/a', insecure_value: '1' },
    'aws_ssm_parameter.b': { name: '/b', insecure_value: '2' },
  };
  const parameter = (name: string, value: string) => ({ id: name, name, value, insecure_value: null });
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

test('a folder that a killed recovery left is no obstacle', async () => {
  const left = { 'recovery/imports.tf.json': '{"import":[{"to":"aws_vpc.gone","id":"vpc-0"}]}' };
  const { binary, directory } = testTerraform({ wanted: {}, existing: {} }, left);
  jest.mocked(taggedObjects).mockReset().mockResolvedValue(new Map());

  expect(await adoptUnrecorded({ binary, directory, request: requestFor(directory) })).toBe(0);
  expect(existsSync(`${directory}/recovery`)).toBe(false);
});

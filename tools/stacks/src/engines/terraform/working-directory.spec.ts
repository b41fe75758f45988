import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseEnvironment } from '@bulkhead/config';
import { whileAlone } from '../../checkout/while-alone';
import { type Synthesized } from '../../synthesis/synthesize';
import { fakeProgram, testFolder, writeFiles } from '../../test-folder';
import { testInstance } from '../../workspace/test-instances';
import { type EngineRequest } from '../engine';
import { packageBelow } from './provider-mirror';
import { inWorkingDirectory, prepareScratchDirectory, prepareWorkingDirectory } from './working-directory';

const binary = fakeProgram(
  'terraform',
  'mkdir -p .terraform; echo ours > .terraform/terraform.tfstate; echo "$@" >> inits',
);
const configuration = { terraform: { backend: { s3: {} } }, provider: {}, resource: { aws_vpc: {} } };

const initsIn = (directory: string) => readFileSync(join(directory, 'inits'), 'utf8').trim().split('\n');

const mirror = process.env['BULKHEAD_PROVIDER_MIRROR'];
beforeEach(() => (process.env['BULKHEAD_PROVIDER_MIRROR'] = '/mirror'));
afterAll(() => {
  if (mirror === undefined) delete process.env['BULKHEAD_PROVIDER_MIRROR'];
  else process.env['BULKHEAD_PROVIDER_MIRROR'] = mirror;
});

function prepared(program = binary) {
  const told: string[] = [];
  const directory = testFolder({
    'cdk.tf.json': configuration,
    '.terraform.lock.hcl': 'version = "5.100.0"\n',
    'assets/code/1/rotate.zip': 'first',
  });
  const request = {
    workspaceRoot: testFolder(),
    environment: parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012' }, 'qa.json'),
    instance: testInstance('database/relational@primary'),
    synthesized: { directory } as Synthesized,
    signal: new AbortController().signal,
    progress: (line: string) => told.push(line),
  } as unknown as EngineRequest;
  return {
    directory,
    told,
    request,
    prepare: (resources = true, backend = true) =>
      prepareWorkingDirectory(program, request, backend, resources),
    recover: (state?: string) => prepareScratchDirectory(program, request, state),
  };
}

test('the folder of Terraform has the files that the configuration refers to', async () => {
  const { prepare } = prepared();
  const directory = await prepare();

  expect(JSON.parse(readFileSync(join(directory, 'cdk.tf.json'), 'utf8'))).toEqual(configuration);
  expect(readFileSync(join(directory, 'assets/code/1/rotate.zip'), 'utf8')).toBe('first');
});

test('a file that an earlier configuration refers to stays, for a Terraform that is still at work', async () => {
  const { directory: synthesized, prepare } = prepared();
  await prepare();
  writeFiles(synthesized, { 'assets/code/2/rotate.zip': 'second' });
  const directory = await prepare();

  for (const [path, content] of [
    ['assets/code/1/rotate.zip', 'first'],
    ['assets/code/2/rotate.zip', 'second'],
  ] as const) {
    expect(readFileSync(join(directory, path), 'utf8')).toBe(content);
  }
});

test('a configuration without resources refers to no file', async () => {
  const directory = await prepared().prepare(false);

  expect(JSON.parse(readFileSync(join(directory, 'cdk.tf.json'), 'utf8'))).not.toHaveProperty('resource');
  expect(existsSync(join(directory, 'assets'))).toBe(false);
});

test.each([
  'override.tf.json',
  'main_override.tf',
  'more.tf.json',
  'more.tofu',
  'terraform.tfvars',
  'terraform.tfvars.json',
  'mine.auto.tfvars',
  'mine.auto.tfvars.json',
])('%s, which Terraform would read by itself, is removed, and this is reported', async (name) => {
  const { prepare, told } = prepared();
  const directory = await prepare();
  expect(told).toEqual([]);
  writeFiles(directory, { [name]: {}, 'apply.jsonl': '', 'mine.tfvars': '' });
  await prepare();

  expect(existsSync(join(directory, name))).toBe(false);
  expect(told).toEqual([expect.stringContaining(name)]);
  for (const kept of ['cdk.tf.json', 'apply.jsonl', 'mine.tfvars'])
    expect(existsSync(join(directory, kept))).toBe(true);
});

test('files that Terraform would read by itself are also removed from a recovery folder', async () => {
  const { recover, told } = prepared();
  const { directory } = await recover();
  expect(told).toEqual([]);
  writeFiles(directory, { 'override.tf.json': {}, 'apply.jsonl': '' });
  await recover();

  expect(existsSync(join(directory, 'override.tf.json'))).toBe(false);
  expect(existsSync(join(directory, 'apply.jsonl'))).toBe(true);
  expect(told).toEqual([expect.stringContaining('override.tf.json')]);
});

test('only a folder that somebody led to another state is initialized again', async () => {
  const { prepare } = prepared();
  const directory = await prepare();
  const inits = () => initsIn(directory).length;
  await prepare();
  expect(inits()).toBe(1);

  writeFiles(directory, { '.terraform/terraform.tfstate': 'of somebody else' });
  await prepare();
  expect(inits()).toBe(2);
  expect(readFileSync(join(directory, '.terraform/terraform.tfstate'), 'utf8')).toBe('ours\n');
});

describe('Terraform is initialized', () => {
  const always = 'init -input=false -no-color -lockfile=readonly -plugin-dir=/mirror';

  test.each([
    ['with its state', true, true, 'terraform', '-reconfigure'],
    ['without its state, to be checked', true, false, 'terraform-validate', '-backend=false'],
    ['with its state and without its resources', false, true, 'terraform-drift', '-reconfigure'],
  ])('%s in a separate folder', async (_, resources, backend, kind, last) => {
    const { prepare, request } = prepared();
    const directory = await prepare(resources, backend);

    expect(directory).toBe(join(request.workspaceRoot, 'dist', kind, 'qa/primary/database/relational'));
    expect(initsIn(directory)).toEqual([`${always} ${last}`]);
  });

  test('for a state on this machine with its path', async () => {
    const { directory: synthesized, prepare, request } = prepared();
    writeFiles(synthesized, { 'cdk.tf.json': { terraform: { backend: { local: {} } } } });
    const directory = await prepare();
    const file = join(request.workspaceRoot, '.bulkhead/state/qa/primary/database/relational.tfstate');

    expect(initsIn(directory)).toEqual([`${always} -reconfigure -backend-config=path=${file}`]);
    // Terraform does not create it.
    expect(existsSync(dirname(file))).toBe(true);
  });

  test.each<[string, Record<string, string | object>, number]>([
    ['the provider is another', { '.terraform.lock.hcl': 'version = "5.101.0"\n' }, 2],
    ['the state is in another place', { 'cdk.tf.json': { terraform: { backend: { gcs: {} } } } }, 2],
    ['only a resource is another', { 'cdk.tf.json': { ...configuration, resource: {} } }, 1],
  ])('again if %s', async (_, changed, times) => {
    const { directory: synthesized, prepare } = prepared();
    await prepare();
    writeFiles(synthesized, changed);
    const directory = await prepare();

    expect(initsIn(directory)).toHaveLength(times);
  });

  test('again after a failure', async () => {
    const { prepare } = prepared(
      fakeProgram('terraform', 'mkdir -p .terraform; echo "$@" >> inits; [ $(wc -l < inits) -gt 1 ]'),
    );

    await expect(prepare()).rejects.toMatchObject({ code: 'TerraformFailed' });
    expect(initsIn(await prepare())).toHaveLength(2);
  });
});

describe('if a mirror has the provider unpacked', () => {
  const program = fakeProgram(
    'terraform',
    'mkdir -p .terraform; echo "${TF_REATTACH_PROVIDERS:+linked}" >> inits',
  );
  const linkIn = (directory: string) => packageBelow(join(directory, '.terraform/providers'), '5.100.0');
  let mirror: string;
  let hash: string;
  beforeEach(() => {
    mirror = testFolder();
    const packageFolder = packageBelow(mirror, '5.100.0');
    mkdirSync(packageFolder, { recursive: true });
    writeFileSync(join(packageFolder, 'LICENSE.txt'), 'MPL');
    // Go's hash of a directory with one file.
    const sha256 = (text: string) => createHash('sha256').update(text);
    hash = `h1:${sha256(`${sha256('MPL').digest('hex')}  LICENSE.txt\n`).digest('base64')}`;
    process.env['BULKHEAD_PROVIDER_MIRROR'] = mirror;
  });
  const preparedWith = (locked: string) => {
    const { directory: synthesized, prepare } = prepared(program);
    const lock = `version = "5.100.0"\nhashes = ["${locked}"]\n`;
    writeFileSync(join(synthesized, '.terraform.lock.hcl'), lock);
    return prepare();
  };

  test('it is linked, and Terraform does not read it again', async () => {
    const directory = await preparedWith(hash);

    expect(initsIn(directory)).toEqual(['linked']);
    expect(realpathSync(linkIn(directory))).toBe(realpathSync(packageBelow(mirror, '5.100.0')));
  });

  test('and it is not the package that the lock names, Terraform is left to refuse it', async () => {
    const directory = await preparedWith('h1:AAAA');

    expect(initsIn(directory)).toEqual(['']);
    expect(existsSync(linkIn(directory))).toBe(false);
  });
});

describe('if no mirror has the provider', () => {
  const version = '0.0.0-nowhere';
  /** Logs the start and the end of the download; fails the first time. */
  const downloading = (log: string) =>
    fakeProgram(
      'terraform',
      `mkdir -p .terraform; echo begin >> ${log}; sleep 0.1; echo end >> ${log}; [ $(wc -l < ${log}) -gt 2 ]`,
    );
  beforeEach(() => delete process.env['BULKHEAD_PROVIDER_MIRROR']);

  test('providers are downloaded one after another, even if one download fails', async () => {
    const log = join(testFolder(), 'log');
    const stacks = [0, 1, 2].map(() => {
      const { directory, prepare } = prepared(downloading(log));
      writeFiles(directory, { '.terraform.lock.hcl': `version = "${version}"\n` });
      return prepare;
    });
    const ended = await Promise.allSettled(stacks.map((prepare) => prepare()));

    expect(readFileSync(log, 'utf8').trim().split('\n')).toEqual([0, 1, 2].flatMap(() => ['begin', 'end']));
    expect(ended.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  });

  test('a download waits for another command of the checkout', async () => {
    const log = join(testFolder({ log: 'begin\nend\n' }), 'log');
    const { directory, prepare, request, told } = prepared(downloading(log));
    writeFiles(directory, { '.terraform.lock.hcl': `version = "${version}"\n` });
    const { workspaceRoot } = request;
    let preparing: Promise<string> | undefined;
    await whileAlone({ workspaceRoot, on: 'terraform-init' }, async () => {
      preparing = prepare();
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(readFileSync(log, 'utf8')).toBe('begin\nend\n');
    });
    await preparing;

    expect(readFileSync(log, 'utf8')).toBe('begin\nend\nbegin\nend\n');
    expect(told).toEqual([expect.stringContaining('waits for another command of this checkout')]);
  });
});

test('commands in the same folder wait for each other, and commands in two kinds of folders do not', async () => {
  const { request, told } = prepared();
  const log: string[] = [];
  let diff: Promise<unknown> | undefined;
  await inWorkingDirectory(request, 'terraform', async () => {
    diff = inWorkingDirectory(request, 'terraform', async () => log.push('diff'));
    await inWorkingDirectory(request, 'terraform-drift', async () => log.push('drift'));
    while (told.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    log.push('deploy');
  });
  await diff;

  expect(log).toEqual(['drift', 'deploy', 'diff']);
  expect(told).toEqual([expect.stringContaining('waits for another command of this checkout')]);
});

describe('the folder of a recovery', () => {
  test('keeps its state beside the configuration, for this user alone', async () => {
    const { recover, request } = prepared();
    const { directory, stateFile } = await recover('{"serial":1}');

    expect(directory).toBe(
      join(request.workspaceRoot, 'dist/terraform-recovery/qa/primary/database/relational'),
    );
    expect(stateFile).toBe(join(directory, 'scratch.tfstate'));
    expect(readFileSync(stateFile, 'utf8')).toBe('{"serial":1}');
    expect(statSync(stateFile).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(join(directory, 'cdk.tf.json'), 'utf8'))).toEqual({
      ...configuration,
      terraform: { backend: { local: { path: stateFile } } },
    });
    expect(existsSync(join(directory, 'assets/code/1/rotate.zip'))).toBe(true);
    expect(initsIn(directory)[0]).toMatch(/ -reconfigure$/);
  });

  test('does not contain the state of an earlier recovery', async () => {
    const { recover } = prepared();
    await recover('{"serial":1}');
    const { stateFile } = await recover();

    expect(existsSync(stateFile)).toBe(false);
  });
});

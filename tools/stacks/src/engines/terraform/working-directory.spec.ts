import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnvironment } from '@bulkhead/config';
import { type Synthesized } from '../../synthesis/synthesize';
import { fakeProgram, testFolder, writeFiles } from '../../test-folder';
import { testInstance } from '../../workspace/test-instances';
import { type EngineRequest } from '../engine';
import { prepareScratchDirectory, prepareWorkingDirectory } from './working-directory';

const binary = fakeProgram(
  'terraform',
  'mkdir -p .terraform; echo ours > .terraform/terraform.tfstate; echo init >> inits',
);
const configuration = { terraform: { backend: { s3: {} } }, provider: {}, resource: { aws_vpc: {} } };

function prepared() {
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
    prepare: (resources = true) => prepareWorkingDirectory(binary, request, true, resources),
    recover: () => prepareScratchDirectory(binary, request, undefined),
  };
}

test('Terraform runs where the files are that the configuration refers to', async () => {
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
])('%s, which Terraform would read by itself, is removed, and that is told', async (name) => {
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

test('what Terraform would read by itself is removed from the folder of a recovery too', async () => {
  const { recover, told } = prepared();
  const { directory } = await recover();
  expect(told).toEqual([]);
  writeFiles(directory, { 'override.tf.json': {}, 'apply.jsonl': '' });
  await recover();

  expect(existsSync(join(directory, 'override.tf.json'))).toBe(false);
  expect(existsSync(join(directory, 'apply.jsonl'))).toBe(true);
  expect(told).toEqual([expect.stringContaining('override.tf.json')]);
});

test('a folder that somebody led to another state is initialized again, and no other is', async () => {
  const { prepare } = prepared();
  const directory = await prepare();
  const inits = () => readFileSync(join(directory, 'inits'), 'utf8').trim().split('\n').length;
  await prepare();
  expect(inits()).toBe(1);

  writeFiles(directory, { '.terraform/terraform.tfstate': 'of somebody else' });
  await prepare();
  expect(inits()).toBe(2);
  expect(readFileSync(join(directory, '.terraform/terraform.tfstate'), 'utf8')).toBe('ours\n');
});

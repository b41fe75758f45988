import { fork } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { rootCertificates } from 'node:tls';
import { findTerraform } from '@bulkhead/emulator';
import { isAlive, socketOf, TestFolder, told } from '@bulkhead/standing-provider/testing';
import { fakeProgram, testFolder } from '../../test-folder';
import { applyFiles, leftBehind } from './apply-files';
import { followApply } from './detached-terraform';
import { frontedApply } from './fronted-apply';
import { findProviderMirror } from './provider-mirror';
import { standingProviderVariable } from './standing-provider';
import { runTerraform, type TerraformCall } from './terraform-cli';

let folder: TestFolder;
let said: string[];
const asking = () => ({ workspaceRoot: folder.directory, progress: (line: string) => void said.push(line) });
beforeEach(() => {
  folder = new TestFolder();
  said = [];
});
afterEach(() => {
  folder.remove();
  delete process.env[standingProviderVariable];
  delete process.env['TF_LOG_PROVIDER'];
});

/** A call of a shell script that plays Terraform. */
const calling = (body: string, over: Partial<TerraformCall> = {}): TerraformCall => ({
  binary: fakeProgram('terraform', body),
  arguments: ['apply'],
  directory: folder.directory,
  subject: 'network/vpc@primary',
  signal: new AbortController().signal,
  ...over,
});
/** Waits until every provider has ended. */
const ended = async () => {
  while (folder.providers().some(isAlive)) await sleep(10);
};
const own = 'echo "own:$TF_REATTACH_PROVIDERS"';

test('Terraform gets a front, which ends with it', async () => {
  const socket = socketOf(await frontedApply(calling(told), asking()));

  // The provider reads the files that the configuration names, such as the code of a function.
  expect(folder.workingDirectories()).toEqual([realpathSync(folder.directory)]);
  await ended();
  while (existsSync(dirname(socket))) await sleep(10);
  expect(said).toEqual([]);
});

test.each([
  ['the package is not that of the lock', () => folder.lock('h1:AAAA')],
  ['it is turned off', () => (process.env[standingProviderVariable] = 'off')],
  ['somebody wants its log', () => (process.env['TF_LOG_PROVIDER'] = 'trace')],
  ['the configuration has no type', () => folder.configure({ aws: [{}] }, {})],
])('Terraform starts its own provider if %s', async (_, change) => {
  change();
  expect(await frontedApply(calling(own), asking())).toBe('own:');
  expect(folder.providers()).toEqual([]);
  expect(said).toEqual([]);
});

test('a provider that does not listen is reported, and Terraform starts its own', async () => {
  folder.remove();
  folder = new TestFolder({ program: '#!/bin/sh\nexit 3\n' });
  expect(await frontedApply(calling(own), asking())).toBe('own:');
  expect(said).toEqual([
    'no provider could be kept for Terraform, which starts its own: it ended before it listened',
  ]);
});

const failure = JSON.stringify({
  '@level': 'error',
  '@message': 'Error: no schema available',
  type: 'diagnostic',
  diagnostic: { severity: 'error', summary: 'no schema available for aws_sns_topic.left', detail: '' },
});
const start = JSON.stringify({ '@level': 'info', '@message': 'Creating', type: 'apply_start', hook: {} });

test('if Terraform meets a type that it was not told of, it is run again with its own provider', async () => {
  const body = `test -z "$TF_REATTACH_PROVIDERS" && { ${own}; exit; }; echo '${failure}'; exit 1`;
  expect(await frontedApply(calling(body), asking())).toBe('own:');
  expect(said).toEqual([
    'starts Terraform again, because the state has a type that the configuration does not have',
  ]);
});

test.each([
  ['the stack has such a name', { subject: 'glue/schema@primary' }, 'quota exceeded'],
  ['a resource has such a type', {}, 'quota of aws_glue_schema exceeded'],
])('another failure is not tried again, although %s', async (_, over, summary) => {
  const line = JSON.stringify({ ...JSON.parse(failure), diagnostic: { severity: 'error', summary } });
  const failing = frontedApply(calling(`echo run >>runs; echo '${line}'; exit 1`, over), asking());
  await expect(failing).rejects.toMatchObject({ code: 'TerraformFailed' });
  expect(readFileSync(join(folder.directory, 'runs'), 'utf8')).toBe('run\n');
});

test('a Terraform that has only read data sources, such as what the stack consumes, is run again', async () => {
  const read = JSON.stringify({ ...JSON.parse(start), hook: { action: 'read' } });
  const body = `test -z "$TF_REATTACH_PROVIDERS" && { ${own}; exit; }; echo '${read}'; echo '${failure}'; exit 1`;
  expect(await frontedApply(calling(body), asking())).toBe('own:');
});

test('a Terraform that has touched something is not run again', async () => {
  const failing = frontedApply(
    calling(`echo run >>runs; echo '${start}'; echo '${failure}'; exit 1`),
    asking(),
  );
  await expect(failing).rejects.toMatchObject({ code: 'TerraformFailed' });
  expect(readFileSync(join(folder.directory, 'runs'), 'utf8')).toBe('run\n');
  await ended();
});

test('if the run ends while the front starts, Terraform is not started, and no front stays', async () => {
  const interrupted = new AbortController();
  const call = calling('touch started', { signal: interrupted.signal });
  const run = frontedApply(call, asking());
  interrupted.abort(new Error('the run was interrupted'));

  await expect(run).rejects.toThrow('the run was interrupted');
  await sleep(1_000);
  await ended();
  expect(existsSync(join(folder.directory, 'started'))).toBe(false);
});

test('after a kill of Terraform and the shell that waits for it, neither front nor provider stays', async () => {
  const run = frontedApply(calling('touch started; while :; do sleep 0.02; done'), asking());
  const failed = expect(run).rejects.toMatchObject({ code: 'TerraformKilled' });
  while (!existsSync(join(folder.directory, 'started'))) await sleep(10);
  const [, group = 0] = readFileSync(join(folder.directory, applyFiles.pid), 'utf8').split(' ').map(Number);
  process.kill(-group, 'SIGKILL');

  await failed;
  await ended();
});

test('Terraform keeps its front when its starter is killed, and the front ends with it', async () => {
  const call = calling(
    'touch started; while [ ! -e allowed ]; do sleep 0.02; done; read pid _ <providers; kill -0 "$pid" && echo served',
  );
  const starter = join(testFolder(), 'starter.js');
  writeFileSync(
    starter,
    `require(${JSON.stringify(require.resolve('@swc-node/register'))});
     require(${JSON.stringify(join(__dirname, 'fronted-apply.ts'))}).frontedApply(
       { ...${JSON.stringify(call)}, signal: new AbortController().signal },
       { workspaceRoot: ${JSON.stringify(folder.directory)}, progress: () => {} },
     );`,
  );
  const child = fork(starter, {
    execArgv: ['--conditions=@bulkhead/source'],
    detached: true,
    stdio: 'ignore',
  });
  while (!existsSync(join(folder.directory, 'started'))) await sleep(10);
  process.kill(-(child.pid ?? 0), 'SIGKILL');

  const left = await leftBehind(call.directory);
  if (left.state !== 'at-work') throw new Error(left.state);
  await sleep(500);
  writeFileSync(join(folder.directory, 'allowed'), '');
  const lines: string[] = [];
  expect(await followApply(left.apply, call, (line) => lines.push(line))).toBe(0);
  expect(lines).toEqual(['served']);
  await ended();
});

describe('with the real Terraform and provider', () => {
  const root = mkdtempSync(join(tmpdir(), 'bulkhead-stacks-test-'));
  afterAll(() => rmSync(root, { recursive: true }));

  test('a stack that spans two regions is applied in each, again and again, with certificates of a company', async () => {
    // With these certificates, a provider process cannot be configured twice.
    const certificates = join(root, 'ca.pem');
    writeFileSync(certificates, rootCertificates.join('\n'));
    process.env['AWS_CA_BUNDLE'] = certificates;
    const provider = (region: string, alias?: string) => ({
      region,
      ...(alias && { alias }),
      access_key: 'none',
      secret_key: 'none',
      skip_credentials_validation: true,
      skip_requesting_account_id: true,
      skip_metadata_api_check: 'true',
    });
    writeFileSync(
      join(root, '.terraform.lock.hcl'),
      readFileSync(join(__dirname, '../../../../../libs/cdktf/terraform.lock.hcl')),
    );
    const configure = (primary: string, dr: string) =>
      writeFileSync(
        join(root, 'cdk.tf.json'),
        JSON.stringify({
          terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '5.100.0' } } },
          provider: { aws: [provider(primary), provider(dr, 'dr')] },
          data: { aws_region: { here: {}, there: { provider: 'aws.dr' } } },
          output: {
            regions: { value: '${data.aws_region.here.name} ${data.aws_region.there.name}' },
          },
        }),
      );
    configure('us-west-2', 'eu-central-1');
    const { path: binary } = (await findTerraform()) as { path: string };
    const mirror = findProviderMirror('5.100.0', { variables: process.env });
    const call = { binary, directory: root, subject: 'two', signal: new AbortController().signal };
    await runTerraform({
      ...call,
      arguments: ['init', '-input=false', '-lockfile=readonly', ...(mirror ? [`-plugin-dir=${mirror}`] : [])],
    });
    const applied = async () => {
      await frontedApply(
        { ...call, arguments: ['apply', '-json', '-auto-approve', '-input=false'] },
        { workspaceRoot: root, progress: (line) => void said.push(line) },
      );
      const state = JSON.parse(readFileSync(join(root, 'terraform.tfstate'), 'utf8'));
      return state.outputs.regions.value;
    };

    expect(await applied()).toBe('us-west-2 eu-central-1');
    configure('ca-central-1', 'us-east-2');
    expect(await applied()).toBe('ca-central-1 us-east-2');
    expect(said).toEqual([]);
  });
});

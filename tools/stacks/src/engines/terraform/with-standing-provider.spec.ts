import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { rootCertificates } from 'node:tls';
import { findTerraform } from '@bulkhead/emulator';
import { keeper } from '@bulkhead/standing-provider';
import { isAlive, socketOf, TestFolder, told } from '@bulkhead/standing-provider/testing';
import { findProviderMirror } from './provider-mirror';
import { runTerraform, type TerraformCall } from './terraform-cli';
import { standingProviderVariable } from './standing-provider';
import { withStandingProvider } from './with-standing-provider';

let folder: TestFolder;
let said: string[];
const progress = (line: string) => said.push(line);
const { signal } = new AbortController();
beforeEach(() => {
  folder = new TestFolder();
  said = [];
});
afterEach(() => {
  folder.remove();
  delete process.env[standingProviderVariable];
});

/** A Terraform call that runs a shell with the address of the provider. */
function call(script: string): TerraformCall {
  const { signal } = new AbortController();
  return {
    binary: 'sh',
    arguments: ['-c', script],
    directory: folder.directory,
    subject: 'network/vpc@primary',
    signal,
  };
}

const variable = 'echo "$TF_REATTACH_PROVIDERS"';
/** The commands with which the shell kills its provider. */
const kill = () => `cut -d' ' -f1 ${folder.notes} | xargs kill -9; sleep 0.2`;

test('calls share one provider, on a socket that only this user reaches, and it ends with them', async () => {
  const socket = await withStandingProvider(
    { directory: folder.directory, signal, progress },
    async (run) => {
      const [first, second] = [socketOf(await run(call(told))), socketOf(await run(call(told)))];
      expect(second).toEqual(first);
      expect(folder.providers().map(isAlive)).toEqual([true]);
      expect(statSync(dirname(first)).mode & 0o777).toBe(0o700);
      return first;
    },
  );

  expect(folder.providers().map(isAlive)).toEqual([false]);
  expect(existsSync(dirname(socket))).toBe(false);
  expect(said).toEqual([]);
});

test('two runs have a provider each', async () => {
  const one = () =>
    withStandingProvider({ directory: folder.directory, signal, progress }, async (run) =>
      socketOf(await run(call(told))),
    );
  const [a, b] = await Promise.all([one(), one()]);
  expect(a).not.toBe(b);
  expect(folder.providers()).toHaveLength(2);
});

test('after a failed call the provider ends, and the failure is the result', async () => {
  const failing = withStandingProvider({ directory: folder.directory, signal, progress }, async (run) => {
    await run(call('echo no such thing; exit 1'));
  });
  await expect(failing).rejects.toMatchObject({ code: 'TerraformFailed' });
  expect(folder.providers().map(isAlive)).toEqual([false]);
  expect(said).toEqual([]);
});

test.each([
  ['is killed', kill],
  ['loses its socket', () => `${variable} | sed 's/.*"String":"\\([^"]*\\)".*/\\1/' | xargs rm`],
])('if the provider %s, Terraform starts its own, in this call and later ones', async (_, harm) => {
  const printed = await withStandingProvider(
    { directory: folder.directory, signal, progress },
    async (run) => [
      await run(call(`test -z "$TF_REATTACH_PROVIDERS" && echo own && exit; ${harm()}; exit 1`)),
      await run(call('echo "own:$TF_REATTACH_PROVIDERS"')),
    ],
  );
  expect(printed).toEqual(['own', 'own:']);
  expect(said).toEqual(['the provider that Terraform shared is gone; Terraform starts its own']);
});

test('an interrupted call is not made again', async () => {
  const interrupted = new AbortController();
  const run = withStandingProvider({ directory: folder.directory, signal, progress }, (read) =>
    read({ ...call(`${kill()}; sleep 5`), signal: interrupted.signal }),
  );
  setTimeout(() => interrupted.abort(new Error('the run was interrupted')), 1_000);
  await expect(run).rejects.toThrow('the run was interrupted');
});

test.each([
  ['the package is not that of the lock', () => folder.lock('h1:AAAA')],
  ['it is turned off', () => (process.env[standingProviderVariable] = 'off')],
])('Terraform starts its own provider if %s', async (_, change) => {
  change();
  const printed = await withStandingProvider({ directory: folder.directory, signal, progress }, (run) =>
    run(call('echo "own:$TF_REATTACH_PROVIDERS"')),
  );
  expect(printed).toBe('own:');
  expect(said).toEqual([]);
});

test('a provider that does not listen is reported, and Terraform starts its own', async () => {
  folder.remove();
  folder = new TestFolder({ program: '#!/bin/sh\nexit 3\n' });
  const printed = await withStandingProvider({ directory: folder.directory, signal, progress }, (run) =>
    run(call('echo "own:$TF_REATTACH_PROVIDERS"')),
  );
  expect(printed).toBe('own:');
  expect(said).toEqual([
    'no provider could be kept for Terraform, which starts its own: it ended before it listened',
  ]);
});

test('the provider of a killed run ends, and its socket is removed', async () => {
  const socketFolder = join(folder.directory, 'socket');
  mkdirSync(socketFolder);
  const source = `
    const [keeper, program] = process.argv.slice(1);
    const child = require('node:child_process').spawn('sh', ['-c', keeper, program], { stdio: ['pipe', 'pipe', 'ignore'] });
    child.stdout.pipe(process.stdout);
  `;
  const run = spawn(process.execPath, ['-e', source, keeper, folder.program], {
    env: { ...process.env, PLUGIN_UNIX_SOCKET_DIR: socketFolder },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = (await once(run.stdout, 'data')) as [Buffer];
  expect(line.toString()).toContain('TF_REATTACH_PROVIDERS');
  const [pid = 0] = folder.providers();
  expect(isAlive(pid)).toBe(true);

  run.kill('SIGKILL');
  for (let tries = 0; tries < 200 && existsSync(socketFolder); tries++) await sleep(50);
  expect(isAlive(pid)).toBe(false);
  expect(existsSync(socketFolder)).toBe(false);
});

describe('with the real Terraform and provider', () => {
  const root = mkdtempSync(join(tmpdir(), 'bulkhead-stacks-test-'));
  afterAll(() => rmSync(root, { recursive: true }));
  const lock = execFileSync('cat', [join(__dirname, '../../../../../libs/cdktf/terraform.lock.hcl')]);

  interface Shown {
    readonly planned_values: { readonly outputs?: { readonly region: { readonly value: string } } };
    readonly resource_changes?: readonly {
      readonly address: string;
      readonly change: { readonly actions: readonly string[] };
    }[];
  }

  /** Plans a configuration in a folder of its own, as often as is said, and shows the last plan. */
  const planned = async (name: string, region: string, more: object, { plans = 1, state = '' } = {}) => {
    const directory = join(root, name);
    mkdirSync(directory);
    writeFileSync(join(directory, '.terraform.lock.hcl'), lock);
    if (state) writeFileSync(join(directory, 'terraform.tfstate'), state);
    writeFileSync(
      join(directory, 'cdk.tf.json'),
      JSON.stringify({
        terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '5.100.0' } } },
        provider: {
          aws: [
            {
              region,
              access_key: 'none',
              secret_key: 'none',
              skip_credentials_validation: true,
              skip_requesting_account_id: true,
              skip_metadata_api_check: 'true',
            },
          ],
        },
        ...more,
      }),
    );
    const { path: binary } = (await findTerraform()) as { path: string };
    const mirror = findProviderMirror('5.100.0', { variables: process.env });
    const made = { binary, directory, subject: name, signal: new AbortController().signal };
    await runTerraform({
      ...made,
      arguments: ['init', '-input=false', '-lockfile=readonly', ...(mirror ? [`-plugin-dir=${mirror}`] : [])],
    });
    return withStandingProvider({ directory, signal, progress }, async (run) => {
      for (let plan = 0; plan < plans; plan++)
        await run({
          ...made,
          arguments: ['plan', '-json', '-input=false', '-refresh=false', '-out=plan.bin'],
        });
      const shown: { line?: Shown } = {};
      await run({
        ...made,
        arguments: ['show', '-json', 'plan.bin'],
        onMessage: (line) => (shown.line = line as unknown as Shown),
      });
      return shown.line;
    });
  };

  const readRegion = async (region: string) => {
    const more = {
      data: { aws_region: { here: {} } },
      output: { region: { value: '${data.aws_region.here.name}' } },
    };
    // Like a recovery, which plans until it finds nothing more.
    const shown = await planned(region, region, more, { plans: 2 });
    return shown?.planned_values.outputs?.region.value;
  };

  test('two regions at once are each planned in their own, again and again, with certificates of a company', async () => {
    // With these certificates, the provider cannot be configured twice.
    const certificates = join(root, 'ca.pem');
    writeFileSync(certificates, rootCertificates.join('\n'));
    process.env['AWS_CA_BUNDLE'] = certificates;
    const regions = ['us-west-2', 'eu-central-1'];
    expect(await Promise.all(regions.map((region) => readRegion(region)))).toEqual(regions);
    expect(said).toEqual([]);
  });

  test('a type that only the state still has is planned as Terraform alone plans it', async () => {
    const attributes = { id: 'topic', arn: 'arn:aws:sns:us-east-1:123456789012:topic', name: 'topic' };
    const state = JSON.stringify({
      version: 4,
      terraform_version: '1.11.4',
      serial: 1,
      lineage: '00000000-0000-0000-0000-000000000000',
      resources: [
        {
          mode: 'managed',
          type: 'aws_sns_topic',
          name: 'left',
          provider: 'provider["registry.terraform.io/hashicorp/aws"]',
          instances: [{ schema_version: 0, attributes }],
        },
      ],
    });
    const shown = await planned('left', 'us-east-1', {}, { state });
    expect(shown?.resource_changes).toMatchObject([
      { address: 'aws_sns_topic.left', change: { actions: ['delete'] } },
    ]);
    expect(said).toEqual([]);
  });

  test('a type that the provider does not have is refused as Terraform alone refuses it', async () => {
    const unknown = planned('unknown', 'us-east-1', { resource: { aws_subnett: { it: {} } } });
    await expect(unknown).rejects.toMatchObject({
      code: 'TerraformFailed',
      message: expect.stringContaining('Did you mean "aws_subnet"?'),
    });
    expect(said).toEqual([]);
  });
});

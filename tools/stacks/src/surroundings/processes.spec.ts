import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runDetached } from '../engines/terraform/detached-terraform';
import { runTerraform, type TerraformRunner } from '../engines/terraform/terraform-cli';
import { openS3 } from '../retries/s3-client';
import { ParameterStore } from '../parameters/parameter-store';
import { recordingOutput } from '../run/recording-output';
import { type Run } from '../run/run';
import { openTarget } from '../run/target';
import { synthesize } from '../synthesis/synthesize';
import { fakeProgram, testFolder } from '../test-folder';
import { testInstance } from '../workspace/test-instances';
import { enterSurroundings } from './enter-surroundings';

/** Variables and files that a shell should not have, of a user who works with another tool. */
const polluted = {
  TF_WORKSPACE: 'staging',
  TF_DATA_DIR: '/elsewhere',
  TF_CLI_ARGS: '-lock=false',
  TF_CLI_ARGS_apply: '-target=aws_vpc.main',
  TF_VAR_size: 'large',
  CDK_CONTEXT_JSON: '{}',
  AWS_ENDPOINT_URL_SSM: 'http://127.0.0.1:1',
  AWS_SOMETHING_NEW: '1',
  SHOP_COLOUR: 'red',
};

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
const before = { ...process.env };
beforeEach(() => Object.assign(process.env, polluted));
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
});

test.each<[string, TerraformRunner | undefined]>([
  ['attached', undefined],
  ['detached', runDetached],
])('a Terraform that is %s gets nothing of it', async (_, runner) => {
  const printed = await runTerraform({
    binary: fakeProgram('terraform', 'env'),
    arguments: [],
    directory: testFolder(),
    subject: 'network/vpc@primary',
    signal: new AbortController().signal,
    runner,
  });
  const names = printed.split('\n').map((line) => line.split('=')[0] ?? '');

  expect(printed).toContain('TF_WORKSPACE=default');
  expect(names).toContain('PATH');
  expect(names.filter((name) => name in polluted && name !== 'TF_WORKSPACE')).toEqual([]);
});

test('a synthesis gets nothing of it', async () => {
  const workspaceRoot = testFolder({
    'apps/shop/dist/main.js': `
      const { writeFileSync } = require('node:fs');
      const { directory } = JSON.parse(process.env.BULKHEAD_SYNTH);
      writeFileSync(directory + '/env.json', JSON.stringify(process.env));
      writeFileSync(directory + '/stack.json', JSON.stringify({ template: 'env.json' }));
      process.send({ done: true }, () => process.disconnect());
    `,
  });
  const { directory } = await synthesize(testInstance('shop/site@primary'), {
    workspaceRoot,
    environment: 'qa',
    environmentReference: 'qa',
    workingDirectory: workspaceRoot,
    projectRoot: 'apps/shop',
    observer: join(testFolder({ 'observer.js': '' }), 'observer.js'),
  });
  const variables = JSON.parse(readFileSync(join(directory, 'env.json'), 'utf8')) as Record<string, string>;

  expect(variables).toMatchObject({ TZ: 'UTC', LC_ALL: 'C.UTF-8', CDK_VALIDATION: 'false' });
  expect(Object.keys(variables).filter((name) => name in polluted)).toEqual([]);
});

describe('on the emulator', () => {
  let server: Server;
  const seen: string[] = [];
  beforeAll(async () => {
    server = createServer((incoming, response) => {
      incoming.resume();
      // The emulator's own API, which identifies it.
      if (incoming.url?.startsWith('/moto-api/')) return void response.end('{}');
      seen.push(String(incoming.headers['x-amz-target'] ?? incoming.url));
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      response.end(JSON.stringify({ Parameters: [{ Name: '/a', Value: 'ours' }], InvalidParameters: [] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });

  test('a client asks the emulator, whatever the shell and the files of the user say', async () => {
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const files = testFolder({
      '.aws/config': [
        '[default]\nendpoint_url = http://127.0.0.1:1\nservices = other\nuse_fips_endpoint = true\nuse_dualstack_endpoint = true',
        '[services other]\nssm =\n  endpoint_url = http://127.0.0.1:1\ns3 =\n  endpoint_url = http://127.0.0.1:1',
      ].join('\n'),
      '.aws/credentials': '[default]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = none',
    });
    for (const name of Object.keys(polluted).filter((name) => /^(TF|CDK)_/.test(name)))
      delete process.env[name];
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: endpoint,
      AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:1',
      AWS_USE_FIPS_ENDPOINT: 'true',
      HOME: files,
      AWS_PROFILE: 'default',
    });
    const output = recordingOutput();
    const say = (line: string) => output.line(line);
    await enterSurroundings({
      target: 'emulator',
      regions: [],
      region: '',
      workingDirectory: files,
      command: '',
      say,
    });
    const environment = { target: 'emulator' };
    const target = await openTarget({ environment, workspaceRoot: files, output } as unknown as Run);
    target.close();

    expect(await new ParameterStore('us-east-1').read(['/a'])).toEqual(new Map([['/a', 'ours']]));
    const { HeadBucketCommand } = await import('@aws-sdk/client-s3');
    const s3 = await openS3('us-east-1');
    await s3.send(new HeadBucketCommand({ Bucket: 'state' }));
    s3.destroy();
    expect(seen).toEqual(['AmazonSSM.GetParameters', '/state/']);
    expect(output.lines).toEqual([
      expect.stringMatching(
        /AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL_SSM, AWS_SOMETHING_NEW, AWS_USE_FIPS_ENDPOINT$/,
      ),
    ]);
  });
});

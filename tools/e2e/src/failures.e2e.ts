import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { ListBucketsCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { DescribeParametersCommand } from '@aws-sdk/client-ssm';
import { WorkspaceCopy } from '@bulkhead/workspace-copy';
import { AwsClients } from './aws-clients';

/** What goes wrong while stacks are deployed, and that the next run goes on from it. */
let copy: WorkspaceCopy;

beforeAll(async () => {
  copy = await WorkspaceCopy.create();
});
afterAll(() => copy.dispose());

const emulatorPid = () => (JSON.parse(copy.read('.bulkhead/emulator/emulator.json')) as { pid: number }).pid;

/** Runs a deploy of the network and does something to the emulator as soon as Terraform has created a first resource. */
async function deployAnd(harm: () => void): Promise<{ code: number | null; text: string }> {
  let harmed = false;
  return copy.nx('run network:deploy -c local', {
    onText: (text) => {
      if (harmed || !text.includes('Creation complete')) return;
      harmed = true;
      harm();
    },
  });
}

test('a port that something else uses is named, with the way to choose another', async () => {
  const server = createServer((_, response) => response.writeHead(404).end());
  await new Promise<void>((resolve) => server.listen(copy.port, '127.0.0.1', resolve));
  const { code, text } = await copy.nx('run network:deploy -c local');
  await new Promise((resolve) => server.close(resolve));

  expect(code).not.toBe(0);
  expect(text).toContain(String(copy.port));
  expect(text).toContain('BULKHEAD_EMULATOR_PORT');
  expect(text).toContain('(PortInUse)');
});

test('a stack whose producer is not deployed is refused, with the producer and its command', async () => {
  const { code, text } = await copy.nx('run database:deploy -c local');

  expect(code).not.toBe(0);
  expect(copy.outcomes()).toEqual({ 'database/relational': 'refused' });
  expect(text).toContain('/bulkhead/local/network/vpcId does not exist');
  expect(text).toContain('Stack network/vpc@primary publishes "network".');
  expect(text).toContain('next: npx nx run network:deploy -c local');
});

test('credentials of another account are refused before anything is read', async () => {
  // The emulator is account 123456789012, which is not that of `prod`.
  const { code, text } = await copy.nx('run-many -t deploy -c prod', {
    variables: { BULKHEAD_AWS_ENDPOINT: copy.endpoint, AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' },
  });

  expect(code).not.toBe(0);
  expect(text).toContain(`Warning: ${copy.endpoint} answers in place of AWS`);
  expect(text).toContain(
    'Environment prod is account 444455556666, but your credentials are of 123456789012.',
  );
  expect(text).toContain('(WrongAccount)');
});

test('a first deploy to an account is refused before anything starts, with all that is missing in one list', async () => {
  const environment = { name: 'first', preset: 'saas', account: '123456789012' };
  writeFileSync(join(copy.directory, 'first.json'), JSON.stringify(environment));
  const variables = {
    BULKHEAD_AWS_ENDPOINT: copy.endpoint,
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
  };
  const deploy = await copy.nx('run-many -t deploy --environment=first.json', { variables });
  const outcomes = copy.outcomes();
  const alone = await copy.nx('run bulkhead:preflight --environment=first.json', { variables });

  for (const { code, text } of [deploy, alone]) {
    expect(code).not.toBe(0);
    expect(text).toMatch(/^Preflight: \d+ found that a deploy would fail for$/m);
    expect(text).toMatch(
      /parameter \/bulkhead\/first\/certificate\/arn does not exist.*\n {4}next: aws ssm put-parameter /,
    );
    expect(text).toContain('the CDK bootstrap stack in us-east-1 is missing');
    expect(text).toMatch(
      /the Terraform state bucket bulkhead-first-terraform-state-\w+ in us-east-1 is missing/,
    );
    expect(text).toContain('next: npx nx run bulkhead:bootstrap --environment=first.json');
  }
  expect(deploy.text).toContain('(PreflightFailed)');
  expect(outcomes).toMatchObject({ 'network/vpc': 'refused', 'database/relational': 'skipped' });
  expect(Object.values(outcomes).filter((outcome) => !['refused', 'skipped'].includes(outcome))).toEqual([]);
});

test('something else in place of AWS is refused before anything is read', async () => {
  const { code, text } = await copy.nx('run-many -t deploy -c prod', {
    variables: { AWS_ENDPOINT_URL: copy.endpoint, AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' },
  });

  expect(code).not.toBe(0);
  expect(text).toContain('AWS_ENDPOINT_URL: ');
  expect(text).toContain('(ForeignSettings)');
});

test('a protected environment is not destroyed', async () => {
  const { code, text } = await copy.nx('run-many -t destroy -c prod');

  expect(code).not.toBe(0);
  expect(text).toContain('(ProtectedEnvironment)');
});

test('without an engine on the PATH the deploy fails and says so', async () => {
  const bin = join(copy.directory, 'bin');
  mkdirSync(bin);
  // Everything but an engine: a `terraform` that cannot tell its version hides the real one.
  writeFileSync(join(bin, 'terraform'), '#!/bin/sh\nexit 1\n');
  chmodSync(join(bin, 'terraform'), 0o755);
  const { code, text } = await copy.nx('run network:deploy -c local', {
    variables: { PATH: `${bin}:${process.env['PATH']}`, BULKHEAD_TERRAFORM: join(bin, 'none') },
  });

  expect(code).not.toBe(0);
  expect(text).toContain('(MissingTerraform)');
  expect(copy.outcomes()).toEqual({ 'network/vpc': 'refused' });
});

test('a provider that is not the one in the lock file is refused', async () => {
  const platform = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
  const folder = join(copy.directory, 'mirror/registry.terraform.io/hashicorp/aws/5.100.0', platform);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'terraform-provider-aws_v5.100.0_x5'), '#!/bin/sh\n');
  chmodSync(join(folder, 'terraform-provider-aws_v5.100.0_x5'), 0o755);
  const { code, text } = await copy.nx('run network:deploy -c local', {
    variables: { BULKHEAD_PROVIDER_MIRROR: join(copy.directory, 'mirror') },
  });

  expect(code).not.toBe(0);
  expect(text).toMatch(/doesn't match any of the\s+checksums/);
  expect(copy.outcomes()).toEqual({ 'network/vpc': 'failed' });
});

test('an emulator that dies in the middle of a deploy is reported, and the next run starts afresh', async () => {
  const { code, text } = await deployAnd(() => process.kill(emulatorPid(), 'SIGKILL'));

  expect(code).not.toBe(0);
  expect(text).toMatch(/The emulator at \S+ is gone/);
  expect(text).toContain('(EmulatorLost)');
  await copy.succeed('run network:deploy -c local');
  expect(copy.outcomes()).toEqual({ 'network/vpc': 'deployed' });
  await copy.succeed('run emulator:stop');
});

test('an emulator that hangs is not waited for, and the next run replaces it', async () => {
  const { code, text } = await deployAnd(() => process.kill(emulatorPid(), 'SIGSTOP'));

  expect(code).not.toBe(0);
  expect(text).toMatch(/The emulator at \S+ no longer answers/);
  await copy.succeed('run network:deploy -c local');
  expect(copy.outcomes()).toEqual({ 'network/vpc': 'deployed' });
});

describe('of the network that is deployed now', () => {
  const staging = { variables: { TF_WORKSPACE: 'staging' } };
  let aws: AwsClients;
  beforeAll(() => (aws = new AwsClients(copy.endpoint)));
  afterAll(() => aws.destroy());

  /** Everything that a deploy to another state would touch: the VPCs, the states and the records. */
  async function standing() {
    const { Vpcs = [] } = await aws.ec2.send(new DescribeVpcsCommand({}));
    const { Buckets = [] } = await aws.s3.send(new ListBucketsCommand({}));
    const objects = await Promise.all(
      Buckets.map(async ({ Name }) => {
        const { Versions = [] } = await aws.s3.send(new ListObjectVersionsCommand({ Bucket: Name }));
        return Versions.map(({ Key, VersionId }) => `${Name}/${Key} ${VersionId}`);
      }),
    );
    const { Parameters = [] } = await aws.ssm.send(new DescribeParametersCommand({ MaxResults: 50 }));
    return {
      vpcs: Vpcs.map(({ VpcId }) => VpcId),
      objects: objects.flat(),
      parameters: Parameters.map(({ Name, Version }) => `${Name} ${Version}`),
    };
  }

  test.each(['deploy', 'diff', 'drift', 'destroy'])(
    '%s with another workspace in the shell touches nothing',
    async (verb) => {
      const before = await standing();
      expect(before.objects).not.toEqual([]);
      const { code, text } = await copy.nx(`run network:${verb} -c local`, staging);

      expect(code).not.toBe(0);
      expect(text).toContain('TF_WORKSPACE: ');
      expect(text).toContain(`next: env -u TF_WORKSPACE npx nx run network:${verb} -c local`);
      expect(text).toContain('(ForeignSettings)');
      expect(await standing()).toEqual(before);
    },
  );

  test('what a user has for another project changes nothing: neither variables and files nor a selected workspace', async () => {
    copy.write('aws-config', '[default]\nuse_fips_endpoint = true\nendpoint_url = http://127.0.0.1:1\n');
    const folder = 'dist/terraform/local/primary/network/vpc';
    copy.write(`${folder}/.terraform/environment`, 'staging');
    copy.write(
      `${folder}/mine_override.tf.json`,
      '{ "resource": { "aws_vpc": { "mine": { "cidr_block": "10.9.0.0/16" } } } }',
    );
    const unreachable = 'http://127.0.0.1:1';
    const variables = {
      ...staging.variables,
      AWS_ENDPOINT_URL_SSM: unreachable,
      AWS_ENDPOINT_URL_S3: unreachable,
      AWS_ENDPOINT_URL_EC2: unreachable,
      AWS_USE_FIPS_ENDPOINT: 'true',
      AWS_CONFIG_FILE: join(copy.directory, 'aws-config'),
      AWS_PROFILE: 'nobody',
      AWS_REGION: 'eu-west-1',
      AWS_STS_REGIONAL_ENDPOINTS: 'legacy',
    };
    const before = await standing();
    // As a refusal prints it.
    const printed = 'env -u TF_WORKSPACE npx nx run network:deploy -c local --force';
    const { code, text } = await copy.run('sh', ['-c', printed], { variables });

    expect(text).toContain('removed from ');
    expect(text).toContain('mine_override.tf.json');
    expect(text).toMatch(/Ignored, .*: AWS_ENDPOINT_URL_EC2, AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL_SSM/);
    expect(code).toBe(0);
    expect(copy.report()[0]).toMatchObject({
      outcome: 'deployed',
      resources: { added: 0, changed: 0, destroyed: 0 },
    });
    expect((await standing()).vpcs).toEqual(before.vpcs);
  });
});

test("the last run's report says what happened, and is valid JSON after every failure", () => {
  expect(() => JSON.parse(readFileSync(join(copy.directory, 'dist/runs/latest.json'), 'utf8'))).not.toThrow();
});

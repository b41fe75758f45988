import { join } from 'node:path';
import { Refusal } from '@bulkhead/errors';
import { testFolder } from '../test-folder';
import { synthesisVariables, terraformVariables } from './engine-variables';
import { enterSurroundings, type SurroundingsRequest } from './enter-surroundings';
import { type Ruling, type TargetKind } from './ruling';

const home = testFolder();
const file = join(testFolder({ 'cli.tfrc': '' }), 'cli.tfrc');

/**
 * The table: the ruling on a variable on the emulator, the ruling if AWS answers, and the processes that get the
 * variable if it passes: T is Terraform, attached and detached, S a synthesis.
 */
const table: readonly (readonly [variable: string, emulator: Ruling, aws: Ruling, readers: string])[] = [
  ['PATH=/bin', 'passes', 'passes', 'TS'],
  ['TMPDIR=/tmp', 'passes', 'passes', 'TS'],
  ['LANG=de_DE.UTF-8', 'passes', 'passes', 'T'],
  ['HTTPS_PROXY=http://proxy:3128', 'passes', 'passes', 'T'],
  ['no_proxy=internal', 'passes', 'passes', 'T'],
  ['SSL_CERT_FILE=/ca.pem', 'passes', 'passes', 'T'],
  ['GODEBUG=netdns=cgo', 'passes', 'passes', 'T'],
  ['GOGC=50', 'passes', 'passes', 'T'],
  ['TFENV_TERRAFORM_VERSION=1.11.4', 'passes', 'passes', 'T'],
  ['NODE_OPTIONS=--max-old-space-size=4096', 'passes', 'passes', 'S'],
  ['NODE_TLS_REJECT_UNAUTHORIZED=0', 'dropped', 'refused', ''],
  ['SHOP_COLOUR=red', 'passes', 'passes', ''],
  ['LD_PRELOAD=/x.so', 'passes', 'passes', ''],

  ['AWS_ENDPOINT_URL=http://127.0.0.1:5566', 'passes', 'refused', 'T'],
  ['AWS_ENDPOINT_URL_SSM=http://127.0.0.1:1', 'ignored', 'refused', ''],
  ['AWS_ENDPOINT_URL_S3=http://127.0.0.1:1', 'ignored', 'refused', ''],
  ['AWS_ENDPOINT_URL_SOMETHING_NEW=http://127.0.0.1:1', 'ignored', 'refused', ''],
  ['AWS_ENDPOINT_URL_S3_FOR_CLOUDFORMATION=http://x', 'dropped', 'refused', ''],
  ['AWS_S3_ENDPOINT=http://127.0.0.1:1', 'ignored', 'refused', ''],
  ['AWS_STS_ENDPOINT=http://127.0.0.1:1', 'ignored', 'refused', ''],
  ['TF_AWS_STS_ENDPOINT=http://127.0.0.1:1', 'ignored', 'refused', ''],
  ['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true', 'dropped', 'dropped', ''],
  ['AWS_ACCESS_KEY_ID=AKIA', 'dropped', 'passes', 'T'],
  ['AWS_SESSION_TOKEN=x', 'dropped', 'passes', 'T'],
  ['AWS_PROFILE=dev', 'dropped', 'passes', 'T'],
  ['AWS_CONFIG_FILE=/none/config', 'dropped', 'passes', 'T'],
  ['AWS_SHARED_CREDENTIALS_FILE=/none/credentials', 'dropped', 'passes', 'T'],
  ['AWS_ROLE_ARN=arn:aws:iam::123456789012:role/ci', 'dropped', 'passes', 'T'],
  ['AWS_CONTAINER_CREDENTIALS_FULL_URI=http://169.254.170.23/', 'dropped', 'passes', 'T'],
  ['AWS_EC2_METADATA_SERVICE_ENDPOINT=http://imds', 'dropped', 'passes', 'T'],
  ['AWS_CA_BUNDLE=/ca.pem', 'dropped', 'passes', 'T'],
  ['AWS_USE_FIPS_ENDPOINT=true', 'ignored', 'passes', 'T'],
  ['AWS_USE_DUALSTACK_ENDPOINT=true', 'ignored', 'passes', 'T'],
  ['AWS_DEFAULT_REGION=us-east-1', 'dropped', 'dropped', ''],
  ['AWS_STS_REGIONAL_ENDPOINTS=legacy', 'ignored', 'ignored', ''],
  ['AWS_S3_US_EAST_1_REGIONAL_ENDPOINT=legacy', 'ignored', 'ignored', ''],
  ['AWS_MAX_ATTEMPTS=1', 'ignored', 'ignored', ''],
  ['AWS_ACCESS_KEY=AKIA', 'ignored', 'ignored', ''],
  ['AWS_SSE_CUSTOMER_KEY=x', 'refused', 'refused', ''],
  ['AWS_EXECUTION_ENV=CloudShell', 'passes', 'passes', 'T'],
  ['AWS_PAGER=less', 'dropped', 'dropped', ''],
  ['AWS_SOMETHING_NEW=1', 'ignored', 'ignored', ''],

  ['TF_WORKSPACE=staging', 'refused', 'refused', ''],
  ['TF_DATA_DIR=/elsewhere', 'refused', 'refused', ''],
  ['TF_CLI_ARGS=-lock=false', 'refused', 'refused', ''],
  ['TF_CLI_ARGS_plan=-target=aws_vpc.main', 'refused', 'refused', ''],
  ['TF_CLI_ARGS_init=-backend-config=key=other', 'refused', 'refused', ''],
  ['TF_VAR_size=large', 'refused', 'refused', ''],
  ['TF_REATTACH_PROVIDERS={}', 'refused', 'refused', ''],
  ['TF_ENCRYPTION={}', 'refused', 'refused', ''],
  ['TF_AWS_DEFAULT_TAGS_Owner=ada', 'refused', 'refused', ''],
  ['TF_AWS_IGNORE_TAGS_KEYS=Owner', 'refused', 'refused', ''],
  [`TF_CLI_CONFIG_FILE=${file}`, 'passes', 'passes', 'T'],
  ['TF_PLUGIN_CACHE_DIR=/cache', 'passes', 'passes', 'T'],
  ['TF_TOKEN_registry_example_com=x', 'passes', 'passes', 'T'],
  ['TF_APPEND_USER_AGENT=ci', 'passes', 'passes', 'T'],
  ['TF_LOG_PATH=/tmp/terraform.log', 'passes', 'passes', 'T'],
  ['TF_LOG=trace', 'ignored', 'ignored', ''],
  ['TF_STATE_PERSIST_INTERVAL=600', 'ignored', 'ignored', ''],
  ['TF_SKIP_PROVIDER_VERIFY=1', 'ignored', 'ignored', ''],
  ['TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE=1', 'ignored', 'ignored', ''],
  ['TF_CLOUD_ORGANIZATION=acme', 'ignored', 'ignored', ''],
  ['TF_SOMETHING_NEW=1', 'ignored', 'ignored', ''],
  ['TOFU_SOMETHING_NEW=1', 'ignored', 'ignored', ''],

  ['CDK_CONTEXT_JSON={"a":1}', 'refused', 'refused', ''],
  ['CDKTF_CONTEXT_JSON={"a":1}', 'refused', 'refused', ''],
  ['CDK_DEFAULT_REGION=eu-west-1', 'ignored', 'ignored', ''],
  ['CDK_DEFAULT_ACCOUNT=999999999999', 'ignored', 'ignored', ''],
  ['CDK_OUTDIR=/elsewhere', 'ignored', 'ignored', ''],
  ['CDKTF_OUTDIR=/elsewhere', 'ignored', 'ignored', ''],
  ['CDK_DOCKER=finch', 'passes', 'passes', ''],
];

const request = (target: TargetKind, lines: string[] = []): SurroundingsRequest => ({
  target,
  regions: ['us-east-1', 'us-west-2'],
  region: 'us-west-2',
  workingDirectory: home,
  command: 'npx nx run network:deploy -c dev',
  say: (line) => lines.push(line),
});

/** Enters with one variable of a shell. Returns what became of it. */
async function enter(variable: string, target: TargetKind) {
  const [name = '', value = ''] = split(variable);
  // No file of the person who runs the tests.
  const variables: NodeJS.ProcessEnv = { HOME: home, [name]: value };
  const lines: string[] = [];
  let refusal: Refusal | undefined;
  try {
    await enterSurroundings(request(target, lines), variables);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    refusal = error;
  }
  const ruling: Ruling = refusal
    ? 'refused'
    : variables[name] === value
      ? 'passes'
      : lines.some((line) => line.includes(name))
        ? 'ignored'
        : 'dropped';
  return { name, value, variables, lines, refusal, ruling };
}

function split(variable: string): [string, string] {
  const at = variable.indexOf('=');
  return [variable.slice(0, at), variable.slice(at + 1)];
}

describe.each(table)('%s', (variable, emulator, aws, readers) => {
  test(`on the emulator: ${emulator}`, async () => {
    expect((await enter(variable, 'emulator')).ruling).toBe(emulator);
  });

  test(`where AWS answers: ${aws}`, async () => {
    expect((await enter(variable, 'aws')).ruling).toBe(aws);
  });

  test.each(['emulator', 'aws'] as const)('on %s it reaches no other process than it may', async (target) => {
    const { name, value, variables, ruling } = await enter(variable, target);
    // A refused run changes nothing and starts nothing.
    const given = ['passes', 'refused'].includes(ruling) ? readers : '';

    const having = (env: NodeJS.ProcessEnv) => env[name] === value;
    expect(having(terraformVariables(variables))).toBe(given.includes('T'));
    expect(having(synthesisVariables(variables))).toBe(given.includes('S'));
  });
});

describe('a refusal', () => {
  const polluted = {
    HOME: home,
    TF_WORKSPACE: 'staging',
    TF_VAR_password: 'secret',
    AWS_ENDPOINT_URL_S3: 'http://x',
  };

  test('names everything at once, why, and the remedies; no value, because a value may be a secret', async () => {
    const variables = { ...polluted };
    const refusal = (await enterSurroundings(request('aws'), variables).catch(
      (error: unknown) => error,
    )) as Refusal;

    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal.code).toBe('ForeignSettings');
    for (const name of ['TF_WORKSPACE', 'TF_VAR_password', 'AWS_ENDPOINT_URL_S3'])
      expect(refusal.message).toMatch(new RegExp(`^  ${name}: [A-Z].*\\.$`, 'm'));
    expect(refusal.message).toContain('unset AWS_ENDPOINT_URL_S3 TF_VAR_password TF_WORKSPACE');
    expect(refusal.next).toBe(
      'env -u AWS_ENDPOINT_URL_S3 -u TF_VAR_password -u TF_WORKSPACE npx nx run network:deploy -c dev',
    );
    expect(refusal.message).not.toContain('secret');
    expect(variables).toEqual(polluted);
  });

  test.each(['TF_WORKSPACE=', 'TF_WORKSPACE=default', 'AWS_ENDPOINT_URL='])(
    '%s is no reason for one',
    async (variable) => {
      expect((await enter(variable, 'aws')).ruling).toBe('dropped');
    },
  );
});

test('a log of Terraform passes if it has a file to go to', async () => {
  const variables: NodeJS.ProcessEnv = { HOME: home, TF_LOG: 'trace', TF_LOG_PATH: '/tmp/log' };
  await enterSurroundings(request('aws'), variables);

  expect(terraformVariables(variables)).toMatchObject({ TF_LOG: 'trace', TF_LOG_PATH: '/tmp/log' });
});

describe('Terraform', () => {
  test('has the workspace of the records, neither asks nor calls home', () => {
    expect(terraformVariables({ TF_WORKSPACE: 'staging', TF_INPUT: 'true' })).toEqual({
      GOGC: '400',
      TF_WORKSPACE: 'default',
      TF_INPUT: 'false',
      TF_IN_AUTOMATION: 'true',
      CHECKPOINT_DISABLE: 'true',
    });
  });
});

describe('a synthesis', () => {
  test('has the same language and time zone everywhere', () => {
    expect(
      synthesisVariables({ LANG: 'de_DE', LC_ALL: 'tr_TR', TZ: 'Asia/Tokyo', CDK_VALIDATION: 'x' }),
    ).toEqual({
      LC_ALL: 'C.UTF-8',
      TZ: 'UTC',
      CDK_VALIDATION: 'false',
    });
  });
});

describe('the region of credentials', () => {
  test.each<[string | undefined, number]>([
    [undefined, 0],
    ['us-east-1', 0],
    ['eu-west-1', 1],
  ])('is one that the run uses, with AWS_REGION=%s', async (region, warnings) => {
    const lines: string[] = [];
    const variables: NodeJS.ProcessEnv = { HOME: home, ...(region && { AWS_REGION: region }) };
    await enterSurroundings(request('aws', lines), variables);

    expect(variables['AWS_REGION']).toBe('us-west-2');
    expect(lines).toHaveLength(warnings);
  });
});

describe('something on this machine in place of AWS', () => {
  test('is used if its own variable names it, with a line', async () => {
    const lines: string[] = [];
    const variables: NodeJS.ProcessEnv = { HOME: home, BULKHEAD_AWS_ENDPOINT: 'http://127.0.0.1:5566' };
    await enterSurroundings(request('aws', lines), variables);

    expect(variables).toMatchObject({
      AWS_ENDPOINT_URL: 'http://127.0.0.1:5566',
      AWS_ENDPOINT_URL_S3_FOR_CLOUDFORMATION: 'http://localhost:5566',
    });
    expect(lines).toEqual([expect.stringContaining('http://127.0.0.1:5566 answers in place of AWS')]);
  });

  test.each(['http://aws.example.com', 'http://127.0.0.1.example.com', 'nonsense'])(
    '%s is not on this machine',
    async (endpoint) => {
      const variables = { HOME: home, BULKHEAD_AWS_ENDPOINT: endpoint };

      await expect(enterSurroundings(request('aws'), variables)).rejects.toMatchObject({
        code: 'ForeignSettings',
        next: expect.stringContaining('env -u BULKHEAD_AWS_ENDPOINT npx nx'),
      });
    },
  );
});

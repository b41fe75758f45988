import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnvironment } from '@bulkhead/config';
import { testFolder } from '../../test-folder';
import { codelessConfiguration, writeCodelessConfiguration } from './codeless-configuration';
import { resourcesInState } from './state-file';

const environmentOf = (over: object = {}) =>
  parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012', ...over }, 'qa.json');
const withStandby = { preset: 'hipaa-dr' };
const stack = { role: 'primary', app: 'dr-region', stack: 'replication' } as const;

const resource = (provider: string, attributes: object = {}) => ({ provider, instances: [{ attributes }] });
const stateOf = (...resources: object[]) =>
  resourcesInState(
    JSON.stringify({
      version: 4,
      lineage: 'l',
      serial: 1,
      resources: resources.map((each) => ({ mode: 'managed', type: 'aws_a', name: 'b', ...each })),
    }),
  );
const aws = 'provider["registry.terraform.io/hashicorp/aws"]';

const written = (
  state: ReturnType<typeof stateOf>,
  recorded: Record<string, string> = {},
  environment: object = withStandby,
) =>
  codelessConfiguration(
    { environment: environmentOf(environment), region: 'us-east-1' },
    stack,
    state,
    recorded,
    '5.100.0',
  ) as { provider: { aws: Record<string, unknown>[] }; terraform: Record<string, unknown> };

test('the configuration has only the backend and the provider', () => {
  expect(written(stateOf(resource(aws)))).toEqual({
    provider: { aws: [{ allowed_account_ids: ['123456789012'], max_retries: 10, region: 'us-east-1' }] },
    terraform: {
      backend: {
        s3: {
          bucket: expect.stringMatching(/^bulkhead-qa-terraform-state-/),
          encrypt: true,
          key: 'qa/primary/dr-region/replication.tfstate',
          max_retries: 10,
          region: 'us-east-1',
          use_lockfile: true,
        },
      },
      required_providers: { aws: { source: 'registry.terraform.io/hashicorp/aws', version: '5.100.0' } },
    },
  });
});

test('the settings are those of every stack of the workspace', () => {
  // The specs of libs/cdktf synthesize its settings; this spec compares the sources of both.
  const source = (file: string) =>
    readFileSync(join(__dirname, '../../../../../libs/cdktf/src', file), 'utf8');
  const own = readFileSync(join(__dirname, 'codeless-configuration.ts'), 'utf8');
  const numberOf = (text: string, name: RegExp) => [...text.matchAll(name)].map(([, value]) => value).sort();

  expect(numberOf(own, /max_retries: (\d+)/g)).toEqual(
    [
      ...numberOf(source('bulkhead-stack.ts'), /(?:maxRetries: |maxAttempts = )(\d+)/g),
      ...numberOf(source('state-backend.ts'), /maxRetries: (\d+)/g),
    ].sort(),
  );
  expect(own).toContain(
    /source: '(.+)'/.exec(source('provider-version.ts'))?.[1] ?? 'the source of the provider is not found',
  );
});

test('on the emulator, buckets are addressed by path', () => {
  const { provider, terraform } = written(stateOf(resource(aws)), {}, { target: 'emulator' });

  expect(provider.aws).toMatchObject([{ max_retries: 6, s3_use_path_style: true }]);
  expect(terraform).toMatchObject({ backend: { s3: { use_path_style: true } } });
});

test('a state on this machine is found by the name of the stack', () => {
  const { terraform } = written(stateOf(resource(aws)), {}, { terraformState: { type: 'local' } });

  expect(terraform['backend']).toEqual({ local: { path: 'terraform.tfstate' } });
});

describe('a further provider of the state', () => {
  const further = resource(`${aws}.dr`, { arn: 'arn:aws:ec2:eu-central-1:123456789012:x/y' });
  const regionOf = (...given: Parameters<typeof written>) => written(...given).provider.aws[1]?.['region'];

  test.each<[string, Parameters<typeof written>, string]>([
    ['of its record', [stateOf(further), { dr: 'ap-south-1' }], 'ap-south-1'],
    ['of its ARNs', [stateOf(resource(aws), further)], 'eu-central-1'],
    ['that has its role', [stateOf(resource(`${aws}.dr`, { id: 'x' }))], 'eu-west-1'],
    [
      'that has its role, if its ARNs name several',
      [stateOf(further, resource(`${aws}.dr`, { arn: 'arn:aws:ec2:eu-west-2:1:x/y' }))],
      'eu-west-1',
    ],
  ])('is in the region %s', (_, given, region) => {
    expect(regionOf(...given)).toBe(region);
    expect(written(...given).provider.aws).toHaveLength(2);
  });

  test('with an unknown region is refused', () => {
    expect(() => written(stateOf(resource(`${aws}.dr`)), {}, {})).toThrow(
      expect.objectContaining({ code: 'UnknownProviderRegion' }),
    );
  });
});

test('a provider that is not in the lock is refused', () => {
  expect(() => written(stateOf(resource('provider["registry.terraform.io/hashicorp/random"]')))).toThrow(
    expect.objectContaining({ code: 'UnknownProvider' }),
  );
});

test('the committed lock is beside the configuration and gives the version', () => {
  const [workspaceRoot, directory] = [testFolder(), join(testFolder(), 'out')];
  mkdirSync(join(workspaceRoot, 'libs/cdktf'), { recursive: true });
  const lock = 'provider "registry.terraform.io/hashicorp/aws" {\n  version = "9.8.7"\n}\n';
  writeFileSync(join(workspaceRoot, 'libs/cdktf/terraform.lock.hcl'), lock);
  const place = { workspaceRoot, environment: environmentOf(), region: 'us-east-1' };
  writeCodelessConfiguration(place, stack, stateOf(resource(aws)), {}, directory);

  expect(readFileSync(join(directory, '.terraform.lock.hcl'), 'utf8')).toBe(lock);
  expect(JSON.parse(readFileSync(join(directory, 'cdk.tf.json'), 'utf8'))).toMatchObject({
    terraform: { required_providers: { aws: { version: '9.8.7' } } },
  });
});

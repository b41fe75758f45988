import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { templateOf } from './model/template-of';
import { evaluateNag } from './nag/evaluate-nag';
import { readStack, type SynthesizedEntry } from './read-stack';

const folder = mkdtempSync(join(tmpdir(), 'bulkhead-policy-spec-'));
afterAll(() => rmSync(folder, { recursive: true }));

const consumes = [
  {
    contract: 'network',
    key: 'vpcId',
    path: '/bulkhead/test/network/vpcId',
    kind: 'string' as const,
    pattern: '',
  },
];

function entry(engine: 'cdk' | 'cdktf', template: string, content: object): SynthesizedEntry {
  writeFileSync(join(folder, template), JSON.stringify(content));
  return {
    app: 'app',
    stack: 'main',
    role: 'dr',
    region: 'us-west-2',
    engine,
    template,
    consumes,
    publishes: [],
  };
}

test('the same security group reads the same from both engines', () => {
  const terraform = readStack(
    entry('cdktf', 'cdk.tf.json', {
      data: { aws_ssm_parameter: { vpc: { name: '/bulkhead/test/network/vpcId' } } },
      resource: {
        aws_security_group: {
          main: { description: 'Service', vpc_id: '${data.aws_ssm_parameter.vpc.insecure_value}' },
        },
      },
    }),
    folder,
  );
  const cdk = readStack(
    entry('cdk', 'main.template.json', {
      Parameters: {
        ConsumeNetworkVpcId: {
          Type: 'AWS::SSM::Parameter::Value<String>',
          Default: '/bulkhead/test/network/vpcId',
        },
      },
      Resources: {
        SecurityGroupMain: {
          Type: 'AWS::EC2::SecurityGroup',
          Properties: {
            GroupDescription: 'Service',
            VpcId: { Ref: 'ConsumeNetworkVpcId' },
            SecurityGroupEgress: [],
          },
        },
      },
    }),
    folder,
  );

  expect(terraform).toMatchObject({
    id: 'app/main@dr',
    app: 'app',
    stack: 'main',
    role: 'dr',
    region: 'us-west-2',
  });
  expect(cdk).toMatchObject({ id: 'app/main@dr', engine: 'cdk', consumes });
  const [fromTerraform, fromCdk] = [terraform.resources[0], cdk.resources[0]];
  expect(fromTerraform).toEqual({ ...fromCdk, address: 'aws_security_group.main' });
  expect(terraform.source).toContain('"aws_security_group"');
});

test('an ephemeral value is a hidden parameter that CDK can load', async () => {
  const stack = readStack(
    entry('cdktf', 'ephemeral.tf.json', {
      ephemeral: { aws_secretsmanager_random_password: { first: { password_length: 30 } } },
      resource: {
        aws_secretsmanager_secret: { it: { name: 'it' } },
        aws_secretsmanager_secret_version: {
          it: {
            secret_id: '${aws_secretsmanager_secret.it.id}',
            secret_string_wo: '${ephemeral.aws_secretsmanager_random_password.first.random_password}',
          },
        },
      },
    }),
    folder,
  );
  const { Parameters, Resources } = templateOf(stack);
  const name = 'EphemeralAwsSecretsmanagerRandomPasswordFirst';

  expect(Parameters).toEqual({ [name]: { Type: 'String', NoEcho: true } });
  expect(Resources['SecretsmanagerSecretIt']?.Properties['SecretString']).toEqual({ Ref: name });
  await expect(evaluateNag([stack])).resolves.toBeDefined();
});

test('a stack that is reduced for the emulator is read as it would be in AWS', () => {
  const queues = (...names: string[]) => ({
    resource: { aws_sqs_queue: Object.fromEntries(names.map((name) => [name, { name }])) },
  });
  const { template: complete } = entry('cdktf', 'complete.json', queues('orders', 'returns'));
  const stack = readStack({ ...entry('cdktf', 'less.tf.json', queues('orders')), complete }, folder);

  expect(stack.resources.map(({ address }) => address)).toEqual([
    'aws_sqs_queue.orders',
    'aws_sqs_queue.returns',
  ]);
});

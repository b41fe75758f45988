import { BulkheadStack } from '@bulkhead/cdktf';
import { resourcesOf, terraformOf, type Terraform } from '@bulkhead/cdktf/testing';
import { parseEnvironment } from '@bulkhead/config';
import { parseManifest } from '@bulkhead/contracts';
import { StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';
import { CredentialRotation, type CredentialRotationProps, rotationLogGroupName } from '.';

const secretArn = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:bulkhead/test/application-AbCdEf';
const masterSecretArn = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:bulkhead/test/master-AbCdEf';
const secretKeyArn = 'arn:aws:kms:us-east-1:123456789012:key/11111111-1111-1111-1111-111111111111';
const keyArn = 'arn:aws:kms:us-east-1:123456789012:key/22222222-2222-2222-2222-222222222222';
const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:bulkhead-test-rotation-application';

function rotationWith(over: Partial<CredentialRotationProps> = {}): Terraform {
  class RotationStack extends BulkheadStack {
    constructor(scope: Construct, context: StackContext) {
      super(scope, context);
      new CredentialRotation(this, 'rotation', {
        nameScope: context.nameScope,
        name: 'application',
        secretArn,
        masterSecretArn,
        secretKeyArn,
        keyArn,
        host: 'db.example',
        port: 5432,
        databaseName: 'ehr',
        databaseSecurityGroupId: 'sg-1',
        vpcId: 'vpc-1',
        subnetIds: ['subnet-1', 'subnet-2'],
        logRetentionDays: 365,
        isProtected: true,
        ...over,
      });
    }
  }
  const stacks = { rotation: { engine: 'cdktf', regions: ['primary'] } };
  const manifest = parseManifest({ name: 'vault', metadata: { owner: '@acme/vault', stacks } }, 'vault.json');
  if (!manifest) throw new Error('no manifest');
  const environment = parseEnvironment({ name: 'test', preset: 'saas', account: '123456789012' }, 'test');
  return terraformOf(RotationStack, new StackContext(environment, manifest, 'rotation', 'primary'));
}

type Attributes = Record<string, unknown>;
interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: string | string[];
  readonly Condition?: object;
}

const only = (terraform: Terraform, type: string): Attributes => {
  const resources = resourcesOf(terraform, type);
  expect(resources).toHaveLength(1);
  return resources[0] ?? {};
};
const addressIn = (terraform: Terraform, type: string) =>
  `${type}.${Object.keys(terraform.resource[type] ?? {})[0]}`;
const statementsIn = (terraform: Terraform) =>
  (JSON.parse(only(terraform, 'aws_iam_role_policy')['policy'] as string) as { Statement: Statement[] })
    .Statement;

const terraform = rotationWith();
const theFunction = only(terraform, 'aws_lambda_function');

describe('P1.3: the credential is rotated', () => {
  test('every 30 days and at its deployment, by the function, after everything that it needs exists', () => {
    expect(only(terraform, 'aws_secretsmanager_secret_rotation')).toMatchObject({
      secret_id: secretArn,
      rotation_lambda_arn: `\${${addressIn(terraform, 'aws_lambda_function')}.arn}`,
      rotation_rules: { automatically_after_days: 30 },
      rotate_immediately: true,
      depends_on: expect.arrayContaining([
        addressIn(terraform, 'aws_lambda_permission'),
        addressIn(terraform, 'aws_vpc_security_group_ingress_rule'),
      ]),
    });
  });

  test('only if Secrets Manager calls the function, for this secret in this account', () => {
    expect(only(terraform, 'aws_lambda_permission')).toMatchObject({
      action: 'lambda:InvokeFunction',
      principal: 'secretsmanager.amazonaws.com',
      source_account: '123456789012',
      source_arn: secretArn,
    });
  });

  test('by the function of this workspace, on a runtime that is not deprecated', () => {
    expect(theFunction).toMatchObject({
      function_name: 'bulkhead-test-rotation-application',
      filename: expect.stringMatching(/^\$\{path\.module\}\/assets\/.+\/rotate\.zip$/),
      source_code_hash: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
      handler: 'index.handler',
      runtime: 'nodejs22.x',
      timeout: 60,
      reserved_concurrent_executions: 1,
      depends_on: [addressIn(terraform, 'aws_iam_role_policy')],
    });
  });
});

describe('P3.10: the function knows no secret', () => {
  test('its variables, encrypted with the key, only name locations and the trusted authorities', () => {
    expect(theFunction).toMatchObject({
      environment: {
        variables: {
          DATABASE_HOST: 'db.example',
          DATABASE_PORT: '5432',
          DATABASE_NAME: 'ehr',
          MASTER_SECRET_ARN: masterSecretArn,
          NODE_EXTRA_CA_CERTS: '/var/runtime/ca-cert.pem',
        },
      },
      kms_key_arn: keyArn,
    });
  });

  test('its log is encrypted, has the configured retention, and is not deleted in a protected environment', () => {
    expect(only(terraform, 'aws_cloudwatch_log_group')).toMatchObject({
      name: rotationLogGroupName(
        { environment: 'test', region: 'us-east-1', account: '123456789012' },
        'application',
      ),
      kms_key_id: keyArn,
      retention_in_days: 365,
      lifecycle: { prevent_destroy: true },
    });
    expect(theFunction['logging_config']).toEqual({
      log_format: 'JSON',
      log_group: `\${${addressIn(terraform, 'aws_cloudwatch_log_group')}.name}`,
    });
    expect(only(rotationWith({ isProtected: false }), 'aws_cloudwatch_log_group')).toMatchObject({
      lifecycle: { prevent_destroy: false },
    });
  });
});

describe('P2.9: the function may do what a rotation needs', () => {
  const statements = statementsIn(terraform);
  const bySid = (sid: string) => statements.find(({ Sid }) => Sid === sid);

  test('it writes its own secret, if this function rotates the secret, and reads the master’s', () => {
    expect(bySid('RotateTheSecret')).toMatchObject({
      Resource: secretArn,
      Condition: { StringEquals: { 'secretsmanager:resource/AllowRotationLambdaArn': functionArn } },
    });
    expect(bySid('ReadTheMaster')).toMatchObject({
      Action: 'secretsmanager:GetSecretValue',
      Resource: masterSecretArn,
    });
  });

  test('without a master secret it reads no other secret', () => {
    const alone = rotationWith({ masterSecretArn: undefined });

    expect(statementsIn(alone).map(({ Sid }) => Sid)).not.toContain('ReadTheMaster');
    expect(JSON.stringify(alone)).not.toContain('MASTER_SECRET_ARN');
    expect(JSON.stringify(alone)).not.toContain(masterSecretArn);
  });

  test('it uses the key of the secrets only through Secrets Manager, for these secrets', () => {
    expect(bySid('UseTheKeyOfTheSecrets')).toMatchObject({
      Resource: secretKeyArn,
      Condition: {
        StringEquals: {
          'kms:ViaService': 'secretsmanager.us-east-1.amazonaws.com',
          'kms:EncryptionContext:SecretARN': [secretArn, masterSecretArn],
        },
      },
    });
  });

  test('P1.3: if the secret is replicated, it encrypts the replica, with one key and through Secrets Manager', () => {
    expect(bySid('EncryptTheReplica')).toBeUndefined();
    const replicated = statementsIn(rotationWith({ replicaRegion: 'us-west-2' }));
    expect(replicated.find(({ Sid }) => Sid === 'EncryptTheReplica')).toEqual({
      Sid: 'EncryptTheReplica',
      Effect: 'Allow',
      Action: ['kms:Encrypt', 'kms:GenerateDataKey'],
      Resource: 'arn:aws:kms:us-west-2:123456789012:key/*',
      Condition: {
        'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/bulkhead-test-credentials' },
        StringEquals: {
          'kms:ViaService': [
            'secretsmanager.us-west-2.amazonaws.com',
            'secretsmanager.us-east-1.amazonaws.com',
          ],
        },
      },
    });
  });

  test('only calls without a resource have all resources, in this region', () => {
    const wide = statements.filter(({ Effect, Resource }) => Effect === 'Allow' && Resource === '*');

    expect(wide.map(({ Sid }) => Sid)).toEqual(['MakeUpPasswords', 'NetworkInterfacesForLambda']);
    for (const { Condition } of wide)
      expect(Condition).toEqual({ StringEquals: { 'aws:RequestedRegion': 'us-east-1' } });
  });

  test('only Lambda may manage the network interfaces, not the code', () => {
    expect(bySid('NoNetworkInterfacesForTheCode')).toEqual({
      Sid: 'NoNetworkInterfacesForTheCode',
      Effect: 'Deny',
      Action: bySid('NetworkInterfacesForLambda')?.Action,
      Resource: '*',
      Condition: { ArnEquals: { 'lambda:SourceFunctionArn': functionArn } },
    });
  });
});

describe('P3.9, P4.3: the way to the database', () => {
  const group = `\${${addressIn(terraform, 'aws_security_group')}.id}`;

  test('the function is in the private subnets, with its own security group', () => {
    expect(theFunction['vpc_config']).toEqual({
      subnet_ids: ['subnet-1', 'subnet-2'],
      security_group_ids: [group],
    });
    expect(only(terraform, 'aws_security_group')).not.toHaveProperty('ingress');
    expect(only(terraform, 'aws_security_group')).not.toHaveProperty('egress');
  });

  test('separate rules allow egress to the database and to HTTPS, and ingress into the database', () => {
    const port = { ip_protocol: 'tcp', from_port: 5432, to_port: 5432 };
    const out = resourcesOf(terraform, 'aws_vpc_security_group_egress_rule');

    expect(out).toHaveLength(2);
    expect(out).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ...port, security_group_id: group, referenced_security_group_id: 'sg-1' }),
        expect.objectContaining({
          security_group_id: group,
          from_port: 443,
          to_port: 443,
          cidr_ipv4: '0.0.0.0/0',
        }),
      ]),
    );
    expect(only(terraform, 'aws_vpc_security_group_ingress_rule')).toMatchObject({
      ...port,
      security_group_id: 'sg-1',
      referenced_security_group_id: group,
    });
  });
});

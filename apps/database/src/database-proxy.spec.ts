import { type Terraform, one } from '@bulkhead/cdktf/testing';
import { parsed, relationalOf } from './testing';

const proxy = { maxConnectionsPercent: 80 };
const reference = (type: string, attribute: string) =>
  expect.stringMatching(new RegExp(`^\\$\\{${type}\\.[^}]+\\.${attribute}\\}$`));

test('without the setting there is no proxy and no contract for one', () => {
  const { resource } = relationalOf('saas');
  expect(Object.keys(resource).filter((type) => type.includes('proxy'))).toEqual([]);
  expect(Object.keys(resource['aws_ssm_parameter'] ?? {}).join()).not.toContain('database-proxy');
});

describe.each([
  ['P4.1', 'ecs-ec2', 'db_instance_identifier'],
  ['P5.2', 'saas', 'db_cluster_identifier'],
] as const)('%s: the proxy of %s', (_, preset, target) => {
  const terraform = relationalOf(preset, { relational: { proxy } });

  test('accepts only TLS, and requires IAM authentication', () => {
    expect(one(terraform, 'aws_db_proxy')).toMatchObject({
      engine_family: 'POSTGRESQL',
      require_tls: true,
      debug_logging: false,
      auth: [{ auth_scheme: 'SECRETS', iam_auth: 'REQUIRED' }],
      depends_on: [expect.stringMatching(/^aws_iam_role_policy\./)],
    });
  });

  test('connects to the database, with the configured number of connections', () => {
    expect(one(terraform, 'aws_db_proxy_target')).toMatchObject({ [target]: expect.any(String) });
    expect(one(terraform, 'aws_db_proxy_default_target_group')['connection_pool_config']).toEqual({
      max_connections_percent: 80,
    });
  });

  /** The resource of this type that belongs to the proxy. */
  const ofProxy = (type: string) => {
    const own = Object.entries(terraform.resource[type] ?? {}).filter(([name]) => name.startsWith('proxy_'));
    expect(own).toHaveLength(1);
    return own[0]?.[1] ?? {};
  };

  test('P2.9: its role reads the one secret, and decrypts it through Secrets Manager', () => {
    const { secret_arn: secretArn } =
      (one(terraform, 'aws_db_proxy')['auth'] as Record<string, unknown>[])[0] ?? {};
    const [read, decrypt, ...others] = parsed(ofProxy('aws_iam_role_policy')['policy']).Statement;
    expect(others).toEqual([]);
    expect(read).toMatchObject({ Action: 'secretsmanager:GetSecretValue', Resource: secretArn });
    expect(decrypt).toMatchObject({
      Action: 'kms:Decrypt',
      Condition: {
        StringEquals: {
          'kms:ViaService': expect.stringMatching(/^secretsmanager\.[a-z0-9-]+\.amazonaws\.com$/),
          'kms:EncryptionContext:SecretARN': secretArn,
        },
      },
    });
    expect(decrypt?.['Resource']).not.toBe('*');
  });

  test('P3.9: its connection to the database has a rule on either side, and its group has no other way out', () => {
    const group = ofProxy('aws_security_group');
    expect(group).not.toHaveProperty('ingress');
    expect(group).not.toHaveProperty('egress');
    const out = ofProxy('aws_vpc_security_group_egress_rule');
    const into = ofProxy('aws_vpc_security_group_ingress_rule');
    expect(out).toMatchObject({ from_port: 5432, to_port: 5432, ip_protocol: 'tcp' });
    expect([into['security_group_id'], into['referenced_security_group_id']]).toEqual([
      out['referenced_security_group_id'],
      out['security_group_id'],
    ]);
  });

  test('is published in a contract of its own, and the contract of the database does not change', () => {
    const parametersOf = ({ resource }: Terraform) => resource['aws_ssm_parameter'] ?? {};
    const with_ = parametersOf(terraform);
    expect(with_['publish-database-proxy-endpoint']?.['insecure_value']).toEqual(
      reference('aws_db_proxy', 'endpoint'),
    );
    expect(with_['publish-database-proxy-resourceId']?.['insecure_value']).toMatch(
      /element\(split\(":", aws_db_proxy\.[^)]+\.arn\), 6\)/,
    );
    expect(with_).toMatchObject(parametersOf(relationalOf(preset)));
  });
});

import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { one } from '@bulkhead/cdktf/testing';
import { show, shownIn, statementsIn, terraformWith } from '../testing';
import { DatabaseProxy } from './database-proxy';
import { type RelationalDatabase } from './relational-database';

const secretArn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:some-AbCdEf';
const secretKeyArn = 'arn:aws:kms:eu-central-1:123456789012:key/1';

const proxyOf = (target: RelationalDatabase['target']) =>
  terraformWith((stack, nameScope) => {
    const { endpoint, resourceId, securityGroupId } = new DatabaseProxy(stack, 'proxy', {
      nameScope,
      database: {
        target,
        securityGroupId: 'sg-of-database',
        instances: [new DbInstance(stack, 'some', { instanceClass: 'db.m7g.large' })],
      },
      secretArn,
      secretKeyArn,
      vpcId: 'vpc-1',
      subnetIds: ['subnet-1', 'subnet-2'],
      maxConnectionsPercent: 80,
    });
    show(stack, { endpoint, resourceId, securityGroupId });
  });
const terraform = proxyOf({ dbClusterIdentifier: 'the-cluster' });
const proxy = one(terraform, 'aws_db_proxy');
const ownGroup = expect.stringMatching(/^\$\{aws_security_group\.proxy_security-group_\w+\.id\}$/);

test.each([
  ['P5.2: a cluster', { dbClusterIdentifier: 'the-cluster' }, { db_cluster_identifier: 'the-cluster' }],
  ['P4.1: an instance', { dbInstanceIdentifier: 'the-instance' }, { db_instance_identifier: 'the-instance' }],
])('%s is the target of the proxy, once it runs', (_, target, expected) => {
  const attributes = one(proxyOf(target), 'aws_db_proxy_target');
  expect(attributes).toMatchObject({ ...expected, depends_on: ['aws_db_instance.some'] });
  expect(Object.keys(attributes).filter((name) => /^db_(cluster|instance)/.test(name))).toHaveLength(1);
});

describe('P4.1, P5.2: the proxy', () => {
  test.each([
    ['accepts only TLS', { require_tls: true }],
    [
      'accepts only IAM authentication',
      { auth: [{ auth_scheme: 'SECRETS', iam_auth: 'REQUIRED', secret_arn: secretArn }] },
    ],
    ['logs no statements, which contain patient data', { debug_logging: false }],
    ['speaks PostgreSQL', { engine_family: 'POSTGRESQL' }],
    ['is in the given subnets', { vpc_subnet_ids: ['subnet-1', 'subnet-2'] }],
  ])('%s', (_, expected) => {
    expect(proxy).toMatchObject(expected);
  });

  test('uses the share of connections that the settings allow', () => {
    expect(one(terraform, 'aws_db_proxy_default_target_group')['connection_pool_config']).toEqual({
      max_connections_percent: 80,
    });
  });

  test('P2.9: reads only the secret of its login, through Secrets Manager of the region', () => {
    expect(statementsIn(one(terraform, 'aws_iam_role_policy')['policy'])).toEqual([
      {
        Sid: 'ReadSecret',
        Effect: 'Allow',
        Action: 'secretsmanager:GetSecretValue',
        Resource: secretArn,
      },
      {
        Sid: 'DecryptSecret',
        Effect: 'Allow',
        Action: 'kms:Decrypt',
        Resource: secretKeyArn,
        Condition: {
          StringEquals: {
            'kms:ViaService': 'secretsmanager.eu-central-1.amazonaws.com',
            'kms:EncryptionContext:SecretARN': secretArn,
          },
        },
      },
    ]);
  });

  test('has a role that only RDS may assume, and exists after the role has its policy', () => {
    expect(statementsIn(one(terraform, 'aws_iam_role')['assume_role_policy'])).toEqual([
      {
        Sid: 'Proxy',
        Effect: 'Allow',
        Principal: { Service: 'rds.amazonaws.com' },
        Action: 'sts:AssumeRole',
      },
    ]);
    expect(proxy).toMatchObject({
      role_arn: expect.stringMatching(/^\$\{aws_iam_role\.proxy_role_\w+\.arn\}$/),
      depends_on: [expect.stringMatching(/^aws_iam_role_policy\.proxy_role_permissions_/)],
    });
  });
});

describe('P3.9: the way from the proxy to the database', () => {
  test('has a rule on either side, for the port of PostgreSQL alone', () => {
    const port = { ip_protocol: 'tcp', from_port: 5432, to_port: 5432 };
    expect(one(terraform, 'aws_vpc_security_group_egress_rule')).toMatchObject({
      ...port,
      security_group_id: ownGroup,
      referenced_security_group_id: 'sg-of-database',
    });
    expect(one(terraform, 'aws_vpc_security_group_ingress_rule')).toMatchObject({
      ...port,
      security_group_id: 'sg-of-database',
      referenced_security_group_id: ownGroup,
    });
  });

  test('is the only way out of the group of the proxy, and clients add their own way in', () => {
    const group = one(terraform, 'aws_security_group');
    expect(group['vpc_id']).toBe('vpc-1');
    expect(group).not.toHaveProperty('ingress');
    expect(group).not.toHaveProperty('egress');
    expect(proxy['vpc_security_group_ids']).toEqual([ownGroup]);
  });
});

test('clients know the proxy by its endpoint, its group and its resource id', () => {
  expect(shownIn(terraform)).toEqual({
    endpoint: expect.stringMatching(/^\$\{aws_db_proxy\.proxy_\w+\.endpoint\}$/),
    // The last part of arn:aws:rds:<region>:<account>:db-proxy:prx-…
    resourceId: expect.stringMatching(/^\$\{element\(split\(":", aws_db_proxy\.proxy_\w+\.arn\), 6\)\}$/),
    securityGroupId: ownGroup,
  });
});

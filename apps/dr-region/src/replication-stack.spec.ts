import { one, resourcesOf } from '@bulkhead/cdktf/testing';
import { type Attributes, standbyOf } from './testing';
import { ReplicationStack } from './replication-stack';

const replicationOf = (preset: 'patient-data' | 'web-multi-region' | 'hipaa-dr', apps: object = {}) =>
  standbyOf(ReplicationStack, 'replication', preset, apps, 'primary');

/** Of a preset without an audit, only the data is replicated. */
const withoutAudit = { observability: { audit: null } };

/** A value that is read from a contract, in the region of a provider. */
const of = (contract: string, key: string, role = '') =>
  expect.stringMatching(
    new RegExp(`data\\.aws_ssm_parameter\\.consume-${contract}${role && '-dr'}-${key}`),
  ) as string;

describe.each(['patient-data', 'web-multi-region', 'hipaa-dr'] as const)('of %s', (preset) => {
  // Static files and the files of the audit have replications of their own, below.
  const terraform = replicationOf(preset, { 'dr-region': { 'static-assets': null }, ...withoutAudit });
  const configuration = one(terraform, 'aws_s3_bucket_replication_configuration');
  const [rule = {}, ...others] = configuration['rule'] as Attributes[];

  test('P3.2, pitfall 1: all objects are replicated within 15 minutes, by a rule of the second schema', () => {
    expect(others).toEqual([]);
    expect(rule).toMatchObject({
      status: 'Enabled',
      priority: 1,
      filter: { prefix: '' },
      destination: {
        bucket: of('storage', 'dataBucketArn', 'dr'),
        replication_time: { status: 'Enabled', time: { minutes: 15 } },
        metrics: { status: 'Enabled', event_threshold: { minutes: 15 } },
      },
    });
    expect(rule).not.toHaveProperty('prefix');
    expect(configuration['bucket']).toEqual(of('storage', 'dataBucketName'));
  });

  test('P3.2: deletions are replicated too', () => {
    expect(rule['delete_marker_replication']).toEqual({ status: 'Enabled' });
  });

  test('P3.2, pitfall 2: encrypted objects are selected, and encrypted with the key of the DR region', () => {
    expect(rule).toMatchObject({
      source_selection_criteria: { sse_kms_encrypted_objects: { status: 'Enabled' } },
      destination: {
        encryption_configuration: { replica_kms_key_id: of('storage', 'dataKeyArn', 'dr') },
      },
    });
  });

  test('P2.12: S3 assumes the role, which may only read from the one bucket and write to the other', () => {
    const trust = JSON.parse(one(terraform, 'aws_iam_role')['assume_role_policy'] as string) as {
      Statement: Attributes[];
    };
    // A condition on a value that S3 does not send would lock S3 out.
    expect(trust.Statement).toEqual([
      expect.objectContaining({ Principal: { Service: 's3.amazonaws.com' }, Action: 'sts:AssumeRole' }),
    ]);
    expect(trust.Statement[0]).not.toHaveProperty('Condition');
    const { Statement } = JSON.parse(one(terraform, 'aws_iam_role_policy')['policy'] as string) as {
      Statement: Attributes[];
    };
    const bySid = new Map(Statement.map((statement) => [statement['Sid'], statement]));
    expect(bySid.get('WriteReplicas')).toMatchObject({
      Action: ['s3:ReplicateDelete', 's3:ReplicateObject', 's3:ReplicateTags'],
      Resource: of('storage', 'dataBucketArn', 'dr'),
    });
    expect(bySid.get('DecryptVersions')).toMatchObject({
      Action: 'kms:Decrypt',
      Resource: of('storage', 'dataKeyArn'),
    });
    expect(bySid.get('EncryptReplicas')).toMatchObject({
      Action: ['kms:Encrypt', 'kms:GenerateDataKey'],
      Resource: of('storage', 'dataKeyArn', 'dr'),
    });
    for (const { Action } of Statement) expect(JSON.stringify(Action)).not.toContain('*');
    expect(configuration['depends_on']).toEqual([expect.stringMatching(/^aws_iam_role_policy\./)]);
  });

  test('P3.9: values of the DR region are read with the provider of that region', () => {
    const parameters = (terraform as unknown as { data: { aws_ssm_parameter: Record<string, Attributes> } })
      .data.aws_ssm_parameter;
    for (const [name, parameter] of Object.entries(parameters))
      expect(parameter['provider']).toBe(/-dr-/.test(name) ? 'aws.dr' : undefined);
    const providers = (terraform as unknown as { provider: { aws: Attributes[] } }).provider.aws;
    expect(providers.map(({ alias }) => alias)).toEqual([undefined, 'dr']);
  });
});

test('P2.3, P2.12: the static files are replicated as the data is, by a role of their own', () => {
  const terraform = replicationOf('web-multi-region', withoutAudit);
  const configurations = resourcesOf(terraform, 'aws_s3_bucket_replication_configuration');
  const files = configurations.find(({ bucket }) => String(bucket).includes('static-assets'));

  expect(configurations).toHaveLength(2);
  expect(files).toMatchObject({
    bucket: of('static-assets', 'bucketName'),
    rule: [
      {
        destination: {
          bucket: of('static-assets', 'bucketArn', 'dr'),
          encryption_configuration: { replica_kms_key_id: of('static-assets', 'keyArn', 'dr') },
        },
      },
    ],
  });
  expect(resourcesOf(terraform, 'aws_iam_role').map(({ name }) => name)).toEqual([
    'bulkhead-test-bucket-replication-us-east-1',
    'bulkhead-test-static-assets-replication-us-east-1',
  ]);
});

test('P3.5, P3.2: the files of the trail are replicated, and whoever deletes one hides it in one region only', () => {
  const terraform = replicationOf('hipaa-dr');
  const configurations = resourcesOf(terraform, 'aws_s3_bucket_replication_configuration');
  const audit = configurations.find(({ bucket }) => String(bucket).includes('audit-bucket'));

  expect(configurations).toHaveLength(2);
  expect(audit).toMatchObject({
    bucket: of('audit-bucket', 'bucketName'),
    rule: [
      {
        delete_marker_replication: { status: 'Disabled' },
        source_selection_criteria: { sse_kms_encrypted_objects: { status: 'Enabled' } },
        destination: {
          bucket: of('audit-bucket', 'bucketArn', 'dr'),
          encryption_configuration: { replica_kms_key_id: of('audit-bucket', 'keyArn', 'dr') },
          replication_time: { status: 'Enabled', time: { minutes: 15 } },
        },
      },
    ],
  });
});

test('P3.5: a trail of the organization is not copied', () => {
  const terraform = replicationOf('hipaa-dr', {
    observability: { audit: { trail: { managedBy: 'organization' } } },
  });
  expect(resourcesOf(terraform, 'aws_s3_bucket_replication_configuration')).toHaveLength(1);
});

test('P1.6: the file system is replicated to the file system of the DR region', () => {
  expect(one(replicationOf('patient-data'), 'aws_efs_replication_configuration')).toMatchObject({
    source_file_system_id: of('file-system', 'fileSystemId'),
    destination: { file_system_id: of('file-system', 'fileSystemId', 'dr'), region: 'ap-southeast-2' },
  });
});

test('P2.12: gateways of both regions are peered if the environment has them, with a route each way', () => {
  const terraform = replicationOf('web-multi-region', {
    network: { transit: { amazonSideAsn: 64512 } },
    'dr-region': { transit: { amazonSideAsn: 64513 } },
  });
  expect(one(terraform, 'aws_ec2_transit_gateway_peering_attachment')).toMatchObject({
    peer_region: 'us-west-2',
    peer_account_id: '123456789012',
    transit_gateway_id: of('transit-gateway', 'transitGatewayId'),
    peer_transit_gateway_id: of('transit-gateway', 'transitGatewayId', 'dr'),
  });
  expect(one(terraform, 'aws_ec2_transit_gateway_peering_attachment_accepter')).toMatchObject({
    provider: 'aws.dr',
  });
  const routes = Object.values(terraform.resource['aws_ec2_transit_gateway_route'] ?? {});
  expect(routes.map((route) => [route['provider'], route['destination_cidr_block']])).toEqual([
    ['aws.dr', '10.20.0.0/16'],
    [undefined, '10.21.0.0/16'],
  ]);
});

test('P3.11: two syntheses are equal byte for byte', () => {
  expect(JSON.stringify(replicationOf('patient-data'))).toBe(JSON.stringify(replicationOf('patient-data')));
});

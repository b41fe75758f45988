import { edits } from './edits';
import { setting } from './edit';
import { mutantsOf } from './mutants';

const terraform = (resource: object) => JSON.stringify({ resource });
const changes = (source: string, engine: 'cdk' | 'cdktf') =>
  mutantsOf(source, engine, edits).map(({ resource, change }) => `${resource} ${change}`);

test('each mutant differs from the template by one setting', () => {
  const source = terraform({
    aws_kms_key: { one: { enable_key_rotation: true }, two: { enable_key_rotation: true } },
  });
  const mutants = mutantsOf(source, 'cdktf', [setting(['enable_key_rotation'], false)]);

  expect(mutants).toEqual([
    {
      resource: 'aws_kms_key.one',
      change: 'enable_key_rotation: false',
      source: terraform({
        aws_kms_key: { one: { enable_key_rotation: false }, two: { enable_key_rotation: true } },
      }),
    },
    {
      resource: 'aws_kms_key.two',
      change: 'enable_key_rotation: false',
      source: terraform({
        aws_kms_key: { one: { enable_key_rotation: true }, two: { enable_key_rotation: false } },
      }),
    },
  ]);
});

test('a setting that is already broken is not broken again', () => {
  const source = terraform({ aws_db_instance: { one: { publicly_accessible: true } } });

  expect(mutantsOf(source, 'cdktf', [setting(['publicly_accessible'], true)])).toEqual([]);
});

test.each([
  [
    'cdktf',
    terraform({ aws_rds_cluster: { main: { storage_encrypted: true } } }),
    'aws_rds_cluster.main storage_encrypted: false',
  ],
  [
    'cdk',
    JSON.stringify({
      Resources: { Db: { Type: 'AWS::RDS::DBCluster', Properties: { StorageEncrypted: true } } },
    }),
    'Db StorageEncrypted: false',
  ],
] as const)('the same setting is broken with the names of %s', (engine, source, change) => {
  expect(changes(source, engine)).toContain(change);
});

test('a policy is broken even if Terraform keeps it as text', () => {
  const document = {
    Statement: [
      {
        Sid: 'Logs',
        Effect: 'Allow',
        Principal: { Service: 'logs' },
        Action: ['kms:Decrypt'],
        Condition: { ArnLike: { a: 'b' } },
      },
    ],
  };
  const source = terraform({ aws_kms_key: { main: { policy: JSON.stringify(document) } } });
  const mutant = mutantsOf(source, 'cdktf', edits).find(({ change }) => change === 'Logs: no condition');
  const { resource } = JSON.parse(mutant?.source ?? '{}') as {
    resource: { aws_kms_key: { main: { policy: string } } };
  };

  expect(JSON.parse(resource.aws_kms_key.main.policy)).toEqual({
    Statement: [{ Sid: 'Logs', Effect: 'Allow', Principal: { Service: 'logs' }, Action: ['kms:Decrypt'] }],
  });
});

test('one of two conditions is not removed if the other limits the account', () => {
  const policy = (Condition: object) =>
    changes(
      terraform({
        aws_iam_role: {
          main: {
            assume_role_policy: JSON.stringify({
              Statement: [{ Sid: 'S', Effect: 'Allow', Principal: '*', Condition }],
            }),
          },
        },
      }),
      'cdktf',
    ).filter((change) => change.includes('no condition'));

  expect(
    policy({
      StringEquals: { 'aws:SourceAccount': '123456789012' },
      ArnLike: { 'aws:SourceArn': 'arn:aws:x:y:123456789012:z' },
    }),
  ).toEqual(['aws_iam_role.main S: no condition']);
  expect(
    policy({
      StringEquals: { 'kms:CallerAccount': '123456789012' },
      Bool: { 'kms:GrantIsForAWSResource': 'true' },
    }),
  ).toEqual([
    'aws_iam_role.main S: no condition',
    'aws_iam_role.main S: no condition StringEquals',
    'aws_iam_role.main S: no condition Bool',
  ]);
});

test('a principal that is already everybody is not widened', () => {
  const statement = (Principal: unknown) =>
    JSON.stringify({
      Statement: [{ Sid: 'S', Effect: 'Allow', Principal, Condition: { StringEquals: { a: 'b' } } }],
    });
  const opened = (Principal: unknown) =>
    changes(terraform({ aws_vpc_endpoint: { main: { policy: statement(Principal) } } }), 'cdktf').filter(
      (change) => change.includes('Principal'),
    );

  expect(opened('*')).toEqual([]);
  expect(opened({ AWS: 'arn' })).toHaveLength(2);
});

test('a resource is removed with the dependencies on it, and not if another resource refers to it', () => {
  const source = (other: object) => terraform({ aws_flow_log: { main: {} }, aws_vpc: { main: other } });

  expect(changes(source({ depends_on: ['aws_flow_log.main'] }), 'cdktf')).toContain(
    'aws_flow_log.main removed',
  );
  expect(changes(source({ name: '${aws_flow_log.main.id}' }), 'cdktf')).not.toContain(
    'aws_flow_log.main removed',
  );
});

test('a denial is removed or inverted, since widening it lets nobody do more', () => {
  const tlsOnly = {
    Sid: 'TlsOnly',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: '*',
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
  const source = terraform({
    aws_s3_bucket_policy: { main: { policy: JSON.stringify({ Statement: [tlsOnly] }) } },
  });

  expect(changes(source, 'cdktf')).toEqual([
    'aws_s3_bucket_policy.main TlsOnly: removed',
    'aws_s3_bucket_policy.main TlsOnly: aws:SecureTransport: true',
  ]);
});

test('what masks personal data in logs is no policy of access', () => {
  const masking = { Statement: [{ Sid: 'Mask', Operation: { Deidentify: { MaskConfig: {} } } }] };
  const source = terraform({
    aws_cloudwatch_log_data_protection_policy: { main: { policy_document: JSON.stringify(masking) } },
  });

  expect(changes(source, 'cdktf')).toEqual([]);
});

import { one, resourcesOf, terraformOf } from '@bulkhead/cdktf/testing';
import { AuditStack } from './audit-stack';
import { type Attributes, auditOf, byName, contextOf, named, statementsIn } from './audit-testing';

const primary = auditOf();
const dr = auditOf({ role: 'dr' });
const organization = { managedBy: 'organization' };

describe('the trail', () => {
  const trail = one(primary, 'aws_cloudtrail');

  test('P2.10: records all regions and global services, signs its files, and delivers to S3 and CloudWatch Logs', () => {
    expect(trail).toMatchObject({
      name: 'bulkhead-test-audit-eu-central-1',
      is_multi_region_trail: true,
      include_global_service_events: true,
      enable_log_file_validation: true,
      enable_logging: true,
      kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\.store_encryption_key_/),
      cloud_watch_logs_group_arn: expect.stringMatching(/^\$\{aws_cloudwatch_log_group\.\w+\.arn\}:\*$/),
    });
  });

  test('P3.5: records each access to the data buckets of both regions, and each call of a function', () => {
    const selectors = trail['advanced_event_selector'] as { field_selector: Attributes[] }[];
    const fields = selectors.map(({ field_selector: fields }) =>
      Object.fromEntries(fields.map(({ field, ...comparison }) => [field, comparison])),
    );
    expect(fields).toEqual([
      { eventCategory: { equals: ['Management'] } },
      {
        eventCategory: { equals: ['Data'] },
        'resources.type': { equals: ['AWS::S3::Object'] },
        'resources.ARN': {
          starts_with: [
            expect.stringMatching(/^arn:aws:s3:::bulkhead-test-data-[0-9a-f]{8}\/$/),
            expect.stringMatching(/^arn:aws:s3:::bulkhead-test-data-[0-9a-f]{8}\/$/),
          ],
        },
      },
      {
        eventCategory: { equals: ['Data'] },
        'resources.type': { equals: ['AWS::Lambda::Function'] },
        'resources.ARN': {
          starts_with: [
            'arn:aws:lambda:eu-central-1:123456789012:function:bulkhead-test-',
            'arn:aws:lambda:eu-west-1:123456789012:function:bulkhead-test-',
          ],
        },
      },
    ]);
    const [, objects] = fields as { 'resources.ARN': { starts_with: string[] } }[];
    expect(new Set(objects?.['resources.ARN'].starts_with).size).toBe(2);
  });

  test('P3.5: an environment without a data bucket selects no objects, and without data events nothing but management', () => {
    const namesOf = (audit: object) =>
      (
        one(auditOf({ preset: 'saas', audit }), 'aws_cloudtrail')['advanced_event_selector'] as Attributes[]
      ).map(({ name }) => name);
    expect(namesOf({})).toEqual(['Management events', 'Functions of the platform']);
    expect(namesOf({ trail: { dataEvents: false } })).toEqual(['Management events']);
  });

  test('P2.10: Insights are those of calls and errors, if asked', () => {
    const insights = (on: boolean) =>
      one(auditOf({ audit: { trail: { insights: on } } }), 'aws_cloudtrail')['insight_selector'];
    expect(insights(true)).toEqual([
      { insight_type: 'ApiCallRateInsight' },
      { insight_type: 'ApiErrorRateInsight' },
    ]);
    expect(insights(false)).toBeUndefined();
  });

  test('P2.10: there is one trail, in the primary region', () => {
    expect(resourcesOf(dr, 'aws_cloudtrail')).toEqual([]);
    expect(resourcesOf(dr, 'aws_cloudwatch_log_metric_filter')).toEqual([]);
  });

  test('P2.9: CloudTrail writes only to streams of its log group', () => {
    const { WriteEvents } = statementsIn(
      named(byName(primary, 'aws_iam_role_policy'), 'log-delivery')['policy'],
    );
    expect(WriteEvents).toEqual({
      Sid: 'WriteEvents',
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource:
        'arn:aws:logs:eu-central-1:123456789012:log-group:/bulkhead/test/observability/audit:log-stream:123456789012_CloudTrail_eu-central-1*',
    });
  });

  test('P2.10: its log is kept for a year, under a key of its own, and masks health information', () => {
    expect(one(primary, 'aws_cloudwatch_log_group')).toMatchObject({
      name: '/bulkhead/test/observability/audit',
      retention_in_days: 365,
      kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\.trail_logs_/),
      lifecycle: { prevent_destroy: true },
    });
    const { policy_document: document, log_group_name: log } = one(
      primary,
      'aws_cloudwatch_log_data_protection_policy',
    );
    expect(log).toMatch(/^\$\{aws_cloudwatch_log_group\./);
    const { Statement } = JSON.parse(String(document)) as { Statement: Attributes[] };
    const [count, mask] = Statement;
    expect(mask?.['Operation']).toEqual({ Deidentify: { MaskConfig: {} } });
    expect(count?.['DataIdentifier']).toEqual(mask?.['DataIdentifier']);
    expect(mask?.['DataIdentifier']).toContain(
      'arn:aws:dataprotection::aws:data-identifier/MedicareBeneficiaryNumber-US',
    );
  });
});

describe('the files of the trail', () => {
  const bucket = (terraform: typeof primary, type: string) => named(byName(terraform, type), 'trail-bucket');

  test('P3.5, pitfall 18: CloudTrail delivers for this trail only, and nobody without TLS', () => {
    const statements = statementsIn(bucket(primary, 'aws_s3_bucket_policy')['policy']);
    const trailArn = 'arn:aws:cloudtrail:eu-central-1:123456789012:trail/bulkhead-test-audit-eu-central-1';
    expect(statements['TrailChecksBucket']).toMatchObject({
      Action: 's3:GetBucketAcl',
      Condition: { StringEquals: { 'aws:SourceArn': trailArn } },
    });
    expect(statements['TrailDelivers']).toMatchObject({
      Action: 's3:PutObject',
      Resource: expect.stringMatching(/\/AWSLogs\/123456789012\/\*$/),
      Condition: {
        StringEquals: { 'aws:SourceArn': trailArn, 's3:x-amz-acl': 'bucket-owner-full-control' },
      },
    });
    expect(Object.keys(statements)).toEqual([
      'PlainText',
      'OutdatedTls',
      'TrailChecksBucket',
      'TrailDelivers',
    ]);
  });

  test('P3.5: nobody delivers into the copy but replication, which needs no statement', () => {
    expect(Object.keys(statementsIn(bucket(dr, 'aws_s3_bucket_policy')['policy']))).toEqual([
      'PlainText',
      'OutdatedTls',
    ]);
  });

  test.each([
    ['primary', primary],
    ['dr', dr],
  ])(
    'P3.5: in %s, they are locked for seven years, versioned, logged and kept by Terraform',
    (_, terraform) => {
      expect(one(terraform, 'aws_s3_bucket_object_lock_configuration')).toMatchObject({
        rule: { default_retention: { mode: 'GOVERNANCE', days: 2557 } },
      });
      expect(bucket(terraform, 'aws_s3_bucket_versioning')).toMatchObject({
        versioning_configuration: { status: 'Enabled' },
      });
      expect(bucket(terraform, 'aws_s3_bucket_logging')).toMatchObject({
        target_bucket: expect.stringContaining('aws_s3_bucket.store_access-log-bucket'),
      });
      expect(bucket(terraform, 'aws_s3_bucket')).toMatchObject({ lifecycle: { prevent_destroy: true } });
      expect(bucket(terraform, 'aws_s3_bucket')['force_destroy']).toBe(false);
    },
  );

  test('P3.4: they are archived, and deleted after seven years', () => {
    const { rule } = bucket(primary, 'aws_s3_bucket_lifecycle_configuration') as { rule: Attributes[] };
    expect(rule[0]).toMatchObject({
      transition: [{ days: 90, storage_class: 'GLACIER' }],
      expiration: [{ days: 2557 }],
    });
  });

  test('pitfall 19: AWS Config has a bucket without Object Lock, and access logs one without KMS', () => {
    const lock = one(primary, 'aws_s3_bucket_object_lock_configuration');
    expect(lock['bucket']).toMatch(/store_trail-bucket/);
    const encryption = byName(primary, 'aws_s3_bucket_server_side_encryption_configuration');
    expect(named(encryption, 'access-log-bucket')).toMatchObject({
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } }],
    });
    expect(named(encryption, 'config-bucket')).toMatchObject({
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms' } }],
    });
  });

  test('P4.6: in an environment that is not protected, everything can be destroyed', () => {
    const open = auditOf({ overrides: { protected: false } });
    expect(resourcesOf(open, 'aws_s3_bucket_object_lock_configuration')).toEqual([]);
    for (const { force_destroy: force, lifecycle } of resourcesOf(open, 'aws_s3_bucket'))
      expect({ force, lifecycle }).toEqual({ force: true, lifecycle: { prevent_destroy: false } });
    expect(one(open, 'aws_cloudtrail')['lifecycle']).toEqual({ prevent_destroy: false });
  });

  test('P4.6: in a protected one, neither trail nor key, log or bucket can be', () => {
    for (const type of ['aws_cloudtrail', 'aws_kms_key', 'aws_cloudwatch_log_group', 'aws_s3_bucket'])
      for (const { lifecycle } of resourcesOf(primary, type))
        expect([type, lifecycle]).toEqual([type, { prevent_destroy: true }]);
  });

  test('P3.7: the key is for CloudTrail of this trail, AWS Config of this account, and users of S3', () => {
    const statements = statementsIn(named(byName(primary, 'aws_kms_key'), 'store')['policy']);
    expect(Object.keys(statements)).toEqual([
      'AccountAdministration',
      'CloudTrailEncrypt',
      'CloudTrailDescribe',
      'CloudTrailDecrypt',
      'CloudTrailReaders',
      'AwsConfig',
      'S3',
    ]);
    expect(statements['CloudTrailDescribe']?.Condition).toEqual({
      StringEquals: {
        'aws:SourceArn':
          'arn:aws:cloudtrail:eu-central-1:123456789012:trail/bulkhead-test-audit-eu-central-1',
      },
    });
    const copies = statementsIn(named(byName(dr, 'aws_kms_key'), 'store')['policy']);
    expect(Object.keys(copies)).toEqual(['AccountAdministration', 'AwsConfig', 'S3']);
  });
});

describe('AWS Config', () => {
  test('P2.6: records everything with the service-linked role, and IAM in the primary region only', () => {
    expect(one(primary, 'aws_config_configuration_recorder')).toMatchObject({
      role_arn:
        'arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig',
      recording_group: { all_supported: true, include_global_resource_types: true },
      recording_mode: { recording_frequency: 'CONTINUOUS' },
    });
    expect(one(dr, 'aws_config_configuration_recorder')).toMatchObject({
      recording_group: { all_supported: true, include_global_resource_types: false },
    });
  });

  test('P2.6: the channel follows the recorder and the policy, and the recorder starts after the channel', () => {
    expect(one(primary, 'aws_config_delivery_channel')['depends_on']).toEqual([
      expect.stringMatching(/^aws_config_configuration_recorder\./),
      expect.stringMatching(/^aws_s3_bucket_policy\.store_config-bucket/),
    ]);
    expect(one(primary, 'aws_config_configuration_recorder_status')).toMatchObject({
      is_enabled: true,
      depends_on: [expect.stringMatching(/^aws_config_delivery_channel\./)],
    });
  });

  test('P2.6: it delivers in the name of the account only', () => {
    const policy = named(byName(primary, 'aws_s3_bucket_policy'), 'config-bucket')['policy'];
    const { ConfigDelivers } = statementsIn(policy);
    expect(ConfigDelivers).toMatchObject({
      Principal: { Service: 'config.amazonaws.com' },
      Resource: expect.stringMatching(/\/AWSLogs\/123456789012\/Config\/\*$/),
      Condition: {
        StringEquals: {
          'aws:SourceAccount': '123456789012',
          's3:x-amz-acl': 'bucket-owner-full-control',
        },
      },
    });
  });

  test('P2.6: rules ask for encrypted buckets in each region, and for the policy of passwords once', () => {
    const identifiers = (terraform: typeof primary) =>
      resourcesOf(terraform, 'aws_config_config_rule').map(
        ({ source }) => (source as { source_identifier: string }).source_identifier,
      );
    for (const terraform of [primary, dr]) {
      expect(identifiers(terraform)).toEqual(
        expect.arrayContaining(['S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED', 'RDS_STORAGE_ENCRYPTED']),
      );
      expect(new Set(identifiers(terraform)).size).toBe(identifiers(terraform).length);
    }
    expect(identifiers(primary)).toContain('IAM_PASSWORD_POLICY');
    expect(identifiers(dr)).not.toContain('IAM_PASSWORD_POLICY');
  });

  test('P2.6: what the rule asks of passwords is what the account asks', () => {
    const rule = named(byName(primary, 'aws_config_config_rule'), 'iam-password-policy');
    const policy = one(primary, 'aws_iam_account_password_policy');
    const asked = JSON.parse(String(rule['input_parameters'])) as Record<string, string>;
    expect(asked['MinimumPasswordLength']).toBe(String(policy['minimum_password_length']));
    expect(asked['PasswordReusePrevention']).toBe(String(policy['password_reuse_prevention']));
  });
});

describe('detectors and settings of the account', () => {
  test('P1.10: GuardDuty has every plan but EKS and, unless asked, the agents', () => {
    const statuses = (terraform: typeof primary) =>
      Object.fromEntries(
        resourcesOf(terraform, 'aws_guardduty_detector_feature').map(({ name, status }) => [name, status]),
      );
    expect(one(primary, 'aws_guardduty_detector')).toMatchObject({
      enable: true,
      finding_publishing_frequency: 'FIFTEEN_MINUTES',
    });
    expect(statuses(dr)).toEqual({
      EBS_MALWARE_PROTECTION: 'ENABLED',
      EKS_AUDIT_LOGS: 'DISABLED',
      LAMBDA_NETWORK_LOGS: 'ENABLED',
      RDS_LOGIN_EVENTS: 'ENABLED',
      RUNTIME_MONITORING: 'DISABLED',
      S3_DATA_EVENTS: 'ENABLED',
    });
    const watched = auditOf({ audit: { guardDuty: { runtimeMonitoring: true } } });
    expect(statuses(watched)['RUNTIME_MONITORING']).toBe('ENABLED');
    expect(named(byName(watched, 'aws_guardduty_detector_feature'), 'runtime')).toMatchObject({
      additional_configuration: [
        { name: 'EKS_ADDON_MANAGEMENT', status: 'DISABLED' },
        { name: 'ECS_FARGATE_AGENT_MANAGEMENT', status: 'ENABLED' },
        { name: 'EC2_AGENT_MANAGEMENT', status: 'ENABLED' },
      ],
    });
  });

  test('P1.10: Security Hub compares with the standards of its region, after AWS Config records', () => {
    expect(one(dr, 'aws_securityhub_account')).toMatchObject({
      enable_default_standards: false,
      control_finding_generator: 'SECURITY_CONTROL',
      depends_on: [expect.stringMatching(/^aws_config_configuration_recorder_status\./)],
    });
    const arns = resourcesOf(dr, 'aws_securityhub_standards_subscription').map(
      ({ standards_arn: arn }) => arn,
    );
    expect(arns).toEqual([
      'arn:aws:securityhub:eu-west-1::standards/aws-foundational-security-best-practices/v/1.0.0',
      'arn:aws:securityhub:eu-west-1::standards/cis-aws-foundations-benchmark/v/3.0.0',
      'arn:aws:securityhub:eu-west-1::standards/nist-800-53/v/5.0.0',
    ]);
  });

  test('P1.10: Access Analyzer looks at the account, and Macie is off unless asked', () => {
    expect(one(dr, 'aws_accessanalyzer_analyzer')).toMatchObject({ type: 'ACCOUNT' });
    expect(resourcesOf(primary, 'aws_macie2_account')).toEqual([]);
    expect(
      one(auditOf({ audit: { macie: { managedBy: 'environment' } } }), 'aws_macie2_account'),
    ).toMatchObject({ status: 'ENABLED' });
  });

  test('P2.3, P4.2: volumes are encrypted and IMDSv2 is asked in each region, public buckets are blocked once', () => {
    for (const terraform of [primary, dr]) {
      expect(one(terraform, 'aws_ebs_encryption_by_default')['enabled']).toBe(true);
      expect(one(terraform, 'aws_ec2_instance_metadata_defaults')['http_tokens']).toBe('required');
    }
    expect(one(primary, 'aws_s3_account_public_access_block')).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(resourcesOf(dr, 'aws_s3_account_public_access_block')).toEqual([]);
    expect(resourcesOf(dr, 'aws_iam_account_password_policy')).toEqual([]);
  });
});

describe('what an organization manages', () => {
  test.each<[string, object, readonly string[]]>([
    ['the trail', { trail: organization }, ['aws_cloudtrail', 'aws_cloudwatch_log_metric_filter']],
    [
      'AWS Config',
      { config: organization },
      ['aws_config_configuration_recorder', 'aws_config_delivery_channel', 'aws_config_config_rule'],
    ],
    ['GuardDuty', { guardDuty: organization }, ['aws_guardduty_detector', 'aws_guardduty_detector_feature']],
    [
      'Security Hub',
      { securityHub: organization },
      ['aws_securityhub_account', 'aws_securityhub_standards_subscription'],
    ],
    ['Access Analyzer', { accessAnalyzer: organization }, ['aws_accessanalyzer_analyzer']],
    ['Macie', { macie: organization }, ['aws_macie2_account']],
    [
      'the account',
      { accountSettings: organization },
      ['aws_iam_account_password_policy', 'aws_ebs_encryption_by_default'],
    ],
  ])('P1.10: of %s, nothing is created, and its rules still hear', (_, audit, types) => {
    const terraform = auditOf({ audit });
    for (const type of types) expect([type, resourcesOf(terraform, type)]).toEqual([type, []]);
    expect(resourcesOf(terraform, 'aws_cloudwatch_event_rule').length).toBeGreaterThan(10);
  });

  test('P1.10: if it records everything, there is no bucket and no key', () => {
    const terraform = auditOf({ audit: { trail: organization, config: organization } });
    expect(resourcesOf(terraform, 'aws_s3_bucket')).toEqual([]);
    expect(resourcesOf(terraform, 'aws_kms_key')).toEqual([]);
  });
});

test.each(['primary', 'dr'] as const)('in %s, it exchanges what its manifest says', (role) => {
  const context = contextOf({ role });
  terraformOf(AuditStack, context);

  expect(() => context.requireEverythingDeclaredUsed()).not.toThrow();
});

test('P3.11: two syntheses are equal byte for byte', () => {
  expect(JSON.stringify(auditOf())).toBe(JSON.stringify(primary));
});

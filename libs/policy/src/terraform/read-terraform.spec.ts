import { type Configuration } from './configuration';
import { readTerraform } from './read-terraform';

test('resources keep their addresses, and name the resources folded into them', () => {
  const resources = readTerraform({
    resource: {
      aws_s3_bucket: { 'data-store_1A2B': { bucket: 'data' } },
      aws_s3_bucket_versioning: {
        'data-store_versioning_3C4D': {
          bucket: '${aws_s3_bucket.data-store_1A2B.id}',
          versioning_configuration: { status: 'Enabled' },
        },
      },
      aws_kms_key: { a: {} },
    },
  });

  expect(resources.map(({ logicalId, address, folded }) => ({ logicalId, address, folded }))).toEqual([
    { logicalId: 'KmsKeyA', address: 'aws_kms_key.a', folded: [] },
    {
      logicalId: 'S3BucketDataStore1A2B',
      address: 'aws_s3_bucket.data-store_1A2B',
      folded: ['aws_s3_bucket_versioning.data-store_versioning_3C4D'],
    },
  ]);
});

test('a consumed parameter becomes its path, and a list parameter needs no split', () => {
  const [group] = readTerraform(
    {
      data: {
        aws_ssm_parameter: {
          subnets: { name: '/bulkhead/test/network/ids' },
          vpc: { name: '/bulkhead/test/network/vpc' },
        },
      },
      resource: {
        aws_vpc_endpoint: {
          main: {
            subnet_ids: '${split(",", data.aws_ssm_parameter.subnets.insecure_value)}',
            vpc_id: '${data.aws_ssm_parameter.vpc.value}',
          },
        },
      },
    },
    [
      { path: '/bulkhead/test/network/ids', kind: 'list' },
      { path: '/bulkhead/test/network/vpc', kind: 'string' },
    ],
  );

  expect(group?.properties).toEqual({
    SubnetIds: { 'Bulkhead::Parameter': '/bulkhead/test/network/ids' },
    VpcId: { 'Bulkhead::Parameter': '/bulkhead/test/network/vpc' },
  });
});

test('tags come from the provider that the resource names', () => {
  const tagged = (value: string) => [{ tags: { region: value } }];
  const resources = readTerraform({
    provider: {
      aws: [
        { region: 'us-east-1', default_tags: tagged('primary') },
        { alias: 'dr', region: 'us-west-2', default_tags: tagged('dr') },
      ],
    },
    resource: { aws_kms_key: { here: {}, there: { provider: 'aws.dr' } } },
  });

  expect(resources.map(({ properties }) => properties['Tags'])).toEqual([
    [{ Key: 'region', Value: 'primary' }],
    [{ Key: 'region', Value: 'dr' }],
  ]);
});

test('a resource with prevent_destroy is retained', () => {
  const [kept, deleted] = readTerraform({
    resource: { aws_kms_key: { a: { lifecycle: { prevent_destroy: true } }, b: { lifecycle: {} } } },
  });

  expect([kept?.deletionPolicy, deleted?.deletionPolicy]).toEqual(['Retain', 'Delete']);
});

test('the same configuration is the same model, whatever the order of its keys', () => {
  const of = (names: readonly string[]) =>
    readTerraform({ resource: { aws_kms_key: Object.fromEntries(names.map((name) => [name, {}])) } });

  expect(of(['b', 'a'])).toEqual(of(['a', 'b']));
});

const refused: [string, string, RegExp, Configuration][] = [
  [
    'a type that no table has',
    'UnmappedTerraformType',
    /aws_s3_bucket_inventory \(aws_s3_bucket_inventory\.x\).*/,
    { resource: { aws_s3_bucket_inventory: { x: {} } } },
  ],
  [
    'an attribute that the table does not have',
    'UnmappedTerraformAttribute',
    /mapping of aws_kms_key does not say what its attribute xks_key_id .*\(aws_kms_key\.x\)/,
    { resource: { aws_kms_key: { x: { xks_key_id: 'a' } } } },
  ],
  [
    'an attribute inside a block that the table does not have',
    'UnmappedTerraformAttribute',
    /its attribute future/,
    { resource: { aws_rds_cluster: { x: { scaling_configuration: { future: 1 } } } } },
  ],
  [
    'a reference to an attribute that nobody set and CloudFormation does not return',
    'UnmappedTerraformAttribute',
    /its attribute owner_id .*\(aws_vpc\.x\)/,
    { resource: { aws_vpc: { x: {} }, aws_kms_key: { x: { description: '${aws_vpc.x.owner_id}' } } } },
  ],
  [
    'a data source that no table has',
    'UnmappedTerraformType',
    /aws_vpcs/,
    {
      data: { aws_vpcs: { x: {} } },
      resource: { aws_kms_key: { x: { description: '${data.aws_vpcs.x.ids}' } } },
    },
  ],
  [
    'a reference to a missing element',
    'UnknownTerraformReference',
    /aws_kms_key\.x refers to aws_vpc\.gone\.id/,
    { resource: { aws_kms_key: { x: { description: '${aws_vpc.gone.id}' } } } },
  ],
  [
    'a function without counterpart',
    'UnmappedTerraformFunction',
    /aws_kms_key\.x calls cidrsubnet\(\)/,
    { resource: { aws_kms_key: { x: { description: '${cidrsubnet("10.0.0.0/16", 8, 1)}' } } } },
  ],
  [
    'a circle',
    'CircularTerraformReference',
    /aws_vpc\.a -> aws_vpc\.b -> aws_vpc\.a/,
    {
      resource: {
        aws_vpc: {
          a: { instance_tenancy: '${aws_vpc.b.instance_tenancy}' },
          b: { instance_tenancy: '${aws_vpc.a.instance_tenancy}' },
        },
        aws_kms_key: { x: { description: '${aws_vpc.a.instance_tenancy}' } },
      },
    },
  ],
  [
    'a part of a resource of another stack',
    'PartOfUnknownResource',
    /aws_s3_bucket_versioning\.x/,
    { resource: { aws_s3_bucket_versioning: { x: { bucket: 'elsewhere' } } } },
  ],
  [
    'a resource with an open number of instances',
    'UnsupportedTerraform',
    /aws_kms_key\.x has count/,
    { resource: { aws_kms_key: { x: { count: 2 } } } },
  ],
  [
    'a document that is not JSON',
    'UnreadableDocument',
    /aws_kms_key\.x/,
    { resource: { aws_kms_key: { x: { policy: 'Statement:' } } } },
  ],
];

test.each(refused)('%s is refused as %s', (_, code, message, configuration) => {
  const read = () => readTerraform(configuration);

  expect(read).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
});

test.each([
  ['aws_s3_bucket_inventory', 'libs/policy/src/terraform/mappings/s3.ts'],
  ['aws_rds_cluster_endpoint', 'libs/policy/src/terraform/mappings/rds.ts'],
  ['aws_kinesis_stream', 'libs/policy/src/terraform/mappings/kinesis.ts'],
])('%s belongs into %s', (type, file) => {
  const read = () => readTerraform({ resource: { [type]: { x: {} } } });

  expect(read).toThrow(expect.objectContaining({ next: expect.stringContaining(`add ${type} to ${file}`) }));
});

test('a resource with the provider of another region is there, others are in the region of their stack', () => {
  const resources = readTerraform({
    provider: { aws: [{ region: 'us-east-1' }, { alias: 'dr', region: 'us-west-2' }] },
    resource: { aws_kms_key: { here: {}, there: { provider: 'aws.dr' } } },
  });

  expect(resources.map(({ address, region }) => [address, region])).toEqual([
    ['aws_kms_key.here', undefined],
    ['aws_kms_key.there', 'us-west-2'],
  ]);
});

test('a data source with the provider of another region is read in that region', () => {
  const [key] = readTerraform({
    provider: { aws: [{ region: 'us-east-1' }, { alias: 'dr', region: 'us-west-2' }] },
    data: {
      aws_region: { here: {}, there: { provider: 'aws.dr' } },
      aws_ssm_parameter: {
        here: { name: '/bulkhead/test/keys/arn' },
        there: { name: '/bulkhead/test/keys/arn', provider: 'aws.dr' },
      },
    },
    resource: {
      aws_secretsmanager_secret: {
        it: {
          name: 'from-${data.aws_region.there.name}',
          description: '${data.aws_region.here.name}',
          kms_key_id: '${data.aws_ssm_parameter.here.value}',
          replica: [{ region: 'us-west-2', kms_key_id: '${data.aws_ssm_parameter.there.value}' }],
        },
      },
    },
  });

  expect(key?.properties).toEqual({
    Name: 'from-us-west-2',
    Description: { Ref: 'AWS::Region' },
    KmsKeyId: { 'Bulkhead::Parameter': '/bulkhead/test/keys/arn' },
    ReplicaRegions: [
      {
        Region: 'us-west-2',
        KmsKeyId: { 'Bulkhead::Parameter': '/bulkhead/test/keys/arn', 'Bulkhead::Region': 'us-west-2' },
      },
    ],
  });
});

test('an ephemeral value is a reference to a hidden parameter', () => {
  const [secret] = readTerraform({
    ephemeral: { aws_secretsmanager_random_password: { first: { password_length: 30 } } },
    resource: {
      aws_secretsmanager_secret: { it: { name: 'it' } },
      aws_secretsmanager_secret_version: {
        it: {
          secret_id: '${aws_secretsmanager_secret.it.id}',
          secret_string_wo:
            '${jsonencode({"password" = ephemeral.aws_secretsmanager_random_password.first.random_password})}',
          secret_string_wo_version: 1,
        },
      },
    },
  });

  expect(secret?.properties).toEqual({
    Name: 'it',
    SecretString: {
      'Fn::Join': [
        '',
        ['{"password":', '"', { Ref: 'EphemeralAwsSecretsmanagerRandomPasswordFirst' }, '"', '}'],
      ],
    },
  });
});

test.each<[string, Configuration, string, RegExp]>([
  [
    'an ephemeral value of a type that no table has',
    {
      ephemeral: { aws_kms_secrets: { it: {} } },
      resource: { aws_vpc: { it: { cidr_block: '${ephemeral.aws_kms_secrets.it.plaintext}' } } },
    },
    'UnmappedTerraformType',
    /mappings\/ephemerals\.ts/,
  ],
  [
    'an attribute of an ephemeral value that no table has',
    {
      ephemeral: { aws_secretsmanager_random_password: { it: {} } },
      resource: {
        aws_vpc: { it: { cidr_block: '${ephemeral.aws_secretsmanager_random_password.it.id}' } },
      },
    },
    'UnmappedTerraformAttribute',
    /mappings\/ephemerals\.ts/,
  ],
  ['a section that no rule would see', { module: {} } as Configuration, 'UnsupportedTerraform', /constructs/],
  [
    'a provider that the stack does not have',
    { provider: { aws: [{}] }, resource: { aws_vpc: { it: { provider: 'aws.dr' } } } },
    'UnknownProvider',
    /region/,
  ],
])('%s is an error, with what to do', (_, configuration, code, next) => {
  expect(() => readTerraform(configuration)).toThrow(
    expect.objectContaining({ code, next: expect.stringMatching(next) }),
  );
});

import { Refusal } from '@bulkhead/errors';
import { TestRefusal } from '../../test-aws/query-protocol';
import { testAws, useTestAws } from '../../test-aws/test-aws';
import { ofAnotherAccount } from '../../test-aws/test-s3';
import { createStateBucket, lackingOfStateBucket, stateBucketExists } from './state-bucket';

useTestAws();

const account = '123456789012';
const bucket = 'qa-terraform-state-0a1b2c3d';
const denied = new TestRefusal('AccessDenied', 'Access Denied', 403);
const creating = (region = 'us-east-1', emulator = false) =>
  createStateBucket(bucket, region, account, emulator);
const found = (region = 'us-east-1') => testAws().in(region).objects.find('AWS::S3::Bucket', bucket);
const kept = (region?: string) => found(region)?.attributes ?? {};
const policy = () => JSON.parse(kept()['policy'] ?? '{}') as { Statement: object[] };
const failing = (work: Promise<unknown>) =>
  work.then(
    () => {
      throw new Error('it was done');
    },
    (error: unknown) => error,
  );

const writes = [
  'PutPublicAccessBlock',
  'PutBucketVersioning',
  'PutBucketEncryption',
  'PutBucketOwnershipControls',
  'PutBucketPolicy',
];
const inWords: Record<string, string> = {
  publicAccessBlock: 'public access block',
  versioning: 'versioning',
  encryption: 'encryption',
  ownershipControls: 'object ownership',
  policy: 'policy that takes TLS only',
};

test.each(['us-east-1', 'us-west-2'])(
  'in %s a bucket is created: private, versioned, encrypted, without ACLs',
  async (region) => {
    expect(await stateBucketExists(bucket, region, account)).toBe(false);
    expect(await creating(region)).toBe('created');

    expect(await stateBucketExists(bucket, region, account)).toBe(true);
    const settings = kept(region);
    for (const name of ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'])
      expect(settings['publicAccessBlock']).toContain(`<${name}>true</${name}>`);
    expect(settings['versioning']).toContain('<Status>Enabled</Status>');
    expect(settings['encryption']).toContain('<SSEAlgorithm>aws:kms</SSEAlgorithm>');
    expect(settings['encryption']).toContain('<BucketKeyEnabled>true</BucketKeyEnabled>');
    expect(settings['ownershipControls']).toContain('BucketOwnerEnforced');
  },
);

test('the bucket and its objects can be reached only over TLS', async () => {
  await creating();

  expect(policy().Statement).toEqual([
    {
      Sid: 'DenyPlainHttp',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ]);
});

test('on the emulator there is no policy, because it would lock everybody out', async () => {
  await creating('us-east-1', true);

  expect(Object.keys(kept()).sort()).toEqual(
    ['publicAccessBlock', 'versioning', 'encryption', 'ownershipControls'].sort(),
  );
});

test('a second run changes nothing', async () => {
  await creating();
  testAws().s3.writes.splice(0);

  expect(await creating()).toBe('unchanged');
  expect(testAws().s3.writes).toEqual([]);
});

describe.each(Object.entries(inWords))('a bucket that has lost its %s', (setting, name) => {
  test('gets the setting back, the result names it, and nothing else is touched', async () => {
    await creating();
    const before = { ...kept() };
    delete found()?.attributes[setting];
    testAws().s3.writes.splice(0);

    expect(await creating()).toBe(`put right: ${name}`);
    expect(kept()).toEqual(before);
    expect(testAws().s3.writes).toHaveLength(1);
  });
});

test.each([
  ['versioning', '<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>'],
  [
    'publicAccessBlock',
    '<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><BlockPublicPolicy>false</BlockPublicPolicy></PublicAccessBlockConfiguration>',
  ],
  [
    'encryption',
    '<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>',
  ],
  [
    'ownershipControls',
    '<OwnershipControls><Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule></OwnershipControls>',
  ],
  ['policy', '{"Version":"2012-10-17","Statement":[{"Sid":"DenyPlainHttp","Effect":"Allow"}]}'],
])('a bucket whose %s was weakened gets it back', async (setting, text) => {
  await creating();
  const before = kept()[setting];
  const object = found();
  if (object) object.attributes[setting] = text;

  expect(await creating()).toBe(`put right: ${inWords[setting]}`);
  expect(kept()[setting]).toBe(before);
});

test("an encryption with the account's own key stays", async () => {
  await creating();
  const own =
    '<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>key</KMSMasterKeyID></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>';
  const object = found();
  if (object) object.attributes['encryption'] = own;

  expect(await creating()).toBe('unchanged');
  expect(kept()['encryption']).toBe(own);
});

test('statements of others stay in the policy', async () => {
  await creating();
  const theirs = { Sid: 'Audit', Effect: 'Allow', Principal: { AWS: 'auditor' }, Action: 's3:GetObject' };
  const object = found();
  if (object) object.attributes['policy'] = JSON.stringify({ Version: '2012-10-17', Statement: theirs });

  expect(await creating()).toBe('put right: policy that takes TLS only');
  expect(policy().Statement).toEqual([theirs, expect.objectContaining({ Sid: 'DenyPlainHttp' })]);
});

describe.each(writes)('if %s is refused', (operation) => {
  test('the error names it, and the next run continues from there', async () => {
    testAws().s3.refusals[operation] = denied;
    const error = await failing(creating());

    expect(error).not.toBeInstanceOf(Refusal);
    expect(error).toMatchObject({
      code: 'AwsDenied',
      message: expect.stringContaining(`S3 in us-east-1 denied ${operation}: AccessDenied`),
      next: expect.stringMatching(/^allow s3:Put\w+ for .*, then run the same command again$/),
    });
    delete testAws().s3.refusals[operation];

    expect(await creating()).toMatch(/^put right: /);
    expect(await creating()).toBe('unchanged');
    expect(Object.keys(kept())).toHaveLength(5);
  });
});

describe('the missing part', () => {
  const lacking = () => lackingOfStateBucket(bucket, 'us-east-1', account);

  test('is the bucket, until it exists with all its settings', async () => {
    expect(await lacking()).toBe(`the Terraform state bucket ${bucket}`);
    await creating();
    expect(await lacking()).toBeUndefined();
  });

  test.each(writes)('is versioning if the creation ended at %s', async (operation) => {
    testAws().in('us-east-1').s3.refusals[operation] = denied;
    await failing(creating());
    expect(await lacking()).toBe(`versioning of the Terraform state bucket ${bucket}`);

    delete testAws().in('us-east-1').s3.refusals[operation];
    await creating();
    expect(await lacking()).toBeUndefined();
  });

  test('is undefined if the caller may not read the versioning', async () => {
    await creating();
    testAws().in('us-east-1').s3.refusals['GetBucketVersioning'] = denied;

    expect(await lacking()).toBeUndefined();
  });
});

test('a caller who may make a setting and not read it makes it', async () => {
  await creating();
  testAws().s3.refusals['GetBucketVersioning'] = denied;

  expect(await creating()).toBe('put right: versioning');
});

test('a refused creation of the bucket is named', async () => {
  testAws().s3.refusals['CreateBucket'] = denied;

  expect(await failing(creating())).toMatchObject({
    code: 'AwsDenied',
    message: expect.stringContaining('S3 in us-east-1 denied CreateBucket: AccessDenied'),
  });
});

describe('a bucket of another account', () => {
  beforeEach(() => void testAws().objects.put('AWS::S3::Bucket', bucket, ofAnotherAccount));

  test.each([
    ['a look at it', () => stateBucketExists(bucket, 'us-east-1', account)],
    ['a bootstrap', () => creating()],
  ])('is refused by %s with its name, and nothing is written to it', async (_, work) => {
    const refusal = await failing(work());

    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({
      code: 'ForeignBucket',
      message: expect.stringContaining(`${bucket} in us-east-1 does not belong to account ${account}`),
    });
    expect(testAws().s3.writes).toEqual([]);
  });

  test('is reported as uncertain if S3 does not list the buckets of the account', async () => {
    testAws().s3.refusals['ListBuckets'] = denied;

    expect(await failing(stateBucketExists(bucket, 'us-east-1', account))).toMatchObject({
      code: 'StateBucketDenied',
      message: expect.stringContaining('or to another one; s3:ListAllMyBuckets would tell'),
    });
  });
});

test('a name that was taken between the check and the creation is refused', async () => {
  testAws().in('us-west-2').objects.put('AWS::S3::Bucket', bucket, ofAnotherAccount);

  expect(await failing(creating('us-east-1'))).toMatchObject({ code: 'ForeignBucket' });
});

test('a bucket that the caller may not see is refused with the missing permission', async () => {
  await creating();
  testAws().s3.refusals['HeadBucket'] = denied;
  const refusal = await failing(stateBucketExists(bucket, 'us-east-1', account));

  expect(refusal).toBeInstanceOf(Refusal);
  expect(refusal).toMatchObject({
    code: 'StateBucketDenied',
    message: expect.stringContaining(`: it is of account ${account}. Nothing was touched.`),
    next: expect.stringContaining(`s3:ListBucket on arn:aws:s3:::${bucket}`),
  });
});

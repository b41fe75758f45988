import { Match, type Template } from 'aws-cdk-lib/assertions';
import { testKeyArn, testTemplate } from '../test-template';
import { PrivateBucket, type PrivateBucketProps } from './private-bucket';

function templateOf(props: Partial<PrivateBucketProps> = {}): Template {
  return testTemplate(
    (stack) =>
      new PrivateBucket(stack, 'Files', {
        bucketName: 'files',
        retentionDays: 400,
        statements: (bucketArn) => [{ Sid: 'Write', Resource: `${bucketArn}/in/*` }],
        isProtected: true,
        ...props,
      }),
  );
}

const encryption = (template: Template): unknown =>
  Object.values(template.findResources('AWS::S3::Bucket'))[0]?.['Properties'].BucketEncryption
    .ServerSideEncryptionConfiguration;

test('Security Hub S3.8: nothing in the bucket is public', () => {
  templateOf().hasResourceProperties('AWS::S3::Bucket', {
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
  });
});

test('Security Hub S3.5: its policy has the given statements, and refuses requests without TLS', () => {
  const arn = { 'Fn::GetAtt': [expect.stringMatching(/^FilesBucket/), 'Arn'] };
  const [policy] = Object.values(templateOf().findResources('AWS::S3::BucketPolicy'));

  expect(policy?.['Properties'].PolicyDocument.Statement).toEqual([
    { Sid: 'Write', Resource: { 'Fn::Join': ['', [arn, '/in/*']] } },
    {
      Sid: 'TlsOnly',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: [arn, { 'Fn::Join': ['', [arn, '/*']] }],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ]);
});

test('objects are versioned, and have the required retention', () => {
  templateOf().hasResourceProperties('AWS::S3::Bucket', {
    VersioningConfiguration: { Status: 'Enabled' },
    LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 400 })] },
  });
});

test.each([
  ['S3, without a key', {}, [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }]],
  [
    'a key of the account, if there is one',
    { keyArn: testKeyArn },
    [
      {
        ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: testKeyArn },
        BucketKeyEnabled: true,
      },
    ],
  ],
])('objects are encrypted by %s', (_, props, expected) => {
  expect(encryption(templateOf(props))).toEqual(expected);
});

test.each([
  [true, 'RetainExceptOnCreate'],
  [false, 'Delete'],
])('with protected %s, the deletion policy of the bucket is %s', (isProtected, DeletionPolicy) => {
  templateOf({ isProtected }).hasResource('AWS::S3::Bucket', { DeletionPolicy });
});

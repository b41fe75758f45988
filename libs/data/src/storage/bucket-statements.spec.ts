import {
  readByCloudFront,
  refusesOtherKeys,
  refusesPlainText,
  takesAccessLogs,
  takesLoadBalancerLogs,
} from './bucket-statements';

const bucketArn = 'arn:aws:s3:::some-bucket';
const keyArn = 'arn:aws:kms:eu-central-1:123456789012:key/1';
const place = { account: '123456789012', region: 'eu-central-1' };

describe('P2.3: requests over an unsafe connection', () => {
  const statements = refusesPlainText(bucketArn);

  test.each([
    ['plain HTTP', 'PlainText', { Bool: { 'aws:SecureTransport': 'false' } }],
    ['TLS before 1.2', 'OutdatedTls', { NumericLessThan: { 's3:TlsVersion': '1.2' } }],
  ])('%s is refused, for everybody and everything', (_, sid, condition) => {
    expect(statements.filter(({ Sid }) => Sid === sid)).toEqual([
      {
        Sid: sid,
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 's3:*',
        Resource: [bucketArn, `${bucketArn}/*`],
        Condition: condition,
      },
    ]);
  });
});

describe('P3.10: objects under another key', () => {
  const algorithm = 's3:x-amz-server-side-encryption';
  const key = `${algorithm}-aws-kms-key-id`;

  // The `Null` condition lets a request pass that names no encryption: it gets the key of the bucket.
  test.each([
    [
      'OtherEncryption',
      'names another algorithm',
      { StringNotEquals: { [algorithm]: 'aws:kms' }, Null: { [algorithm]: 'false' } },
    ],
    [
      'OtherKey',
      'names another key of KMS',
      { StringNotEquals: { [key]: keyArn }, Null: { [key]: 'false' } },
    ],
    ['KeyOfTheClient', 'brings its own key', { Null: { [`${algorithm}-customer-algorithm`]: 'false' } }],
  ])('%s: an upload is refused if it %s', (sid, _, condition) => {
    expect(refusesOtherKeys(bucketArn, keyArn).filter(({ Sid }) => Sid === sid)).toEqual([
      {
        Sid: sid,
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 's3:PutObject',
        Resource: `${bucketArn}/*`,
        Condition: condition,
      },
    ]);
  });
});

describe('P2.3: log delivery', () => {
  test('S3 delivers access logs below its own prefix, only for buckets that the caller names', () => {
    expect(takesAccessLogs(bucketArn, place, ['arn:aws:s3:::ours-*'])).toEqual([
      {
        Sid: 'AccessLogsOfBuckets',
        Effect: 'Allow',
        Principal: { Service: 'logging.s3.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: `${bucketArn}/s3/*`,
        Condition: {
          StringEquals: { 'aws:SourceAccount': '123456789012' },
          ArnLike: { 'aws:SourceArn': ['arn:aws:s3:::ours-*'] },
        },
      },
    ]);
  });

  test.each([
    ['eu-central-1', { AWS: 'arn:aws:iam::054676820928:root' }],
    ['eu-west-1', { AWS: 'arn:aws:iam::156460612806:root' }],
    ['eu-central-2', { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' }],
  ])('pitfall 16: in %s, load balancers deliver as %j, below the account', (region, principal) => {
    expect(takesLoadBalancerLogs(bucketArn, { ...place, region })).toEqual([
      {
        Sid: 'AccessLogsOfLoadBalancers',
        Effect: 'Allow',
        Principal: principal,
        Action: 's3:PutObject',
        Resource: `${bucketArn}/load-balancers/AWSLogs/123456789012/*`,
      },
    ]);
  });
});

test('pitfall 13: CloudFront reads objects, only for distributions of the account', () => {
  expect(readByCloudFront(bucketArn, '123456789012')).toEqual([
    {
      Sid: 'DistributionsOfTheAccount',
      Effect: 'Allow',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Action: 's3:GetObject',
      Resource: `${bucketArn}/*`,
      Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudfront::123456789012:distribution/*' } },
    },
  ]);
});

import { isForeign } from './foreign-answer';

const protocols = {
  json: 'aws.protocols#awsJson1_1',
  'REST JSON': 'aws.protocols#restJson1',
  query: 'aws.protocols#awsQuery',
  EC2: 'aws.protocols#ec2Query',
  S3: 'aws.protocols#restXml',
} as const;
type Kind = keyof typeof protocols;

const foreign = (kind: Kind, operation: string, text: string, contentType = '') =>
  isForeign({ protocol: protocols[kind], operation, contentType, body: Buffer.from(text) });

const xhtml = '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0">\n<html xmlns="x"/>';
const pages = [
  '<html><body>Sign in</body></html>',
  '<!DOCTYPE html><HTML></HTML>',
  '\ufeff<!DOCTYPE html><html></html>',
  '<!-- portal -->\n<html></html>',
  '<head><title>Sign in</title></head>',
  xhtml,
];

describe.each<[Kind, string]>([
  ['json', 'DescribeServices'],
  ['json', 'GetParameters'],
  ['json', 'PutParameter'],
  ['json', 'TagResource'],
  ['REST JSON', 'GetPolicy'],
  ['query', 'DescribeStacks'],
  ['query', 'DeleteStack'],
  ['EC2', 'DescribeVpcs'],
  ['S3', 'ListObjectsV2'],
  ['S3', 'GetObject'],
  ['S3', 'GetBucketPolicy'],
  ['S3', 'PutObject'],
])('in the place of an answer to %s %s', (kind, operation) => {
  test.each(pages)('a page is foreign: %j', (page) => {
    expect(foreign(kind, operation, page)).toBe(true);
  });
});

/** Bodies that read like an answer without any of the fields. */
test.each<[Kind, string, string]>([
  ['json', 'DescribeServices', ''],
  ['json', 'DescribeServices', 'null'],
  ['json', 'DescribeServices', '[]'],
  ['json', 'DescribeServices', '"x"'],
  ['json', 'DescribeServices', '<Foo/>'],
  ['json', 'GetParameters', '{}'],
  ['json', 'GetParametersByPath', '{}'],
  ['json', 'PutParameter', '{}'],
  ['json', 'PutParameter', ''],
  ['REST JSON', 'GetPolicy', '[]'],
  ['query', 'DescribeStacks', ''],
  ['query', 'DescribeStacks', '<Foo/>'],
  ['query', 'DescribeStacks', '{}'],
  ['EC2', 'DescribeVpcs', ' '],
  ['S3', 'ListObjectsV2', ''],
  ['S3', 'ListObjectsV2', '{}'],
  ['S3', 'GetBucketPolicy', 'null'],
])('%s %s has no such answer: %j', (kind, operation, text) => {
  expect(foreign(kind, operation, text)).toBe(true);
});

test.each<[Kind, string, string]>([
  ['json', 'DescribeServices', '{"services":[]}'],
  ['json', 'GetParametersByPath', '{"Parameters":[]}'],
  ['json', 'PutParameter', '{"Version":1}'],
  ['json', 'TagResource', ''],
  ['REST JSON', 'GetPolicy', '{}'],
  ['query', 'DescribeStacks', '<DescribeStacksResponse xmlns="x"/>'],
  ['query', 'DeleteStack', ''],
  ['EC2', 'DescribeVpcs', '<?xml version="1.0" encoding="UTF-8"?>\n<DescribeVpcsResponse/>'],
  ['S3', 'ListObjectsV2', '<ListBucketResult/>'],
  ['S3', 'GetBucketVersioning', ''],
  ['S3', 'GetBucketVersioning', '<VersioningConfiguration/>'],
  ['S3', 'GetBucketPolicy', '{"Version":"2012-10-17"}'],
  ['S3', 'GetObject', '{"version":4}'],
  ['S3', 'GetObject', ''],
  ['S3', 'PutObject', ''],
])('%s %s is answered by AWS with %j', (kind, operation, text) => {
  expect(foreign(kind, operation, text)).toBe(false);
});

test('an object is a page if its content type says so', () => {
  expect(foreign('S3', 'GetObject', 'Sign in', 'text/html; charset=utf-8')).toBe(true);
});

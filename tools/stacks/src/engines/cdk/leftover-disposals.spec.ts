import { awsCommand } from '../../workspace/printed-commands';
import { TestRefusal } from '../../test-aws/query-protocol';
import { testAws, useTestAws } from '../../test-aws/test-aws';
import { type Disposal, disposals } from './leftover-disposals';
import { siteOf, type StackSite } from './stack-site';
import { requesting } from './test-service-stack';

useTestAws();

let where: StackSite;
beforeEach(() => (where = siteOf(requesting().request)));

const queueUrl = 'https://sqs.us-east-1.amazonaws.com/123456789012/qa-kept';
const kinds: [type: string, id: string, arn: string, command: string][] = [
  ['AWS::S3::Bucket', 'qa-kept', 'arn:aws:s3:::qa-kept', 's3 rb s3://qa-kept --force --region us-east-1'],
  [
    'AWS::Logs::LogGroup',
    '/qa/kept',
    'arn:aws:logs:us-east-1:123456789012:log-group:/qa/kept',
    'logs delete-log-group --region us-east-1 --log-group-name /qa/kept',
  ],
  [
    'AWS::KMS::Key',
    'k-1',
    'arn:aws:kms:us-east-1:123456789012:key/k-1',
    'kms schedule-key-deletion --region us-east-1 --key-id k-1',
  ],
  [
    'AWS::SQS::Queue',
    queueUrl,
    'arn:aws:sqs:us-east-1:123456789012:qa-kept',
    `sqs delete-queue --region us-east-1 --queue-url ${queueUrl}`,
  ],
];
const disposalOf = (type: string) => disposals[type] as Disposal;

test('the types that the stacks of the platform retain can be deleted, and no others', () => {
  expect(Object.keys(disposals)).toEqual(kinds.map(([type]) => type));
});

describe.each(kinds)('a %s', (type, id, arn, command) => {
  test('is known by its ARN, and has a command for a person', () => {
    expect(disposalOf(type).arn(id, where)).toBe(arn);
    expect(disposalOf(type).command(id, where)).toBe(awsCommand(command));
  });

  test('exists until it is deleted with its content', async () => {
    const object = testAws().objects.put(type, id);
    object.contents.push({ key: 'a', version: '1', isMarker: false });
    expect(await disposalOf(type).exists(id, where)).toBe(true);

    // A log group and a queue are deleted with their content; a bucket must be emptied first.
    await disposalOf(type).delete(id, where);
    expect(await disposalOf(type).exists(id, where)).toBe(false);
  });

  test('is empty without content; a key never counts as empty', async () => {
    const object = testAws().objects.put(type, id);
    const holdsNothing = type !== 'AWS::KMS::Key';
    expect(await disposalOf(type).isEmpty(id, where)).toBe(holdsNothing);

    object.contents.push({ key: 'a', version: '1', isMarker: false });
    expect(await disposalOf(type).isEmpty(id, where)).toBe(false);
  });

  test('that the caller may not read does not count as missing', async () => {
    testAws().objects.put(type, id);
    const denied = () => {
      throw new TestRefusal('AccessDenied', 'not authorized', 403);
    };
    jest.spyOn(testAws().objects, 'find').mockImplementation(denied);
    Object.defineProperty(testAws().objects, 'all', { get: denied });

    await expect(disposalOf(type).exists(id, where)).rejects.toThrow();
  });
});

test('a bucket that contains only a delete marker is not empty', async () => {
  const bucket = testAws().objects.put('AWS::S3::Bucket', 'qa-kept');
  bucket.contents.push({ key: 'a', version: '1', isMarker: true });

  expect(await disposalOf('AWS::S3::Bucket').isEmpty('qa-kept', where)).toBe(false);
});

test('a log group is not confused with one whose name has the same beginning', async () => {
  testAws().objects.put('AWS::Logs::LogGroup', '/qa/kept/more');

  expect(await disposalOf('AWS::Logs::LogGroup').exists('/qa/kept', where)).toBe(false);
});

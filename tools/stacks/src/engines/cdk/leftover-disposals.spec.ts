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

test('what the stacks of the platform retain can be disposed of, and nothing else', () => {
  expect(Object.keys(disposals)).toEqual(kinds.map(([type]) => type));
});

describe.each(kinds)('a %s', (type, id, arn, command) => {
  test('is known by its ARN, and has a command for a person', () => {
    expect(disposalOf(type).arn(id, where)).toBe(arn);
    expect(disposalOf(type).command(id, where)).toBe(awsCommand(command));
  });

  test('is there until it is deleted, with what is in it', async () => {
    const object = testAws().objects.put(type, id);
    object.contents.push({ key: 'a', version: '1', isMarker: false });
    expect(await disposalOf(type).exists(id, where)).toBe(true);

    // A log group and a queue go with what is in them; a bucket does not, and is emptied first.
    await disposalOf(type).delete(id, where);
    expect(await disposalOf(type).exists(id, where)).toBe(false);
  });

  test('is empty where nothing is in it; of a key nobody knows what it encrypts', async () => {
    const object = testAws().objects.put(type, id);
    const holdsNothing = type !== 'AWS::KMS::Key';
    expect(await disposalOf(type).isEmpty(id, where)).toBe(holdsNothing);

    object.contents.push({ key: 'a', version: '1', isMarker: false });
    expect(await disposalOf(type).isEmpty(id, where)).toBe(false);
  });

  test('that nobody may look at is not taken for one that is gone', async () => {
    testAws().objects.put(type, id);
    const denied = () => {
      throw new TestRefusal('AccessDenied', 'not authorized', 403);
    };
    jest.spyOn(testAws().objects, 'find').mockImplementation(denied);
    Object.defineProperty(testAws().objects, 'all', { get: denied });

    await expect(disposalOf(type).exists(id, where)).rejects.toThrow();
  });
});

test('a bucket in which there is only the marker of a deleted object is not empty', async () => {
  const bucket = testAws().objects.put('AWS::S3::Bucket', 'qa-kept');
  bucket.contents.push({ key: 'a', version: '1', isMarker: true });

  expect(await disposalOf('AWS::S3::Bucket').isEmpty('qa-kept', where)).toBe(false);
});

test('a log group is not taken for one whose name begins the same', async () => {
  testAws().objects.put('AWS::Logs::LogGroup', '/qa/kept/more');

  expect(await disposalOf('AWS::Logs::LogGroup').exists('/qa/kept', where)).toBe(false);
});

import { S3Client } from '@aws-sdk/client-s3';
import { inspect } from './inspect';
import { parseObjectEvent } from './object-event';
import { FakeS3, faultlessHead, sampleKeyArn } from './testing/fake-s3';
import { objectCreated, sampleBucket } from './testing/sample-events';
import { inspectionTag } from './verdict';

const s3 = new FakeS3();
let client: S3Client;
beforeAll(async () => {
  await s3.start();
  client = new S3Client({
    endpoint: s3.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
});
afterEach(() => {
  s3.reset();
  s3.before = () => undefined;
});
afterAll(async () => {
  client.destroy();
  await s3.stop();
});

const demands = { keyArn: sampleKeyArn, contentTypes: ['application/pdf'] };
const inspected = (object: object = {}) =>
  inspect(parseObjectEvent(objectCreated(object), sampleBucket), client, demands);
const head = (over: Record<string, string>) => ({ head: { ...faultlessHead, ...over } });

test('P2.8: an upload is inspected, and the verdict becomes a tag of that version, beside its other tags', async () => {
  s3.put({ tags: { department: 'radiology' } });

  expect(await inspected()).toEqual({
    outcome: 'accepted',
    faults: [],
    bytes: 5,
    checksum: 'CRC64NVME:pDkqc8gBkMc=',
    tagged: 'now',
  });
  expect(s3.tagsOf()).toEqual({ department: 'radiology', [inspectionTag]: 'accepted' });
});

test('P2.8: an upload with faults is rejected, with the reasons', async () => {
  s3.put(head({ 'content-length': '0', 'content-type': 'text/html' }));

  expect(await inspected()).toMatchObject({
    outcome: 'rejected',
    faults: ['empty', 'content-type'],
    bytes: 0,
  });
  expect(s3.tagsOf()).toEqual({ [inspectionTag]: 'rejected: empty content-type' });
});

test('P2.8: an event that arrives twice changes nothing the second time', async () => {
  s3.put();
  await inspected();
  s3.asked.length = 0;

  expect(await inspected()).toMatchObject({ outcome: 'accepted', tagged: 'before' });
  expect(s3.asked).toEqual(['GetObjectTagging', 'HeadObject']);
});

test('P2.8: concurrent events in any order leave each verdict on its own version', async () => {
  const versions = { first: '5', second: '0', third: '7' };
  for (const [id, size] of Object.entries(versions)) s3.put(head({ 'content-length': size }), 'a.pdf', id);
  await Promise.all(
    ['third', 'first', 'second', 'first', 'third'].map((id) => inspected({ key: 'a.pdf', 'version-id': id })),
  );

  expect(Object.keys(versions).map((id) => s3.tagsOf('a.pdf', id)?.[inspectionTag])).toEqual([
    'accepted',
    'rejected: empty',
    'accepted',
  ]);
});

test('P2.8: an object that already has a verdict at its upload is inspected anyway', async () => {
  s3.put({ ...head({ 'content-type': 'text/html' }), tags: { [inspectionTag]: 'accepted' } });

  expect(await inspected()).toMatchObject({ outcome: 'rejected', tagged: 'now' });
  expect(s3.tagsOf()).toEqual({ [inspectionTag]: 'rejected: content-type' });
});

test.each(['a+b%20c.pdf', 'ä/日本 & <x>.pdf', '100%/ +.pdf', "it's (1)!*~.pdf", 'a//b.pdf'])(
  'P2.8: a key may have any characters: %s',
  async (key) => {
    s3.put({}, key);

    expect(await inspected({ key })).toMatchObject({ outcome: 'accepted' });
    expect(s3.tagsOf(key)).toEqual({ [inspectionTag]: 'accepted' });
  },
);

describe('P2.8: a missing version is no failure', () => {
  test('if somebody deleted it', async () => {
    expect(await inspected()).toEqual({ outcome: 'gone' });
  });

  test('if it is a delete marker', async () => {
    s3.put({ isDeleteMarker: true });

    expect(await inspected()).toEqual({ outcome: 'gone' });
  });

  test.each(['HeadObject', 'PutObjectTagging'] as const)(
    'if it was deleted just before %s',
    async (operation) => {
      s3.put();
      s3.before = (asked) => {
        if (asked === operation) s3.delete();
      };

      expect(await inspected()).toEqual({ outcome: 'gone' });
      expect(s3.asked.at(-1)).toBe(operation);
    },
  );
});

describe('P2.8: a refusal of S3 is a failure, and Lambda tries again', () => {
  const refusalOf = () => inspected().catch((error: unknown) => error);

  test.each([
    ['GetObjectTagging', { status: 404, code: 'NoSuchBucket' }, '404 NoSuchBucket'],
    ['GetObjectTagging', { status: 403, code: 'AccessDenied' }, '403 AccessDenied'],
    ['PutObjectTagging', { status: 403, code: 'AccessDenied' }, '403 AccessDenied'],
    ['PutObjectTagging', { status: 409, code: 'OperationAborted' }, '409 OperationAborted'],
  ] as const)('%s with %j', async (operation, failure, told) => {
    s3.put();
    s3.fail(operation, failure);
    const refusal = await refusalOf();

    expect(refusal).toMatchObject({
      code: 'S3Refused',
      message: `S3 answered ${operation} with ${told} (request REQUEST1).`,
    });
    expect(refusal).not.toHaveProperty('cause');
  });

  test('HeadObject without permission, where S3 returns only the status', async () => {
    s3.put();
    s3.fail('HeadObject', { status: 403, code: '' });

    expect(await refusalOf()).toMatchObject({
      code: 'S3Refused',
      message: expect.stringContaining('S3 answered HeadObject with 403'),
    });
  });

  test('a temporary error is tried again at once', async () => {
    s3.put();
    s3.fail('PutObjectTagging', { status: 503, code: 'SlowDown' });

    expect(await inspected()).toMatchObject({ outcome: 'accepted', tagged: 'now' });
    expect(s3.asked.filter((operation) => operation === 'PutObjectTagging')).toHaveLength(2);
  });

  test('a temporary error that stays is a failure', async () => {
    s3.put();
    s3.fail('HeadObject', ...Array(5).fill({ status: 503, code: 'SlowDown' }));

    expect(await refusalOf()).toMatchObject({ code: 'S3Refused', message: expect.stringContaining('503') });
    expect(s3.tagsOf()).toEqual({});
  });

  test('an S3 that does not answer', async () => {
    const nowhere = new S3Client({
      endpoint: 'http://127.0.0.1:1',
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    const object = parseObjectEvent(objectCreated(), sampleBucket);

    await expect(inspect(object, nowhere, demands)).rejects.toMatchObject({ code: 'S3Unreachable' });
    nowhere.destroy();
  });
});

test('P2.8: an object with ten tags keeps them, and the inspection fails', async () => {
  const tags = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`own-${index}`, 'x']));
  s3.put({ tags });

  await expect(inspected()).rejects.toMatchObject({ code: 'TooManyTags' });
  expect(s3.tagsOf()).toEqual(tags);
});

test.each([
  [{ 'x-amz-checksum-sha256': 'c2hh' }, 'SHA256:c2hh'],
  [{ 'x-amz-checksum-crc64nvme': '' }, undefined],
])('P2.8: the strongest checksum of S3 is returned: %j', async (over, checksum) => {
  s3.put(head(over));

  expect(await inspected()).toMatchObject({ checksum });
});

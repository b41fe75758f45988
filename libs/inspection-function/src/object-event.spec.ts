import { eventId, parseObjectEvent } from './object-event';
import {
  notification,
  objectCreated,
  objectDeleted,
  sampleBucket,
  sampleKey,
  sampleVersion,
} from './testing/sample-events';

const parse = (event: unknown) => parseObjectEvent(event, sampleBucket);
const refusalOf = (event: unknown) => {
  try {
    return parse(event);
  } catch (error) {
    return error;
  }
};

test.each(['PutObject', 'POST Object', 'CopyObject', 'CompleteMultipartUpload'])(
  'P2.8: for an object created by %s, the result is the version in the event',
  (reason) => {
    expect(parse(objectCreated({}, reason))).toEqual({
      bucket: sampleBucket,
      key: sampleKey,
      version: sampleVersion,
    });
  },
);

test.each(['a+b%20c.pdf', 'ä/日本.txt', ' leading', 'a//b', '100%', 'x'.repeat(1024)])(
  'P2.8: a key is not decoded, since S3 sends keys to EventBridge unencoded: %s',
  (key) => {
    expect(parse(objectCreated({ key })).key).toBe(key);
  },
);

const created = objectCreated();
const bad: [string, unknown, string][] = [
  ['nothing', undefined, 'InvalidEvent'],
  ['null', null, 'InvalidEvent'],
  ['a text', 'Object Created', 'InvalidEvent'],
  ['an empty object', {}, 'InvalidEvent'],
  ['a notification of S3 itself', notification, 'InvalidEvent'],
  ['an event of another service', { ...created, source: 'aws.ec2' }, 'InvalidEvent'],
  ['an event that somebody sent under another source', { ...created, source: 'acme.s3' }, 'InvalidEvent'],
  ['a delete marker', objectDeleted('Delete Marker Created'), 'InvalidEvent'],
  ['a deletion', objectDeleted('Permanently Deleted'), 'InvalidEvent'],
  ['tags that were added', { ...created, 'detail-type': 'Object Tags Added' }, 'InvalidEvent'],
  ['an event without details', { ...created, detail: undefined }, 'InvalidEvent'],
  [
    'an event of another bucket',
    { ...created, detail: { ...created.detail, bucket: { name: 'other' } } },
    'InvalidEvent',
  ],
  ['an event of no bucket', { ...created, detail: { object: created.detail.object } }, 'InvalidEvent'],
  ['an event of no object', { ...created, detail: { bucket: created.detail.bucket } }, 'InvalidEvent'],
  ['an empty key', objectCreated({ key: '' }), 'InvalidEvent'],
  ['a key that is not a text', objectCreated({ key: 7 }), 'InvalidEvent'],
  ['no version', objectCreated({ 'version-id': undefined }), 'NoVersion'],
  ['a version while versioning is suspended', objectCreated({ 'version-id': 'null' }), 'NoVersion'],
];

test.each(bad)('P2.8: %s is refused, and the message has no part of the event', (_, event, code) => {
  const refusal = refusalOf(event);

  expect(refusal).toMatchObject({ code });
  expect(JSON.stringify([refusal, String(refusal)])).not.toMatch(/Jane|patients|scan/);
});

test('only the id of an event is logged, and only if it is a valid id', () => {
  expect(eventId(created)).toBe('17793124-05d4-b198-2fde-7ededc63b103');
  for (const id of [undefined, 7, '', sampleKey, 'x'.repeat(65)]) expect(eventId({ id })).toBeUndefined();
  expect(eventId(null)).toBeUndefined();
});

import { type Fault, faultsOf, inspectionTag, type ObjectHead, verdict, withVerdict } from './verdict';

const keyArn = 'arn:aws:kms:us-east-1:123456789012:key/1';
const faultless: ObjectHead = {
  ContentLength: 5,
  ContentType: 'application/pdf',
  ServerSideEncryption: 'aws:kms',
  SSEKMSKeyId: keyArn,
};
const contentTypes = ['application/pdf', 'text/csv'];
const S3 = (over: object): ObjectHead => ({ ...faultless, ...over });

test.each<[string, ObjectHead, Fault[]]>([
  ['a faultless object', faultless, []],
  ['an empty object', S3({ ContentLength: 0 }), ['empty']],
  ['an object without a length', S3({ ContentLength: undefined }), ['empty']],
  [
    'an object under S3’s own key',
    S3({ ServerSideEncryption: 'AES256', SSEKMSKeyId: undefined }),
    ['encryption'],
  ],
  ['an object that is not encrypted', S3({ ServerSideEncryption: undefined }), ['encryption']],
  ['an object under another key', S3({ SSEKMSKeyId: `${keyArn}2` }), ['key']],
  ['an object under no key', S3({ SSEKMSKeyId: undefined }), ['key']],
  ['a program', S3({ ContentType: 'application/x-msdownload' }), ['content-type']],
  ['an object without a type', S3({ ContentType: undefined }), ['content-type']],
  ['the default type of S3', S3({ ContentType: 'binary/octet-stream' }), ['content-type']],
  ['a type with parameters, in capitals', S3({ ContentType: 'Text/CSV; charset=utf-8' }), []],
  ['a type that only begins like an allowed one', S3({ ContentType: 'text/csv2' }), ['content-type']],
  ['all of it', { ContentLength: 0 }, ['empty', 'encryption', 'content-type']],
])('P2.8: %s', (_, head, faults) => {
  expect(faultsOf(head, { keyArn, contentTypes })).toEqual(faults);
});

test('P2.8: without configured types, an object may declare any type', () => {
  expect(faultsOf(S3({ ContentType: 'application/x-msdownload' }), { keyArn })).toEqual([]);
});

test('a verdict has only characters that S3 accepts in a tag value, for all faults', () => {
  const worst = verdict(['empty', 'encryption', 'key', 'content-type']);

  expect(worst).toBe('rejected: empty encryption key content-type');
  for (const value of [verdict([]), worst]) expect(value).toMatch(/^[\w .:/=+@-]{1,256}$/);
  expect(inspectionTag).toMatch(/^[\w .:/=+@-]{1,128}$/);
});

test('P2.8: a verdict keeps the other tags, replaces an earlier verdict, and is not written twice', () => {
  const own = { Key: 'department', Value: 'radiology' };
  const accepted = { Key: inspectionTag, Value: 'accepted' };

  expect(withVerdict([own], 'accepted')).toEqual([own, accepted]);
  expect(withVerdict([accepted, own], 'rejected: empty')).toEqual([
    own,
    { Key: inspectionTag, Value: 'rejected: empty' },
  ]);
  expect(withVerdict([own, accepted], 'accepted')).toBeUndefined();
});

import { createHash } from 'node:crypto';
import { type DeployRecord } from './record';
import { NewerText, parameterBytes, parseRecord, partsOf, recordText } from './record-text';
import { testRecord } from './test-records';

const digest = (text: string) => createHash('sha256').update(text).digest('hex');

/** A record as large as that of the largest stack, multiplied. */
function sized(times: number): DeployRecord {
  const many = (count: number, entry: (index: number) => [string, string]) =>
    Object.fromEntries(Array.from({ length: count * times }, (_, index) => entry(index)));
  const path = (index: number) => `/bulkhead/a-long-environment-name/contract-${index}/someResourceArn`;
  return testRecord({
    by: { caller: 'arn:aws:sts::111122223333:assumed-role/deploy/ada', commit: digest('a'), tool: '1' },
    state: { type: 'terraform', lineage: 'f7c2', serial: 12, mark: '"etag"', resources: 53 },
    files: many(5, (index) => [`assets/${digest(String(index))}.zip`, digest(String(-index))]),
    consumed: many(15, (index) => [
      path(index),
      `arn:aws:kms:eu-central-1:111122223333:key/${digest(path(index))}`,
    ]),
    published: many(10, (index) => [path(index), `^arn:aws:kms:[a-z0-9-]+:\\d{12}:key/[0-9a-f-]{${index}}$`]),
  });
}

test.each([0, 1, 10, 100])('a record of %d times the largest stack is read back as it was', (times) => {
  const record = sized(times);
  const { head, parts } = recordText(record);
  const texts = [head, ...parts.values()];

  expect(parseRecord(head, record.of, parts)).toEqual(record);
  expect(partsOf(head)).toEqual([...parts.keys()]);
  for (const text of texts) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(parameterBytes);
});

test('the largest stack fits into one parameter, and one ten times as large does not', () => {
  expect(recordText(sized(1)).parts.size).toBe(0);
  expect(recordText(sized(10)).parts.size).toBeGreaterThan(1);
});

test('fields that a person looks for are legible', () => {
  expect(JSON.parse(recordText(sized(10)).head)).toMatchObject({
    version: 2,
    of: { app: 'network', stack: 'vpc' },
    outcome: 'deployed',
    by: { commit: digest('a') },
    state: { serial: 12 },
  });
});

test('equal records are equal texts, whatever the order of their fields', () => {
  const { files, ...rest } = sized(1);
  const turned = { ...rest, files: Object.fromEntries(Object.entries(files).reverse()) };

  expect(recordText(turned)).toEqual(recordText(sized(1)));
});

test('the parts of another record have other names, so that no part is overwritten while it is in use', () => {
  const before = recordText(sized(10)).parts;
  const after = recordText({ ...sized(10), consumed: {} }).parts;

  expect([...after.keys()].filter((part) => before.has(part))).toEqual([]);
});

test('a record that an earlier version of the tool wrote is read', () => {
  const record = testRecord({ files: { 'cdk.tf.json': 'a' }, outcome: 'failed' });
  const { of, ...rest } = record;

  expect(parseRecord(JSON.stringify({ version: 1, ...rest }), of)).toEqual(record);
});

test.each([
  ['empty', '', 'it is no JSON, or cut off'],
  ['no object', 'null', 'it does not say its version'],
  [
    'of a later version',
    JSON.stringify({ version: 7 }),
    'it is of version 7, which a later version of Bulkhead',
  ],
  ['of an unknown outcome', recordText(testRecord()).head.replace('"deployed"', '"maybe"'), 'outcome: '],
  [
    'without its details',
    JSON.stringify({ ...JSON.parse(recordText(testRecord()).head), details: 'eJ' }),
    'its details are cut off',
  ],
  ['of no version that was ever written', JSON.stringify({ version: 0 }), 'it does not say its version'],
  ['of a version in words', JSON.stringify({ version: '3' }), 'it does not say its version'],
  [
    'of an unknown role',
    recordText(testRecord()).head.replace('"role":"primary"', '"role":"backup"'),
    'of.role: ',
  ],
  ['without a part', recordText(sized(10)).head, 'a part of it is missing'],
])('a record that is %s is not read', (_, text, why) => {
  expect(() => parseRecord(text, testRecord().of)).toThrow(why);
});

test.each([
  ['environment', { environment: 'prod' }],
  ['role', { role: 'dr' as const }],
  ['app', { app: 'database' }],
  ['stack', { stack: 'transit' }],
])('a record of another %s is not read', (_, other) => {
  const { head } = recordText(testRecord());

  expect(() => parseRecord(head, { ...testRecord().of, ...other })).toThrow(
    'it is the record of network/vpc@primary',
  );
});

test.each([
  [
    'that can be read',
    '0123456789abcdef0123456789abcdef01234567',
    '0123456789abcdef0123456789abcdef01234567',
  ],
  // The commit becomes part of a command.
  ['that is none', 'main; rm -rf .', undefined],
  ['that begins like one', '0123456789abcdef; rm -rf .', undefined],
  ['that ends like one', '$(rm -rf .) 0123456789abcdef', undefined],
  ['that is shortened', '0123456', '0123456'],
  ['that is of SHA-256', digest('a'), digest('a')],
  ['that is shorter than Git makes it', '012345', undefined],
  ['that is longer than any', `${digest('a')}0`, undefined],
  ['that is not there', undefined, undefined],
])("the commit of a later version's record is known, if it is one %s", (_, commit, known) => {
  const text = JSON.stringify({ version: 3, by: { commit } });
  const read = () => parseRecord(text, testRecord().of);

  expect(read).toThrow(NewerText);
  expect(read).toThrow(expect.objectContaining({ commit: known }));
});

test('an unreadable record has no known parts', () => {
  expect(partsOf('{')).toEqual([]);
  expect(partsOf(JSON.stringify({ version: 3, details: ['a'] }))).toEqual([]);
});

test('a record of several parts is read back with the parts of another one beside it', () => {
  const record = sized(10);
  const { head, parts } = recordText(record);
  const others = recordText(sized(20)).parts;

  expect(parseRecord(head, record.of, new Map([...others, ...parts]))).toEqual(record);
});

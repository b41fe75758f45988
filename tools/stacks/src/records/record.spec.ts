import { contract } from '@bulkhead/contracts';
import { type DeployRecord, parseRecord, recordPath } from './record';

const record: DeployRecord = {
  version: 1,
  outcome: 'deployed',
  at: '2026-01-01T00:00:00.000Z',
  files: { 'cdk.tf.json': 'a' },
  consumed: { '/bulkhead/prod/network/vpcId': 'vpc-1' },
  published: {},
};

test('a record has a place of its own for each environment, role, app and stack', () => {
  expect(recordPath('prod', { role: 'dr', app: 'database', stack: 'relational' })).toBe(
    '/bulkhead/prod/_record/dr/database/relational',
  );
});

test('no contract can publish to the place of a record', () => {
  expect(() => contract('_record', {})).toThrow(RangeError);
});

test('a record that was written can be read', () => {
  expect(parseRecord(JSON.stringify(record))).toEqual(record);
});

test.each([
  ['no JSON', '{"version": 1'],
  ['empty', ''],
  ['no object', 'null'],
  ['of another version', JSON.stringify({ ...record, version: 2 })],
  ['of an unknown outcome', JSON.stringify({ ...record, outcome: 'maybe' })],
  ['without its files', JSON.stringify({ ...record, files: undefined })],
])('a record that is %s counts as none', (_, text) => {
  expect(parseRecord(text)).toBeUndefined();
});

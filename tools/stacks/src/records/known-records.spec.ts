import { Refusal } from '@bulkhead/errors';
import { testInstance } from '../workspace/test-instances';
import { KnownRecords } from './known-records';
import { testRecord, testRecords } from './test-records';

const network = testInstance('network/vpc@primary');
const database = testInstance('database/relational@primary');
const service = testInstance('app-platform/service@dr', { engine: 'cdk' });
const unreadable = new Refusal('UnreadableRecord', 'It is cut off.');
const record = testRecord();
const orphan = {
  of: { environment: 'qa', role: 'primary', app: 'web', stack: 'site' },
  region: 'eu-west-1',
  record,
} as const;

function known(): KnownRecords {
  const records = testRecords([network, record]);
  records.unreadable.set(database, unreadable);
  records.orphans.push(orphan);
  return records;
}

test('asking for a record returns it, nothing if there is none, or the reason why it cannot be read', () => {
  expect(known().of(network)).toBe(record);
  expect(known().of(service)).toBeUndefined();
  expect(() => known().of(database)).toThrow(unreadable);
});

test('a stack whose record cannot be read counts as deployed', () => {
  expect(known().deployed).toEqual([network, database]);
});

test('all records are known with their region, including orphans', () => {
  expect(known().everything).toEqual([
    { id: 'network/vpc@primary', app: 'network', region: 'us-east-1', record },
    { id: 'database/relational@primary', app: 'database', region: 'us-east-1', record: unreadable },
    { id: 'web/site@primary', app: 'web', region: 'eu-west-1', record },
  ]);
});

test.each([
  [network, ['database/relational@primary', 'web/site@primary']],
  [database, ['network/vpc@primary', 'web/site@primary']],
])('a stack is not among the others', (instance, others) => {
  expect(
    known()
      .others(instance)
      .map(({ id }) => id),
  ).toEqual(others);
});

test('a stack that was deployed by another engine than its manifest names is reported', () => {
  const ofCdk = testRecord({ engine: 'cdk' });
  const records = testRecords([network, ofCdk], [service, ofCdk], [database, testRecord()]);

  expect(records.switched).toEqual([{ of: ofCdk.of, region: 'us-east-1', record: ofCdk }]);
});

describe('new knowledge replaces old', () => {
  test.each([
    ['a record', testRecords([network, testRecord({ at: 'now' })]), 'now'],
    ['nothing', testRecords(), undefined],
  ])('where it is %s', (_, now, at) => {
    const records = known();
    records.unreadable.set(network, unreadable);
    records.update(network, now);

    expect(records.of(network)?.at).toBe(at);
    expect(records.has(network)).toBe(at !== undefined);
    expect(records.unreadable.has(network)).toBe(false);
    expect(records.unreadable.has(database)).toBe(true);
  });

  test('if it cannot be read', () => {
    const now = new KnownRecords();
    now.unreadable.set(network, unreadable);
    const records = known();
    records.update(network, now);

    expect(records.has(network)).toBe(false);
    expect(() => records.of(network)).toThrow(unreadable);
  });
});

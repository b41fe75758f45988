import { Refusal } from '@bulkhead/errors';
import { KnownRecords, type Orphan } from '../records/known-records';
import { testRecord } from '../records/test-records';
import { testInstance } from '../workspace/test-instances';
import { consumersFirst, orphanId } from './doomed-stacks';
import { describeStanding, standingBeside } from './standing';

const run = { options: { environment: 'qa' }, instances: [] } as unknown as Parameters<
  typeof standingBeside
>[0];

/** An orphan: `'a/b@primary'`, publishing and reading parameters of the named contracts. */
function orphan(id: string, publishes: string[] = [], reads: string[] = [], over: object = {}): Orphan {
  const { app, stack, role, region } = testInstance(id);
  const path = (name: string) => `/bulkhead/qa/${name}/id`;
  const record = testRecord({
    published: Object.fromEntries(publishes.map((name) => [path(name), '.+'])),
    consumed: Object.fromEntries(reads.map((name) => [path(name), 'x'])),
    ...over,
  });
  return { of: { environment: 'qa', role, app, stack }, region, record };
}

function knowing(...orphans: Orphan[]): KnownRecords {
  const records = new KnownRecords();
  records.orphans.push(...orphans);
  return records;
}

test('each orphan is one line, with its readers and what to do', () => {
  const records = knowing(
    orphan('network/vpc@primary', ['network', 'transit'], [], { engine: 'cdktf' }),
    orphan('app-platform/service@primary', [], ['network'], { outcome: 'failed', at: 'at noon' }),
  );
  records.away.push({ region: 'eu-west-1', reason: 'no answer within 3 s' });

  expect(describeStanding('qa', standingBeside(run, records))).toEqual([
    '2 stacks stand that the configuration of qa does not have:',
    '  app-platform/service@primary in us-east-1, never deployed with success, failed at at noon; publishes nothing that is known',
    '    next: npx nx run-many -t destroy -c qa --orphans=app-platform/service@primary',
    '  network/vpc@primary in us-east-1 by Terraform, deployed at 2026-01-01T00:00:00.000Z; publishes network, transit, read by app-platform/service@primary',
    '    next: npx nx run-many -t destroy -c qa --orphans=network/vpc@primary',
    'eu-west-1 could not be looked at for stacks of qa that its configuration does not have: no answer within 3 s',
  ]);
});

test('for an unreadable record, the reason is printed', () => {
  const unreadable = { ...orphan('a/b@primary'), record: new Refusal('UnreadableRecord', 'It is cut off.') };

  expect(standingBeside(run, knowing(unreadable)).orphans).toMatchObject([
    { app: 'a', reason: 'It is cut off.', publishes: [], since: undefined },
  ]);
});

test('without orphans nothing is printed', () => {
  expect(describeStanding('qa', standingBeside(run, new KnownRecords()))).toEqual([]);
});

describe('the order in which orphans are destroyed', () => {
  const order = (...orphans: Orphan[]) =>
    Object.fromEntries(
      [...consumersFirst(orphans, knowing(...orphans))].map(([each, before]) => [
        orphanId(each),
        before.map(orphanId),
      ]),
    );
  const vpc = orphan('network/vpc@primary', ['network']);
  const database = orphan('database/relational@primary', ['database'], ['network']);
  const service = orphan('web/service@primary', [], ['network', 'database']);

  test('is consumers first', () => {
    expect(order(vpc, database, service)).toEqual({
      'network/vpc@primary': ['database/relational@primary', 'web/service@primary'],
      'database/relational@primary': ['web/service@primary'],
      'web/service@primary': [],
    });
  });

  test('puts stacks with unknown reads before all publishers', () => {
    const unknown = {
      ...orphan('x/y@primary'),
      record: new Refusal('UnrecordedStack', 'Nothing is recorded.'),
    };

    expect(order(vpc, unknown)).toEqual({ 'network/vpc@primary': ['x/y@primary'], 'x/y@primary': [] });
  });

  test('puts known readers before stacks with unknown reads', () => {
    const unknown = {
      ...orphan('x/y@primary'),
      record: new Refusal('UnrecordedStack', 'Nothing is recorded.'),
    };
    const first = orphan('a/first@primary', [], ['last']);
    const last = orphan('a/last@primary', ['last'], ['lost']);

    expect(order(unknown, last, first)).toEqual({
      'x/y@primary': ['a/last@primary'],
      'a/last@primary': ['a/first@primary'],
      'a/first@primary': [],
    });
  });

  test('lets no stack wait for ever if stacks read each other', () => {
    const one = orphan('a/one@primary', ['one'], ['two']);
    const two = orphan('a/two@primary', ['two'], ['one']);

    expect(order(one, two)).toEqual({ 'a/one@primary': [], 'a/two@primary': [] });
  });
});

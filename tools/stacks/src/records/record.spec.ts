import { contract } from '@bulkhead/contracts';
import { lastDeployOf, recordPath, recordsPath, subjectOfPath } from './record';
import { testRecord } from './test-records';

const relational = { role: 'dr', app: 'database', stack: 'relational' } as const;

test('a record has a place of its own for each environment, role, app and stack', () => {
  expect(recordPath('prod', relational)).toBe('/bulkhead/prod/_record/dr/database/relational');
});

test('no contract can publish to the place of a record', () => {
  expect(() => contract('_record', {})).toThrow(RangeError);
});

test('the place of a record names its stack', () => {
  expect(subjectOfPath('prod', recordPath('prod', relational))).toEqual({
    environment: 'prod',
    ...relational,
  });
});

test.each(['dr/database/relational/ab12-1', 'dr/database', 'backup/database/relational'])(
  'there is no record in the place %s',
  (place) => {
    expect(subjectOfPath('prod', `${recordsPath('prod')}/${place}`)).toBeUndefined();
  },
);

test('the last deploy of a stack is the last successful one, however many failed since', () => {
  const by = { caller: 'ada', commit: 'c0ffee', tool: '1' };
  const first = testRecord({ by });
  const lastDeploy = { at: first.at, by };

  expect(lastDeployOf(first)).toEqual(lastDeploy);
  expect(lastDeployOf(testRecord({ outcome: 'failed', at: 'later', lastDeploy }))).toEqual(lastDeploy);
  expect(lastDeployOf(testRecord({ outcome: 'failed' }))).toBeUndefined();
});

import { StackStatus } from '@aws-sdk/client-cloudformation';
import { type StackWays, stackWays, waysOf } from './stack-ways';

/** A table row for the reader: status, deploy, diff, drift, destroy. */
const table = `
  CREATE_COMPLETE                              update             compare   compare          delete
  UPDATE_COMPLETE                              update             compare   compare          delete
  UPDATE_ROLLBACK_COMPLETE                     update             compare   compare          delete
  IMPORT_COMPLETE                              update             compare   compare          delete
  IMPORT_ROLLBACK_COMPLETE                     update             compare   compare          delete
  DELETE_COMPLETE                              create             all-new   absent           nothing
  CREATE_IN_PROGRESS                           wait               compare   later            wait
  ROLLBACK_IN_PROGRESS                         wait               compare   later            wait
  UPDATE_IN_PROGRESS                           wait               compare   later            wait
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS          wait               compare   later            wait
  UPDATE_ROLLBACK_IN_PROGRESS                  wait               compare   later            wait
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS wait               compare   later            wait
  DELETE_IN_PROGRESS                           wait               compare   later            wait
  IMPORT_IN_PROGRESS                           wait               compare   later            wait
  IMPORT_ROLLBACK_IN_PROGRESS                  wait               compare   later            wait
  REVIEW_IN_PROGRESS                           make-anew          all-new   absent           delete
  ROLLBACK_COMPLETE                            make-anew          all-new   absent           delete
  ROLLBACK_FAILED                              make-anew          all-new   absent           delete
  CREATE_FAILED                                make-anew          all-new   absent           delete
  DELETE_FAILED                                make-anew          all-new   absent           delete
  UPDATE_ROLLBACK_FAILED                       continue-rollback  compare   compare-in-part  delete
  UPDATE_FAILED                                roll-back          compare   broken           delete
  IMPORT_ROLLBACK_FAILED                       refuse             compare   broken           delete
`;
const rows = table
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));

test.each(rows)(
  '%s: a deploy is to %s, a diff to %s, a drift to %s, a destroy to %s',
  (status, ...expected) => {
    const { deploy, diff, drift, destroy } = waysOf(status);

    expect([deploy, diff, drift, destroy]).toEqual(expected);
  },
);

test('every status of the API has its row, and no other', () => {
  const known = Object.values(StackStatus).sort();

  expect(Object.keys(stackWays).sort()).toEqual(known);
  expect(rows.map(([status]) => status).sort()).toEqual(known);
});

test('every status says what it means', () => {
  const meanings = Object.values(stackWays).map(({ means }) => means);

  expect(meanings.filter((means) => !/^(is|was|failed) /.test(means))).toEqual([]);
});

test.each<[string | undefined, Partial<StackWays>]>([
  [undefined, { deploy: 'create', diff: 'all-new', drift: 'absent', destroy: 'nothing' }],
  ['RECONSIDER_IN_PROGRESS', { deploy: 'wait', diff: 'compare', drift: 'later', destroy: 'wait' }],
  ['RECONSIDER_FAILED', { deploy: 'refuse', diff: 'compare', drift: 'broken', destroy: 'delete' }],
])('a stack that is %s', (status, ways) => {
  expect(waysOf(status)).toMatchObject(ways);
});

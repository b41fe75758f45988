import type { StackEvent } from '@aws-sdk/client-cloudformation';
import { failuresOf, neverCameIntoBeing } from './stack-history';

/** Events of a stack, the oldest first: `CREATE_IN_PROGRESS` of the stack itself, `Queue CREATE_FAILED no` of a resource. */
const events = (...lines: string[]): StackEvent[] =>
  lines
    .map((line) => {
      const [, resource, status = '', reason] = /^(?:(\w+) )?([A-Z_]+)(?: (.+))?$/.exec(line) ?? [];
      return {
        StackId: 'arn',
        LogicalResourceId: resource ?? 'qa',
        PhysicalResourceId: resource ?? 'arn',
        ResourceStatus: status,
        ...(reason && { ResourceStatusReason: reason }),
      } as unknown as StackEvent;
    })
    .reverse();

test.each([
  [['CREATE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'ROLLBACK_FAILED']],
  [['REVIEW_IN_PROGRESS', 'CREATE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'ROLLBACK_COMPLETE']],
  [['CREATE_IN_PROGRESS', 'CREATE_FAILED', 'DELETE_IN_PROGRESS', 'DELETE_FAILED']],
  [['REVIEW_IN_PROGRESS']],
  [['CREATE_IN_PROGRESS', 'Queue CREATE_COMPLETE', 'ROLLBACK_IN_PROGRESS', 'ROLLBACK_FAILED']],
])('%j belongs to a stack that never came into being', (lines) => {
  expect(neverCameIntoBeing(events(...lines))).toBe(true);
});

test.each([
  ['it was complete', ['CREATE_IN_PROGRESS', 'CREATE_COMPLETE', 'DELETE_IN_PROGRESS', 'DELETE_FAILED']],
  ['it was updated', ['CREATE_IN_PROGRESS', 'UPDATE_IN_PROGRESS', 'DELETE_FAILED']],
  ['it holds imported resources', ['REVIEW_IN_PROGRESS', 'IMPORT_IN_PROGRESS', 'IMPORT_ROLLBACK_FAILED']],
  ['the first events are no longer kept', ['ROLLBACK_IN_PROGRESS', 'ROLLBACK_FAILED']],
  ['only a resource has begun', ['Queue CREATE_IN_PROGRESS', 'ROLLBACK_FAILED']],
  ['nothing is kept', []],
])('if %s, nothing is proven', (_, lines) => {
  expect(neverCameIntoBeing(events(...lines))).toBe(false);
});

test('the first failure is the cause, cancellations are ignored, and failures of the rollback are separate', () => {
  const found = failuresOf(
    events(
      'UPDATE_IN_PROGRESS User Initiated',
      'Old UPDATE_FAILED of another operation',
      'UPDATE_ROLLBACK_COMPLETE',
      'UPDATE_IN_PROGRESS User Initiated',
      'Queue UPDATE_FAILED no such key',
      'Topic UPDATE_FAILED Resource update cancelled',
      'Table UPDATE_FAILED too many',
      'UPDATE_ROLLBACK_IN_PROGRESS',
      'Queue UPDATE_FAILED still no such key',
      'UPDATE_ROLLBACK_FAILED',
    ),
  );

  expect(found).toEqual({
    causes: ['Queue: no such key', 'Table: too many'],
    inRollback: ['Queue: still no such key'],
  });
});

test('if there are only cancellations, they are reported', () => {
  const lines = ['CREATE_IN_PROGRESS User Initiated', 'Topic CREATE_FAILED Resource creation cancelled'];

  expect(failuresOf(events(...lines)).causes).toEqual(['Topic: Resource creation cancelled']);
});

test('a failure without a reason is reported by its status', () => {
  expect(failuresOf(events('DELETE_IN_PROGRESS', 'Topic DELETE_FAILED')).causes).toEqual([
    'Topic: DELETE_FAILED',
  ]);
});

test('if the first events are no longer kept, all events belong to the operation; a success is no cause', () => {
  expect(failuresOf(events('Queue CREATE_FAILED no'))).toEqual({ causes: ['Queue: no'], inRollback: [] });
  expect(
    failuresOf(events('CREATE_IN_PROGRESS', 'Topic CREATE_COMPLETE', 'Queue CREATE_FAILED no')).causes,
  ).toEqual(['Queue: no']);
});

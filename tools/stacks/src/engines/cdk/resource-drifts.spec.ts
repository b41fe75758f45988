import type { PropertyDifference, StackResourceDrift } from '@aws-sdk/client-cloudformation';
import { driftOf, uncheckedOf, wasCompared } from './resource-drifts';

const found = (StackResourceDriftStatus: string, over: Partial<StackResourceDrift> = {}) =>
  ({
    LogicalResourceId: 'Queue',
    ResourceType: 'AWS::SQS::Queue',
    StackResourceDriftStatus,
    ...over,
  }) as StackResourceDrift;

test.each<[string, boolean, string | undefined]>([
  ['IN_SYNC', true, undefined],
  ['MODIFIED', true, 'changed'],
  ['DELETED', true, 'deleted'],
  ['NOT_CHECKED', false, undefined],
  ['UNKNOWN', false, undefined],
  ['UNSUPPORTED', false, undefined],
])('%s: compared %s, drift %s', (status, compared, kind) => {
  expect(wasCompared(found(status))).toBe(compared);
  expect(driftOf(found(status)).map((drift) => drift.kind)).toEqual(kind ? [kind] : []);
});

test('a resource without an id in CloudFormation has no id', () => {
  expect(driftOf(found('DELETED'))).toEqual([
    { kind: 'deleted', resource: 'Queue', type: 'AWS::SQS::Queue', attributes: [] },
  ]);
  expect(driftOf(found('DELETED', { PhysicalResourceId: 'url' }))).toMatchObject([{ physicalId: 'url' }]);
});

test.each<[string, Partial<PropertyDifference>, unknown, unknown]>([
  ['changed', { DifferenceType: 'NOT_EQUAL', ExpectedValue: '1', ActualValue: '2' }, '1', '2'],
  ['added', { DifferenceType: 'ADD', ExpectedValue: 'null', ActualValue: '{"a":1}' }, null, { a: 1 }],
  ['removed', { DifferenceType: 'REMOVE', ExpectedValue: '["a"]', ActualValue: 'null' }, ['a'], null],
  ['text in braces', { DifferenceType: 'NOT_EQUAL', ExpectedValue: '{a', ActualValue: 'b' }, '{a', 'b'],
  [
    'text with a list in it',
    { DifferenceType: 'NOT_EQUAL', ExpectedValue: 'a[1]', ActualValue: '' },
    'a[1]',
    '',
  ],
])('a property that is %s', (_, difference, expected, actual) => {
  const PropertyDifferences = [{ PropertyPath: '/A', ...difference }] as PropertyDifference[];

  expect(driftOf(found('MODIFIED', { PropertyDifferences }))[0]?.attributes).toEqual([
    { path: '/A', expected, actual },
  ]);
});

const unsupported = 'CloudFormation does not compare resources of this type';

test.each<[string, StackResourceDrift[], string | undefined]>([
  ['was compared', [found('IN_SYNC')], undefined],
  ['CloudFormation cannot compare', [found('UNSUPPORTED', { DriftStatusReason: 'x' })], unsupported],
  ['CloudFormation does not mention', [found('IN_SYNC', { LogicalResourceId: 'Other' })], unsupported],
  ['CloudFormation could not compare', [found('UNKNOWN', { DriftStatusReason: 'denied' })], 'denied'],
  [
    'CloudFormation did not compare, without a reason',
    [found('NOT_CHECKED')],
    'CloudFormation could not compare it and gives no reason',
  ],
])('a resource of the template that %s', (_, results, reason) => {
  const template = { Resources: { Queue: { Type: 'AWS::SQS::Queue' } } };

  expect(uncheckedOf(template, results)).toEqual(
    reason ? [{ resource: 'Queue', type: 'AWS::SQS::Queue', reason }] : [],
  );
});

test('a template without resources has no unchecked resources', () => {
  expect(uncheckedOf({}, [])).toEqual([]);
});

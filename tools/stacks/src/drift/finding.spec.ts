import { type StackDrift } from '../engines/engine';
import { findingOf } from './finding';

const inSync: StackDrift = { drifted: [], unchecked: [], checked: 4, gone: false };
const drifted = (...kinds: ('changed' | 'deleted' | 'added')[]) =>
  kinds.map((kind) => ({ kind, resource: 'Queue', type: 'AWS::SQS::Queue', attributes: [] }));
const unchecked = (...reasons: string[]) =>
  reasons.map((reason) => ({ resource: 'Log', type: 'AWS::Logs::LogGroup', reason }));

test.each<[string, Partial<StackDrift>, string, string]>([
  ['nothing differs', {}, 'in-sync', 'no drift in 4 resources'],
  [
    'some could not be compared',
    { unchecked: unchecked('no permission') },
    'in-sync',
    'no drift in 4 resources; 1 were not looked at',
  ],
  [
    'some differ',
    { drifted: drifted('changed', 'deleted', 'changed') },
    'drifted',
    '2 changed, 1 deleted of 4 resources',
  ],
  [
    'some were added to',
    { drifted: drifted('changed', 'added', 'added'), checked: 0 },
    'drifted',
    '1 changed, 0 deleted, 2 added of 0 resources',
  ],
  [
    'some differ and the comparison broke off',
    { drifted: drifted('changed'), incomplete: 'throttled' },
    'drifted',
    '1 changed, 0 deleted of 4 resources; not everything could be compared: throttled',
  ],
  [
    'none differ as far as the comparison came',
    { incomplete: 'throttled' },
    'failed',
    'not everything could be compared: throttled',
  ],
  [
    'none were compared',
    { checked: 0, unchecked: unchecked('no detection', 'no detection') },
    'unchecked',
    'not looked at: no detection',
  ],
  [
    'the stack itself is gone',
    { checked: 0, gone: true, drifted: drifted('deleted') },
    'drifted',
    'it is recorded as deployed, and is gone',
  ],
  [
    'only something else is there',
    {
      checked: 0,
      gone: true,
      drifted: drifted('deleted'),
      instead: 'it never came into being (ROLLBACK_FAILED)',
    },
    'drifted',
    'it is recorded as deployed, and it never came into being (ROLLBACK_FAILED)',
  ],
])('a deployed stack of which %s', (_, over, status, reason) => {
  expect(findingOf({ ...inSync, ...over }, 'deployed')).toMatchObject({ status, reason });
});

test.each(['failed', 'deploying'] as const)(
  'if the last deploy is recorded as %s, missing resources perhaps never existed',
  (outcome) => {
    expect(findingOf({ ...inSync, checked: 0, gone: true, drifted: drifted('deleted') }, outcome)).toEqual({
      status: 'not-deployed',
      reason: 'the last deploy did not succeed, and nothing is there',
    });
    const instead = 'it never came into being (ROLLBACK_FAILED)';
    expect(findingOf({ ...inSync, checked: 0, gone: true, instead }, outcome)).toMatchObject({
      status: 'not-deployed',
      reason: `the last deploy did not succeed, and ${instead}`,
    });
    expect(findingOf({ ...inSync, drifted: drifted('changed') }, outcome)).toMatchObject({
      status: 'drifted',
      reason: expect.stringContaining('the last deploy did not end well'),
    });
  },
);

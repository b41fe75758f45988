import { hostname, userInfo } from 'node:os';
import { isLockOfEnded, isLockOfKilled, lockMet } from './state-lock';
import { type Diagnostic } from './terraform-message';

const startedAt = Date.parse('2026-11-22T13:28:58.000Z');
const at = (time: string) => `2026-11-22 ${time} +0000 UTC`;
const lock = {
  id: '1',
  operation: 'OperationTypeApply',
  who: `${userInfo().username}@${hostname()}`,
  created: '2026-11-22 13:28:58.149123456 +0000 UTC',
};

test.each([
  ['taken by this user right after the start', {}, true],
  ['of another machine', { who: 'ada@laptop' }, false],
  [
    'taken just as long before the start as the file with the start time may be late',
    { created: at('13:28:53.001') },
    true,
  ],
  ['taken longer before the start', { created: at('13:28:53.000') }, false],
  [
    'taken just as long after the start as another lock may have blocked it',
    { created: at('13:29:57.999') },
    true,
  ],
  ['taken a minute after the start', { created: at('13:29:58.000') }, false],
  ['taken long before the start', { created: '2026-11-22 13:20:58.149 +0000 UTC' }, false],
  ['taken long after the start', { created: '2026-11-22 13:48:58.149 +0000 UTC' }, false],
  ['without a time', { created: 'unknown' }, false],
])('a lock %s', (_, over, expected) => {
  expect(isLockOfKilled({ ...lock, ...over }, startedAt)).toBe(expected);
});

test.each([
  ['taken while it was at work', {}, true],
  ['of another machine', { who: 'ada@laptop' }, false],
  ['taken the moment it was started', { created: at('13:28:58.000') }, true],
  ['taken the moment it ended', { created: at('13:29:20.000') }, true],
  ['taken before it was started', { created: '2026-11-22 13:28:57.999 +0000 UTC' }, false],
  ['taken after it had ended', { created: '2026-11-22 13:29:20.001 +0000 UTC' }, false],
  ['without a time', { created: 'unknown' }, false],
])('for a Terraform that has ended, a lock %s', (_, over, expected) => {
  const endedAt = Date.parse('2026-11-22T13:29:20Z');

  expect(isLockOfEnded({ ...lock, ...over }, startedAt, endedAt)).toBe(expected);
});

describe('the lock that a call met', () => {
  const error = (summary: string, detail?: string): Diagnostic => ({
    severity: 'error',
    summary,
    ...(detail !== undefined && { detail }),
  });
  const info = [
    'Lock Info:',
    '  ID:        4711',
    '  Operation: OperationTypePlan',
    '  Who:       ada@laptop  ',
  ];

  test('is read field by field, and a missing field is unknown', () => {
    const detail = ['HostID: 9, RequestID: 8', ...info].join('\n');

    expect(lockMet([error('creating'), error('Error acquiring the state lock', detail)])).toEqual({
      id: '4711',
      who: 'ada@laptop',
      created: 'unknown',
      operation: 'OperationTypePlan',
    });
    expect(lockMet([error('Error acquiring the state lock')])?.id).toBe('unknown');
  });

  test.each([
    ['nothing failed', []],
    ['something else failed', [error('creating EC2 VPC', info.join('\n'))]],
    [
      'the lock could not even be asked for',
      [error('Error acquiring the state lock', 'StatusCode: 503, SlowDown')],
    ],
  ])('is undefined if %s', (_, diagnostics) => {
    expect(lockMet(diagnostics)).toBeUndefined();
  });
});

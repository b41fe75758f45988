import { hostname, userInfo } from 'node:os';
import { isLockOf, isLockOfEnded } from './state-lock';

const apply = { pid: 1, group: 1, startMark: 'x', startedAt: '2026-11-22T13:28:58.000Z' };
const lock = {
  id: '1',
  operation: 'OperationTypeApply',
  who: `${userInfo().username}@${hostname()}`,
  created: '2026-11-22 13:28:58.149123456 +0000 UTC',
};

test.each([
  ['taken by this user right after the start', {}, true],
  ['of another machine', { who: 'ada@laptop' }, false],
  ['taken long before the start', { created: '2026-11-22 13:20:58.149 +0000 UTC' }, false],
  ['taken long after the start', { created: '2026-11-22 13:48:58.149 +0000 UTC' }, false],
  ['that does not say since when', { created: 'unknown' }, false],
])('a lock %s', (_, over, expected) => {
  expect(isLockOf({ ...lock, ...over }, apply)).toBe(expected);
});

test.each([
  ['taken while it was at work', {}, true],
  ['of another machine', { who: 'ada@laptop' }, false],
  ['taken before it was started', { created: '2026-11-22 13:28:57.999 +0000 UTC' }, false],
  ['taken after it had ended', { created: '2026-11-22 13:29:20.001 +0000 UTC' }, false],
  ['that does not say since when', { created: 'unknown' }, false],
])('to a Terraform that has ended, a lock %s', (_, over, expected) => {
  const [startedAt, endedAt] = ['2026-11-22T13:28:58Z', '2026-11-22T13:29:20Z'].map(Date.parse);

  expect(isLockOfEnded({ ...lock, ...over }, startedAt ?? 0, endedAt ?? 0)).toBe(expected);
});

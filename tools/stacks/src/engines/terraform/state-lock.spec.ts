import { hostname, userInfo } from 'node:os';
import { isLockOf } from './state-lock';

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

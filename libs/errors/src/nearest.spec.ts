import { nearest } from './nearest';

const names = ['environment', 'stack', 'role', 'dryRun', 'deadlineMinutes', 'force'];

test.each([
  ['enviroment', 'environment'],
  ['stak', 'stack'],
  ['dry-run', 'dryRun'],
  ['DRYRUN', 'dryRun'],
  ['deadline', 'deadlineMinutes'],
  ['foo', undefined],
  ['roel', 'role'],
  ['rol', 'role'],
  ['x'.repeat(1_000_000), undefined],
  ['', undefined],
])('%.20s is nearest to %s', (written, meant) => {
  expect(nearest(written, names)).toBe(meant);
});

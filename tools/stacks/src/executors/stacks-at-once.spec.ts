import { nxParallel, parallelVariable } from '../plugin/run-hooks';
import { stacksAtOnce } from './stacks-at-once';

afterEach(() => delete process.env[parallelVariable]);

test.each([
  ['5', 5],
  ['1', 1],
  ['-4', 1],
  ['0', nxParallel],
  ['50%', nxParallel],
  [undefined, nxParallel],
])('%s is %i stacks at once', (given, stacks) => {
  if (given !== undefined) process.env[parallelVariable] = given;

  expect(stacksAtOnce()).toBe(stacks);
});

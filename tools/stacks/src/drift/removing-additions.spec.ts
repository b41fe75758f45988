import { recordingOutput } from '../run/recording-output';
import { type Run } from '../run/run';
import { type Synthesized } from '../synthesis/synthesize';
import { testInstance } from '../workspace/test-instances';
import { type Addition } from './additions/find-additions';
import { testResource } from './additions/kinds/test-resource';
import { EnvironmentAdditions } from './additions/stack-additions';
import { removeAdditions } from './removing-additions';

const instance = testInstance('network/vpc@primary');
const added = (name: string, remove: Addition['remove']): Addition => ({
  parent: testResource('aws_vpc', 'vpc-1'),
  kind: 'subnet of a VPC',
  content: `the one called ${name}`,
  name,
  remove,
});

/** Removes the named additions if they are still there. */
async function removing(there: readonly Addition[], named: readonly string[]) {
  jest
    .spyOn(EnvironmentAdditions.prototype, 'of')
    .mockResolvedValue({ additions: there, unchecked: [], uncovered: [] });
  const close = jest.spyOn(EnvironmentAdditions.prototype, 'close');
  const output = recordingOutput();
  const run = { output } as Partial<Run> as Run;
  const removed = removeAdditions(run, instance, {} as Synthesized, new Map(), named);
  await removed.catch(() => undefined);
  expect(close).toHaveBeenCalledTimes(1);
  return { removed: await removed, lines: output.lines };
}
afterEach(() => jest.restoreAllMocks());

test('named additions that still exist are removed, and printed', async () => {
  const removal = jest.fn();
  const kept = jest.fn();
  const { removed, lines } = await removing(
    [added('added-1', removal), added('added-2', kept)],
    ['added-1', 'added-3'],
  );

  expect(removed).toEqual(['added-1']);
  expect(removal).toHaveBeenCalledTimes(1);
  expect(kept).not.toHaveBeenCalled();
  expect(lines).toEqual([
    'network/vpc@primary  removed subnet of a VPC of aws_vpc.it: the one called added-1',
  ]);
});

test('a failed removal is an error, and the next addition is left alone', async () => {
  const later = jest.fn();
  const inUse = async () => {
    throw new Error('DependencyViolation');
  };

  await expect(
    removing([added('added-1', inUse), added('added-2', later)], ['added-1', 'added-2']),
  ).rejects.toThrow('DependencyViolation');
  expect(later).not.toHaveBeenCalled();
});

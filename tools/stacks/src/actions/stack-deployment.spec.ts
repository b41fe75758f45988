import './test-mocked-world';
import { StackLocks } from '../locks/stack-locks';
import { type ReviewedDiff } from '../plans/reviewed-diff';
import { openTarget } from '../run/target';
import { type Synthesized } from '../synthesis/synthesize';
import { testFolder } from '../test-folder';
import { testInstance } from '../workspace/test-instances';
import { openDeployment } from './deployment';
import { StackDeployment } from './stack-deployment';
import { beginWorld, testRun, type TestWorld } from './test-world';

const network = testInstance('network/vpc@primary');
let world: TestWorld;
beforeEach(() => (world = beginWorld()));
afterEach(() => jest.restoreAllMocks());

test('a plan that somebody else has carried out before the lock was taken names their deploy', async () => {
  world.record(network, { outcome: 'failed', at: 'once' });
  jest.spyOn(StackLocks.prototype, 'holding').mockImplementation(async (instance, work) => {
    world.record(instance, { at: 'just now' });
    return work(new AbortController().signal);
  });
  const { run } = testRun([network]);
  const synthesized = {
    publishes: [],
    consumes: [],
    directory: testFolder(),
  } as Partial<Synthesized> as Synthesized;
  const reviewed = {
    synthesized: () => new Map([[network, synthesized]]),
    nothingToDeploy: () => undefined,
    requireFresh: () => undefined,
  } as Partial<ReviewedDiff> as ReviewedDiff;
  const deployment = await openDeployment(run, await openTarget(run), reviewed);
  const stack = new StackDeployment(deployment, network, new Map(), performance.now());

  expect(await stack.run()).toMatchObject({
    outcome: 'unchanged',
    reason: 'what the plan would deploy is deployed, since just now',
  });
  expect(stack.causes).toEqual([]);
  expect(world.asked).toEqual([]);
});

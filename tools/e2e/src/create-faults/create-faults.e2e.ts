import { FaultProxy } from '../fault-proxy';
import { withCopy } from '../with-copy';
import { type FaultKind } from './faulted-calls';
import { FaultedDeployments } from './faulted-deployments';
import { sampleOf } from '../sample';
import { stacksUnderFaults } from './stack-under-faults';

/**
 * A sample of what `npx nx run e2e:create-faults` does as a whole: calls that create something are disturbed, and the
 * next deploy comes to the same as an undisturbed one, in either engine.
 */
const seed = 20_261_128;
let proxy: FaultProxy;
let deploymentsOf: Record<string, FaultedDeployments>;

withCopy(async (copy, aws) => {
  await copy.succeed('run bulkhead:build');
  await copy.succeed('run emulator:start');
  proxy = await FaultProxy.start(copy.endpoint, seed);
  deploymentsOf = Object.fromEntries(
    stacksUnderFaults.map((stack) => [stack.id, new FaultedDeployments(copy, proxy, aws, stack)]),
  );
});
afterAll(() => proxy?.close());

test.each<[string, FaultKind, number]>([
  ['network/vpc', 'answer-lost', 12],
  ['app-platform/service', 'answer-lost', 6],
  ['app-platform/service', 'read-fails', 6],
])('%s, %s: after %i of its calls, the next deploy converges', async (id, kind, size) => {
  const deployments = deploymentsOf[id];
  if (!deployments) throw new RangeError(`There is no stack ${id}.`);
  const { calls } = await deployments.undisturbed();
  const { hit, divergences } = await deployments.try(kind, new Set(sampleOf(calls, size, seed)));

  // A call that waits for one that failed is not reached.
  expect(hit.length).toBeGreaterThan(size / 4);
  expect(divergences).toEqual([]);
});

import { stackId } from '@bulkhead/stack/stack-id';
import { type WorkspaceCopy } from '@bulkhead/workspace-copy';
import { loseControlPlanes, loseRegion } from './fault';
import { FaultProxy } from './fault-proxy';
import { type IndexedStack, outcomesIn, PresetDeployment } from './preset-deployment';
import { triedOf } from './sample';

/** A preset that is deployed in both of its regions. */
export interface TwoRegions {
  readonly copy: () => WorkspaceCopy;
  readonly preset: string;
  /** Name of the region that does not answer. */
  readonly region: () => string;
  /** Told at the end which stacks are gone, by id. */
  readonly destroyed: (stacks: readonly string[]) => void;
}

/** How long a run may wait in vain for its region, in ms. */
const longestWait = 30_000;

/**
 * Tests that a region which is away takes down the stacks in it, each with an error for people, and no stack of the
 * region that answers. The last one destroys what it can.
 */
export function awayRegionTests({ copy, preset, region, destroyed }: TwoRegions): void {
  let proxy: FaultProxy;
  let deployment: PresetDeployment;
  /** How long a command may take, in ms. */
  let longest: number;
  beforeAll(async () => {
    proxy = await FaultProxy.start(copy().endpoint, 20_261_129);
    deployment = new PresetDeployment(copy(), preset, { AWS_ENDPOINT_URL: proxy.endpoint });
    // What Nx takes to start differs by a factor of ten between machines, and by what else they do.
    const { durationMs } = await run('deploy --role=dr');
    longest = longestWait + 4 * durationMs;
  });
  afterAll(() => proxy.close());

  const outcomesBy = (of: (stack: IndexedStack) => string | undefined) =>
    Object.fromEntries(
      deployment.stacks().flatMap((each) => {
        const outcome = of(each);
        return outcome === undefined ? [] : [[stackId(each), outcome]];
      }),
    );
  /** Whether a stack is in the region that is away, or reads a value that it publishes. */
  const needsIt = (stack: IndexedStack) =>
    stack.region === region() || stack.consumes.some((value) => value.region === region());
  const refused = /SSM in [a-z0-9-]+ did not answer GetParametersByPath/;

  const run = async (verb: string) => {
    const startedAt = performance.now();
    const outcome = await deployment.run(verb);
    return { ...outcome, durationMs: performance.now() - startedAt };
  };
  const expectForPeople = (text: string) => {
    expect(text).toMatch(refused);
    expect(text).toContain('(AwsUnavailable)');
    expect(text).not.toMatch(/^\s+at .*\(?(node:|\/)/m);
  };

  describe.each(triedOf(['reset', 'unavailable', 'slow'] as const, 1, 20_261_204))('%s', (how) => {
    beforeAll(() => proxy.inject(loseRegion(region(), how)));

    test.each(['deploy', 'diff'])('%s refuses what is there, and nothing else', async (verb) => {
      const { code, text, durationMs } = await run(verb);

      expect(outcomesIn({ code, text })).toEqual(
        outcomesBy((stack) => (needsIt(stack) ? 'refused' : 'unchanged')),
      );
      expect(code).toBe(1);
      expectForPeople(text);
      expect(durationMs).toBeLessThan(longest);
    });

    test('deploy of the DR region alone has nothing of it to wait for', async () => {
      const { code, text, durationMs } = await run('deploy --role=dr');

      expect(outcomesIn({ code, text })).toEqual(
        outcomesBy(({ role }) => (role === 'dr' ? 'unchanged' : undefined)),
      );
      expect(code).toBe(0);
      expect(durationMs).toBeLessThan(longest);
    });
  });

  describe('with us-east-1, and so IAM, CloudFront and changes of Route 53', () => {
    const away = () => [region(), 'us-east-1'];
    beforeAll(() => proxy.inject(...away().map(loseControlPlanes)));
    afterAll(() => deployment.configure({}));

    // The emulator has no scaling of a service, which AWS would raise: another size of its containers stands in for it.
    test('P1.11: the service of the DR region is changed, as a failover does it', async () => {
      deployment.configure({ apps: { 'app-platform': { service: { memory: 4096 } } } });
      const callsBefore = proxy.calls.length;
      const { code, text } = await run('deploy --role=dr');

      expect([code, code === 0 ? '' : text]).toEqual([0, '']);
      expect(outcomesIn({ code, text })).toEqual({
        ...outcomesBy(({ role }) => (role === 'dr' ? 'unchanged' : undefined)),
        'app-platform/service@dr': 'deployed',
      });
      // Nothing was asked there in vain either.
      const calls = proxy.calls.slice(callsBefore);
      expect(calls.filter((call) => away().includes(call.region ?? ''))).toEqual([]);
      expect(calls.length).toBeGreaterThan(0);
    });
  });

  describe('what an engine looks at', () => {
    beforeAll(() => proxy.inject(loseRegion(region(), 'unavailable')));

    test('drift compares what is outside of it', async () => {
      const { code, text } = await run('drift');

      expect(outcomesIn({ code, text })).toEqual(
        outcomesBy((stack) => {
          if (stack.region === region()) return 'refused';
          // The engine asks the region for the alarms that this stack has there.
          if (needsIt(stack)) return 'failed';
          // The emulator's CloudFormation compares nothing.
          return stack.engine === 'cdk' ? 'unchecked' : 'done';
        }),
      );
      expectForPeople(text);
    });

    test('destroy takes what no stack of the other region reads', async () => {
      const { code, text } = await run('destroy');
      const outcomes = outcomesIn({ code, text });
      const gone = Object.entries(outcomes).flatMap(([id, outcome]) => (outcome === 'destroyed' ? [id] : []));
      destroyed(gone);

      expect(code).toBe(1);
      expect(gone).toEqual(['dr-region/backup@dr']);
      // Records lead to the DR region and data is replicated to it, so that all they need stays.
      expect(outcomes).toEqual(
        outcomesBy((stack) => {
          if (stack.region === region()) return 'refused';
          // The engine looks at everything before it destroys the first thing.
          if (needsIt(stack)) return 'failed';
          return stackId(stack) === 'dr-region/backup@dr' ? 'destroyed' : 'skipped';
        }),
      );
      expectForPeople(text);
    });
  });
}

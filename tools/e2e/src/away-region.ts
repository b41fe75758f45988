import { stackId } from '@bulkhead/stack/stack-id';
import { type WorkspaceCopy } from '@bulkhead/workspace-copy';
import { loseRegion } from './fault';
import { FaultProxy } from './fault-proxy';
import { outcomesIn, PresetDeployment } from './preset-deployment';

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

  const outcomesBy = (of: (role: string) => string | undefined) =>
    Object.fromEntries(
      deployment.stacks().flatMap(({ app, stack, role }) => {
        const outcome = of(role);
        return outcome === undefined ? [] : [[stackId({ app, stack, role }), outcome]];
      }),
    );
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

  describe.each(['reset', 'unavailable', 'slow'] as const)('%s', (how) => {
    beforeAll(() => proxy.inject(loseRegion(region(), how)));

    test.each(['deploy', 'diff'])('%s refuses what is there, and nothing else', async (verb) => {
      const { code, text, durationMs } = await run(verb);

      expect(outcomesIn({ code, text })).toEqual(
        outcomesBy((role) => (role === 'dr' ? 'unchanged' : 'refused')),
      );
      expect(code).toBe(1);
      expectForPeople(text);
      expect(durationMs).toBeLessThan(longest);
    });

    test('deploy of the DR region alone has nothing of it to wait for', async () => {
      const { code, text, durationMs } = await run('deploy --role=dr');

      expect(outcomesIn({ code, text })).toEqual(
        outcomesBy((role) => (role === 'dr' ? 'unchanged' : undefined)),
      );
      expect(code).toBe(0);
      expect(durationMs).toBeLessThan(longest);
    });
  });

  describe('what an engine looks at', () => {
    beforeAll(() => proxy.inject(loseRegion(region(), 'unavailable')));

    test('drift compares what is in the DR region', async () => {
      const { code, text } = await run('drift');
      const outcomes = outcomesIn({ code, text });
      const engines = new Map(
        deployment.stacks().map(({ app, stack, role, engine }) => [stackId({ app, stack, role }), engine]),
      );

      // The emulator's CloudFormation compares nothing.
      expect(outcomes).toEqual(
        Object.fromEntries(
          [...engines].map(([id, engine]) => [
            id,
            id.endsWith('@dr') ? (engine === 'cdk' ? 'unchecked' : 'done') : 'refused',
          ]),
        ),
      );
      expectForPeople(text);
    });

    test('destroy takes what no stack of the other region reads', async () => {
      const { code, text } = await run('destroy');
      const outcomes = outcomesIn({ code, text });
      const gone = Object.entries(outcomes).flatMap(([id, outcome]) => (outcome === 'destroyed' ? [id] : []));
      destroyed(gone);

      expect(code).toBe(1);
      expect([...gone].sort()).toEqual([
        'app-platform/service@dr',
        'dr-region/backup@dr',
        'dr-region/cache@dr',
        'dr-region/relational@dr',
      ]);
      // What replicates to the DR region stands, so that what it replicates to stays.
      expect(outcomes).toMatchObject({
        'dr-region/storage@dr': 'skipped',
        'dr-region/network@dr': 'skipped',
      });
      const others = Object.entries(outcomes).filter(([id]) => !id.endsWith('@dr'));
      expect(new Set(others.map(([, outcome]) => outcome))).toEqual(new Set(['refused']));
      expectForPeople(text);
    });
  });
}

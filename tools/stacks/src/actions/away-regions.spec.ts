import './test-mocked-world';
import { describeError } from '@bulkhead/errors';
import { untouched } from '../engines/engine';
import { testFolder } from '../test-folder';
import { testInstance } from '../workspace/test-instances';
import { deploy } from './deploy';
import { destroy } from './destroy';
import { diff } from './diff';
import { drift } from './drift';
import { listOrphans } from './list-orphans';
import { beginWorld, testRun, type TestWorld } from './test-world';

const actions = { deploy, diff, drift, destroy };
type Verb = keyof typeof actions;

let world: TestWorld;
beforeEach(() => (world = beginWorld()));

/** In the primary region. It publishes the value that the reader in the DR region reads. */
const primary = testInstance('database/main@primary', { publishes: ['database'] });
/** In the DR region. No other stack depends on it. */
const alone = testInstance('network/main@dr', { publishes: ['network'] });
const reader = testInstance('app/main@dr', { consumes: [{ contract: 'database', role: 'primary' }] });
/** In the primary region too. It reads the value that the primary stack publishes. */
const follower = testInstance('web/main@primary', { consumes: [{ contract: 'database', role: 'primary' }] });
const all = [primary, alone, reader];

const [path, key] = ['/bulkhead/qa/database/id', 'us-east-1:/bulkhead/qa/database/id'];
const parameter = { contract: 'database', key: 'id', path, kind: 'string', pattern: '.+' } as const;

/** The outcome of a stack for each verb if nothing is wrong. */
const fine: Readonly<Record<Verb, string>> = {
  deploy: 'unchanged',
  diff: 'unchanged',
  drift: 'done',
  destroy: 'destroyed',
};

/** Everything is deployed. Then the primary region stops answering. */
async function givenThePrimaryRegionIsAway(): Promise<void> {
  world.synthesized.set(primary.id, { publishes: [parameter] });
  world.synthesized.set(reader.id, { consumes: [{ ...parameter, region: 'us-east-1' }] });
  world.parameters.set(`us-east-1 ${path}`, 'db-1');
  const { stacks } = await deploy(testRun(all).run);
  expect(stacks.map(({ outcome }) => outcome)).toEqual(['deployed', 'deployed', 'deployed']);
  world.asked.length = 0;
  world.calls.length = 0;
  world.away.add('us-east-1');
}

/** The code of a stack differs from what is deployed. */
const changed = ({ id }: typeof reader) =>
  world.synthesized.set(id, { ...world.synthesized.get(id), directory: testFolder({ 'cdk.tf.json': {} }) });

async function run(verb: Verb, selected = all) {
  const { stacks } = await actions[verb](testRun(all, selected).run);
  return Object.fromEntries(
    stacks.map(({ app, role, outcome, reason }) => [`${app}@${role}`, { outcome, reason }]),
  );
}

const outcomesOf = (stacks: Awaited<ReturnType<typeof run>>) =>
  Object.fromEntries(Object.entries(stacks).map(([name, { outcome }]) => [name, outcome]));

describe('while the primary region does not answer', () => {
  beforeEach(givenThePrimaryRegionIsAway);

  test.each<Verb>(['deploy', 'diff', 'drift', 'destroy'])(
    '%s refuses the stacks there, with what, where and why, and does the rest',
    async (verb) => {
      const stacks = await run(verb);

      expect(outcomesOf(stacks)).toEqual({
        'database@primary': 'refused',
        'network@dr': fine[verb],
        'app@dr': fine[verb],
      });
      const { reason = '' } = stacks['database@primary'] ?? {};
      expect(reason).toContain(
        'Bulkhead could not read what is recorded of the stacks: SSM in us-east-1 did not answer GetParametersByPath: ETIMEDOUT: connection timed out. Nothing of database/main@primary was touched.',
      );
      expect(reason).toContain('next: run the same command again when SSM answers in us-east-1');
      expect(reason).toContain('(AwsUnavailable)');
    },
  );

  test.each<Verb>(['deploy', 'diff', 'drift', 'destroy'])(
    '%s refuses each stack there by itself, also a stack that comes after another there',
    async (verb) => {
      const { stacks } = await actions[verb](testRun([...all, follower]).run);

      expect(
        stacks.filter(({ role }) => role === 'primary').map(({ app, outcome }) => `${app} ${outcome}`),
      ).toEqual(expect.arrayContaining(['database refused', 'web refused']));
    },
  );

  test.each<Verb>(['deploy', 'diff', 'drift', 'destroy'])(
    '%s of the DR region alone does not need the primary region',
    async (verb) => {
      const stacks = await run(verb, [alone]);

      expect(stacks['network@dr']?.outcome).toBe(fine[verb]);
      expect(world.calls.filter((call) => call.endsWith('us-east-1'))).toEqual([]);
    },
  );

  test.each<Verb>(['deploy', 'diff'])(
    '%s says of a stack that reads there that the value was not checked, and asks once',
    async (verb) => {
      const { 'app@dr': stack } = await run(verb);

      expect(stack).toMatchObject({
        outcome: 'unchanged',
        reason: expect.stringContaining(`not checked: ${key} (Bulkhead could not read`),
      });
      expect(world.calls.filter((call) => call === 'GetParameters us-east-1').length).toBeLessThan(2);
    },
  );

  test.each<Verb>(['deploy', 'diff'])(
    '%s notices by itself if the run is about the DR region alone',
    async (verb) => {
      const { 'app@dr': stack } = await run(verb, [reader]);

      expect(stack).toMatchObject({
        outcome: 'unchanged',
        reason: expect.stringContaining(`not checked: ${key}`),
      });
    },
  );

  test.each<Verb>(['deploy', 'diff'])(
    '%s refuses a changed stack that reads there, and no other changed stack',
    async (verb) => {
      changed(reader);
      changed(alone);
      const stacks = await run(verb);

      expect(outcomesOf(stacks)).toEqual({
        'database@primary': 'refused',
        'network@dr': verb === 'deploy' ? 'deployed' : 'done',
        'app@dr': 'refused',
      });
      expect(stacks['app@dr']?.reason).toContain('Nothing of app/main@dr was touched.');
      expect(world.asked).toEqual([`${verb} network/main@dr`]);
    },
  );

  test('a stack that was never deployed, and reads there, waits, or is refused with the reason if it is alone', async () => {
    for (const name of [...world.parameters.keys()])
      if (name.includes('/app/')) world.parameters.delete(name);
    world.kept.delete(reader.id);
    expect(await run('deploy')).toMatchObject({
      'app@dr': { outcome: 'skipped', reason: 'waits for database/main@primary' },
    });
    expect(await run('deploy', [reader])).toMatchObject({
      'app@dr': { outcome: 'refused', reason: expect.stringContaining('(AwsUnavailable)') },
    });
  });

  test('a stack that follows a stack there can be deployed again, but not for the first time', async () => {
    const follower = testInstance('delivery/main@dr', {
      follows: [{ contract: 'database', role: 'primary' }],
    });
    const outcome = async () => {
      const { stacks } = await deploy(testRun([...all, follower]).run);
      return stacks.find(({ app }) => app === 'delivery');
    };

    expect(await outcome()).toMatchObject({ outcome: 'skipped', reason: 'waits for database/main@primary' });
    world.record(follower, { files: { 'cdk.tf.json': 'another one' } });
    expect(await outcome()).toMatchObject({ outcome: 'deployed' });
  });

  test('a stack that stacks there may depend on is not destroyed', async () => {
    const there = testInstance('replication/main@primary', {
      consumes: [{ contract: 'network', role: 'dr' }],
    });
    const { run: destroying } = testRun([...all, there], [alone, primary]);

    await expect(destroy(destroying)).rejects.toMatchObject({
      code: 'StillConsumed',
      message: expect.stringContaining('replication/main@primary depends on network/main@dr'),
    });
  });

  test('no lock is requested there', async () => {
    await run('destroy');

    expect(world.calls.filter((call) => call === 'PutParameter us-east-1')).toEqual([]);
  });

  test('the list of orphans says that the region was not looked at', async () => {
    const { run: listing, output } = testRun(all);
    const { standing } = await listOrphans(listing);

    expect(standing?.away).toEqual([
      { region: 'us-east-1', reason: expect.stringContaining('did not answer GetParametersByPath') },
    ]);
    expect(output.lines.join('\n')).not.toContain('No stack stands');
  });

  test.each<Verb>(['deploy', 'diff', 'drift', 'destroy'])(
    '%s ends with one error if no region answers',
    async (verb) => {
      world.away.add('us-west-2');
      const error: unknown = await run(verb).catch((thrown: unknown) => thrown);

      expect(error).toMatchObject({ code: 'AwsUnavailable', family: 'unavailable' });
      expect(describeError(error)).not.toMatch(/\n\s+at /);
    },
  );
});

describe('while Terraform states of the primary region cannot be listed', () => {
  beforeEach(async () => {
    await givenThePrimaryRegionIsAway();
    world.away.clear();
    world.unreachable.add('cdktf us-east-1');
  });

  test.each<[Verb, string]>([
    ['deploy', 'refused'],
    ['diff', 'refused'],
    ['drift', 'refused'],
    ['destroy', 'refused'],
  ])('%s continues in the other region', async (verb, outcome) => {
    const stacks = await run(verb);

    expect(outcomesOf(stacks)).toEqual({
      'database@primary': outcome,
      'network@dr': fine[verb],
      'app@dr': fine[verb],
    });
    expect(stacks['database@primary']?.reason).toContain(
      'Bulkhead could not list the Terraform states of the environment: S3 in us-east-1 did not answer ListObjectsV2',
    );
  });
});

test('a stack waits for a stack that fails by itself, although the region of that stack did not answer another reader', async () => {
  const failing = testInstance('delivery/main@primary', { publishes: ['delivery'] });
  const follower = testInstance('audit/main@dr', { follows: [{ contract: 'delivery', role: 'primary' }] });
  const late = testInstance('late/main@dr', {
    consumes: [{ contract: 'database', role: 'primary' }],
    follows: [{ contract: 'network', role: 'dr' }],
  });
  const instances = [primary, alone, late, failing, follower];
  world.synthesized.set(primary.id, { publishes: [parameter] });
  world.synthesized.set(late.id, { consumes: [{ ...parameter, region: 'us-east-1' }] });
  world.parameters.set(`us-east-1 ${path}`, 'db-1');
  await deploy(testRun(instances).run);
  for (const instance of [alone, failing, follower]) changed(instance);
  // The run reads in advance only values that its own stacks publish.
  const { run: second, output } = testRun(instances, [alone, late, failing, follower]);
  let begin = () => undefined as void;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const hasRead = () => output.events.some(({ type, instance }) => type === 'finished' && instance === late);
  world.engine.deploy = async ({ instance }) => {
    if (instance === failing) {
      begin();
      while (!hasRead()) await new Promise(setImmediate);
      world.away.clear();
      throw new Error('no subnets');
    }
    await begun;
    if (instance === alone) world.away.add('us-east-1');
    return untouched;
  };
  const { stacks } = await deploy(second);

  const outcomeOf = ({ app }: typeof alone) => stacks.find((stack) => stack.app === app);
  expect(outcomeOf(late)?.reason).toContain(`not checked: ${key}`);
  expect(outcomeOf(failing)?.outcome).toBe('failed');
  expect(outcomeOf(follower)).toMatchObject({
    outcome: 'skipped',
    reason: 'waits for delivery/main@primary',
  });
});

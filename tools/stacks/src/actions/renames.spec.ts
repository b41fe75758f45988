import './test-mocked-world';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '@bulkhead/errors';
import { type ResourceChange } from '../engines/resource-change';
import { recordPath } from '../records/record';
import { type StackInstance } from '../workspace/stack-instance';
import { testFolder } from '../test-folder';
import { testInstance } from '../workspace/test-instances';
import { deploy } from './deploy';
import { destroy } from './destroy';
import { diff } from './diff';
import { beginWorld, testRun, type TestWorld } from './test-world';

function mockWorld(part: string) {
  return jest.requireActual<Record<string, object>>('./test-world')[part];
}
jest.mock('../engines/terraform/state-keeper', () => mockWorld('mockedStates'));
jest.mock('../engines/terraform/codeless-configuration', () => ({ writeCodelessConfiguration: jest.fn() }));
jest.mock('../renames/former-state', () => ({
  withStateOf: (_: object, __: object, synthesized: object) => synthesized,
}));

let world: TestWorld;
beforeEach(() => (world = beginWorld()));

const vpc = testInstance('network/vpc@primary');
const core = testInstance('network/core@primary');
const main = testInstance('network/main@primary', { publishes: ['network'] });
const renamed = { ...main, formerly: ['network/core', 'network/vpc'] };
const vpcId = '/bulkhead/qa/network/vpcId';
const publishes = [
  { contract: 'network', key: 'vpcId', path: vpcId, kind: 'string', pattern: '.+' },
] as const;

/** The stack stands under its former name, with the values that it publishes. Its new name was never deployed. */
function givenTheFormer(was = vpc): void {
  world.record(was, { engine: 'cdktf', published: { [vpcId]: '.+' }, files: { once: '' } });
  world.parameters.set(`us-east-1 ${vpcId}`, 'vpc-1');
  world.synthesized.set(main.id, { publishes });
}

const deploying = (instance: StackInstance = renamed, options: object = {}) =>
  deploy(testRun([instance], [instance], options).run);

describe('a stack that publishes what another standing stack publishes', () => {
  test.each([
    ['deploy', deploy],
    ['diff', diff],
  ] as const)('is not made a second time by %s', async (_, action) => {
    givenTheFormer();
    const { stacks } = await action(testRun([main]).run);

    expect(stacks).toMatchObject([{ outcome: 'refused', reason: expect.stringMatching(/AlreadyPublished/) }]);
    expect(stacks[0]?.reason).toContain(`"formerly": "vpc" in metadata.stacks.main`);
    expect(stacks[0]?.reason).toContain('--orphans=network/vpc@primary');
    expect(world.asked).toEqual([]);
  });

  test('nor is it made if the standing stack has no record', async () => {
    givenTheFormer();
    world.parameters.delete(`us-east-1 ${recordPath('qa', vpc)}`);

    expect((await deploying(main)).stacks).toMatchObject([{ outcome: 'refused' }]);
    expect(world.asked).toEqual([]);
  });

  test('of another app is named with it', async () => {
    givenTheFormer(testInstance('old-network/vpc@primary'));

    expect((await deploying(main)).stacks[0]?.reason).toContain(`"formerly": "old-network/vpc"`);
  });

  test.each([
    ['deploy', deploy],
    ['diff', diff],
  ] as const)(
    'is not made by %s before the stack of the configuration is deployed that had the contract',
    async (_, action) => {
      givenTheFormer();
      const { stacks } = await action(testRun([main, vpc], [main]).run);
      const next = 'npx nx run network:deploy --environment=qa.json --stack=vpc --role=primary';

      expect(stacks).toMatchObject([
        { outcome: 'refused', reason: expect.stringMatching(/AlreadyPublished/) },
      ]);
      expect(stacks[0]?.reason).toContain(`next: deploy the other first: ${next}\n`);
      expect(stacks[0]?.reason).not.toMatch(/formerly|orphans/);
      expect(world.asked).toEqual([]);
      await deploy(testRun([main, vpc], [vpc]).run);
      expect((await deploy(testRun([main, vpc], [main]).run)).stacks).toMatchObject([
        { outcome: 'deployed' },
      ]);
    },
  );

  test('is deployed once the other stack is destroyed', async () => {
    givenTheFormer();
    await destroy(testRun([main], [main], { orphans: 'network/vpc@primary' }).run);

    expect((await deploying(main)).stacks).toMatchObject([{ outcome: 'deployed' }]);
  });
});

describe('a stack that publishes nothing, and whose resources mostly stand under another name', () => {
  /** This many of the 3 resources that the deploy would create already stand. */
  function givenStanding(count: number): void {
    const names = ['a', 'b', 'c'];
    const directory = testFolder();
    const queues = Object.fromEntries(names.map((name) => [name, {}]));
    writeFileSync(join(directory, 'cdk.tf.json'), JSON.stringify({ resource: { aws_sqs_queue: queues } }));
    world.synthesized.set(main.id, { directory, template: 'cdk.tf.json' });
    world.record(vpc, { engine: 'cdktf' });
    const resources = names
      .slice(0, count)
      .map((name) => ({ mode: 'managed', type: 'aws_sqs_queue', name, instances: [] }));
    world.texts.set(vpc.id, JSON.stringify({ version: 4, lineage: 'l', serial: 1, resources }));
  }

  test.each([
    ['deploy', deploy],
    ['diff', diff],
  ] as const)('is not made a second time by %s', async (_, action) => {
    givenStanding(2);
    const { stacks } = await action(testRun([main]).run);

    expect(stacks).toMatchObject([{ outcome: 'refused', reason: expect.stringMatching(/AlreadyPublished/) }]);
    expect(stacks[0]?.reason).toContain(
      'network/vpc@primary, which stands in us-east-1, has 2 of its 3 resources',
    );
    expect(world.asked).toEqual([]);
  });

  test('is another stack if it shares fewer resources', async () => {
    givenStanding(1);

    expect((await deploying(main)).stacks).toMatchObject([{ outcome: 'deployed' }]);
  });
});

describe('a stack with a former name', () => {
  test('takes over the state and the record, and is deployed with them', async () => {
    givenTheFormer();
    const { stacks, standing } = await deploying();

    expect(stacks).toMatchObject([{ outcome: 'deployed' }]);
    expect(world.asked).toEqual([
      'copy the state of network/vpc@primary to network/main@primary',
      'deploy network/main@primary',
    ]);
    expect([world.recorded(vpc), world.kept.has(vpc.id)]).toEqual([undefined, false]);
    expect(world.recorded(main)).toMatchObject({ outcome: 'deployed', of: { stack: 'main' } });
    expect(world.recorded(main)).not.toHaveProperty('formerly');
    expect(standing?.orphans).toEqual([]);
  });

  test('takes over the most recent of several', async () => {
    givenTheFormer(core);
    await deploying();

    expect(world.asked[0]).toBe('copy the state of network/core@primary to network/main@primary');
  });

  test('takes over a state without a record', async () => {
    givenTheFormer();
    world.parameters.delete(`us-east-1 ${recordPath('qa', vpc)}`);
    const unfinished: boolean[] = [];
    world.engine.deploy = async (request) => {
      unfinished.push(request.unfinished);
      return { added: 0, changed: 1, destroyed: 0 };
    };

    expect((await deploying()).stacks).toMatchObject([{ outcome: 'deployed' }]);
    expect([world.kept.has(vpc.id), unfinished]).toEqual([false, [true]]);
  });

  test.each(['deploying', 'failed'] as const)(
    'is left under its former name while its last deploy is %s: resources of that deploy have the former name in their tags',
    async (outcome) => {
      givenTheFormer();
      world.record(vpc, { engine: 'cdktf', outcome, published: { [vpcId]: '.+' } });

      for (const action of [deploy, diff])
        expect((await action(testRun([renamed]).run)).stacks).toMatchObject([
          { outcome: 'refused', reason: expect.stringContaining('(UnfinishedRename)') },
        ]);
      expect(world.asked).toEqual([]);
      expect(world.recorded(vpc)).toMatchObject({ outcome });
    },
  );

  test('is deployed like any other afterwards', async () => {
    givenTheFormer();
    await deploying();
    world.asked.length = 0;
    await deploying();

    expect(world.asked).toEqual([]);
  });

  test('is only mentioned by a dry run', async () => {
    givenTheFormer();
    const { stacks, standing } = await deploying(renamed, { dryRun: true });

    expect(stacks).toMatchObject([{ outcome: 'pending', reason: 'it takes over network/vpc@primary' }]);
    expect(standing?.orphans).toMatchObject([
      { stack: 'vpc', why: 'renamed', next: expect.stringContaining('network:deploy') },
    ]);
    expect(world.asked).toEqual([]);
  });

  test('is compared with what stands under the former name', async () => {
    givenTheFormer();
    const asked: string[] = [];
    world.engine.diff = async ({ instance, keepPlan }) => {
      asked.push(instance.id, String(keepPlan));
      return { changes: [] };
    };
    const { stacks } = await diff(testRun([renamed]).run);

    expect(asked).toEqual(['network/vpc@primary', 'undefined']);
    expect(stacks).toMatchObject([{ outcome: 'done', reason: expect.stringContaining('takes over') }]);
  });

  test('that two stacks claim is taken over by neither', async () => {
    givenTheFormer();
    const two = { ...testInstance('network/other@primary'), formerly: ['network/vpc'] };
    const { stacks } = await deploy(testRun([renamed, two]).run);

    expect(stacks.map(({ outcome, reason }) => [outcome, /SeveralSuccessors/.test(reason)])).toEqual([
      ['refused', true],
      ['refused', true],
    ]);
    expect(world.asked).toEqual([]);
  });

  test('that already holds something else is refused', async () => {
    givenTheFormer();
    world.kept.set(main.id, {
      is: 'kept',
      state: { type: 'terraform', lineage: 'other', serial: 1, mark: 'x', resources: 3 },
    });
    const { stacks } = await deploying();

    expect(stacks).toMatchObject([{ outcome: 'refused', reason: expect.stringContaining('NameTaken') }]);
    expect(world.asked).toEqual([]);
  });

  test('is refused if the standing stack is not the recorded one', async () => {
    givenTheFormer();
    world.kept.set(vpc.id, { is: 'missing' });

    expect((await deploying()).stacks).toMatchObject([
      { outcome: 'refused', reason: expect.stringContaining('StateMismatch') },
    ]);
    expect(world.recorded(vpc)).toMatchObject({ outcome: 'deployed' });
  });

  test.each(['cdk', 'cdktf'] as const)('cannot be taken over from CloudFormation by %s', async (engine) => {
    givenTheFormer();
    world.record(vpc, { engine: 'cdk', published: { [vpcId]: '.+' } });
    const { stacks } = await deploying({ ...renamed, engine });

    expect(stacks).toMatchObject([
      { outcome: 'refused', reason: expect.stringContaining('create-stack-refactor') },
    ]);
    expect(world.asked).toEqual([]);
  });

  test('loses no data with its former name, in any environment and however often it is tried', async () => {
    givenTheFormer();
    const change: ResourceChange = {
      action: 'replace',
      resource: 'aws_s3_bucket.logs',
      type: 'aws_s3_bucket',
      stateful: true,
      attributes: [],
    };
    world.engine.deploy = async ({ approve }) => {
      approve?.([change]);
      return { added: 1, changed: 0, destroyed: 1 };
    };
    const refused = [{ outcome: 'refused', reason: expect.stringContaining('RenameReplaces') }];

    expect((await deploying()).stacks).toMatchObject(refused);
    expect((await deploying()).stacks).toMatchObject(refused);
    expect((await deploying(renamed, { allowDestroy: ['aws_s3_bucket.logs'] })).stacks).toMatchObject([
      { outcome: 'deployed' },
    ]);
  });

  test('is not destroyed under the former name', async () => {
    givenTheFormer();
    await destroy(testRun([renamed], [renamed], { orphans: true }).run);
    expect(world.asked).toEqual([]);

    await expect(
      destroy(testRun([renamed], [renamed], { orphans: 'network/vpc@primary' }).run),
    ).rejects.toMatchObject({ code: 'OrphanIsRenamed' });
  });
});

describe('a run that was killed while it moved a stack', () => {
  const key = (of: typeof vpc) => `us-east-1 ${recordPath('qa', of)}`;
  /** The parameters and the states at every moment of a move. */
  async function moments(): Promise<{ parameters: Map<string, string>; kept: TestWorld['kept'] }[]> {
    givenTheFormer();
    const found: { parameters: Map<string, string>; kept: TestWorld['kept'] }[] = [];
    const note = () => found.push({ parameters: new Map(world.parameters), kept: new Map(world.kept) });
    for (const map of [world.parameters, world.kept] as Map<string, unknown>[]) {
      const [set, remove] = [map.set.bind(map), map.delete.bind(map)];
      map.set = (...args) => {
        note();
        return set(...args);
      };
      map.delete = (name) => {
        note();
        return remove(name);
      };
    }
    world.engine.deploy = async () => {
      note();
      throw new Refusal('StateLocked', 'killed');
    };
    await deploying();
    return found;
  }

  test('can be continued at any point, and everything happens once', async () => {
    const all = await moments();
    expect(all.length).toBeGreaterThan(6);
    for (const { parameters, kept } of all) {
      world = beginWorld();
      world.synthesized.set(main.id, { publishes });
      for (const [name, value] of parameters)
        if (!name.includes('/_lock/')) world.parameters.set(name, value);
      for (const [name, value] of kept) world.kept.set(name, value);
      const { stacks } = await deploying();

      expect(stacks).toMatchObject([{ outcome: 'deployed' }]);
      expect([...world.kept.keys()]).toEqual([main.id]);
      expect(world.kept.get(main.id)).toMatchObject({ state: { lineage: vpc.id } });
      expect([world.parameters.has(key(vpc)), world.parameters.has(key(main))]).toEqual([false, true]);
    }
  });

  test('does not let its remains be destroyed, at any point', async () => {
    for (const { parameters, kept } of await moments()) {
      world = beginWorld();
      for (const [name, value] of parameters)
        if (!name.includes('/_lock/')) world.parameters.set(name, value);
      for (const [name, value] of kept) world.kept.set(name, value);
      await destroy(testRun([renamed], [renamed], { orphans: true }).run);

      expect(world.asked).toEqual([]);
    }
  });

  test.each(['recorded', 'unrecorded'])(
    'nor if its manifest no longer has the former name, until it has it again: %s',
    async (is) => {
      givenTheFormer();
      const found = world.kept.get(vpc.id);
      if (found?.is !== 'kept') throw new Error('Nothing is kept.');
      world.kept.set(main.id, found);
      world.record(main, { engine: 'cdktf', state: found.state });
      if (is === 'unrecorded') world.parameters.delete(key(vpc));

      await expect(destroy(testRun([main], [main], { orphans: true }).run)).rejects.toMatchObject({
        code: 'StateShared',
        next: expect.stringContaining('"formerly": "network/vpc"'),
      });
      expect(world.asked).toEqual([]);
      await deploying();
      expect([...world.kept.keys()]).toEqual([main.id]);
      expect(world.parameters.has(key(vpc))).toBe(false);
    },
  );
});

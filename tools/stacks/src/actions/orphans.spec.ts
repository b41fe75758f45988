import { stackId } from '@bulkhead/stack/stack-id';
import './test-mocked-world';
import { type DeployRecord } from '../records/record';
import { regionsPath } from '../records/deployed-regions';
import { runReport } from '../run/report-schema';
import { testInstance } from '../workspace/test-instances';
import { type StackInstance } from '../workspace/stack-instance';
import { deploy } from './deploy';
import { destroy } from './destroy';
import { diff } from './diff';
import { drift } from './drift';
import { listOrphans } from './list-orphans';
import { beginWorld, testRun, type TestWorld } from './test-world';

function mockWorld(part: string) {
  return jest.requireActual<Record<string, object>>('./test-world')[part];
}
jest.mock('../engines/terraform/state-keeper', () => mockWorld('mockedStates'));
jest.mock('../preflight/preflight', () => mockWorld('mockedPreflight'));
jest.mock('../engines/terraform/codeless-configuration', () => ({ writeCodelessConfiguration: jest.fn() }));

const left: (string | Error)[] = [];
jest.mock('../orphans/left-behind', () => ({
  leftBehind: async () => {
    const [first] = left;
    if (first instanceof Error) throw first;
    return left;
  },
}));

let world: TestWorld;
beforeEach(() => {
  world = beginWorld();
  left.length = 0;
});

const network = testInstance('network/vpc@primary', { publishes: ['network'] });
const database = testInstance('database/relational@primary', { publishes: ['database'] });
const service = testInstance('app-platform/service@primary');
const vpcId = '/bulkhead/qa/network/vpcId';
const endpoint = '/bulkhead/qa/database/writerEndpoint';

/** Records the network, the database, and a service that reads both and is no longer in any configuration. */
function givenTheServiceStands(over: Partial<DeployRecord> = {}): void {
  world.record(network, { published: { [vpcId]: 'vpc' } });
  world.record(database, { published: { [endpoint]: 'e' }, consumed: { [vpcId]: 'vpc-1' } });
  world.record(service, { engine: 'cdktf', consumed: { [vpcId]: 'vpc-1', [endpoint]: 'e' }, ...over });
}

const run = (...options: Parameters<typeof testRun> extends [unknown, ...infer R] ? R : never) =>
  testRun([network, database], ...options);
const orphans = (names: boolean | string = true, over: object = {}) =>
  run([network, database], { orphans: names, ...over });
const ids = (found: readonly { app: string; stack: string; role: string }[] | undefined) =>
  found?.map(stackId);

describe.each([
  ['deploy', deploy],
  ['diff', diff],
  ['drift', drift],
  ['destroy', destroy],
  ['orphans', listOrphans],
] as const)('%s', (verb, action) => {
  const selected = verb === 'destroy' ? [] : [network, database];

  test('lists the stacks that stand and are not in the configuration', async () => {
    givenTheServiceStands({
      published: { '/bulkhead/qa/app-platform/url': 'u' },
      at: '2026-01-02T00:00:00Z',
    });
    world.record(database, {
      published: { [endpoint]: 'e' },
      consumed: { '/bulkhead/qa/app-platform/url': 'x' },
    });
    const { standing } = await action(run(selected).run);

    expect(standing?.orphans).toEqual([
      {
        app: 'app-platform',
        stack: 'service',
        role: 'primary',
        region: 'us-east-1',
        engine: 'cdktf',
        why: 'removed',
        since: '2026-01-02T00:00:00Z',
        publishes: ['/bulkhead/qa/app-platform/url'],
        readBy: ['database/relational@primary'],
        reason: 'deployed at 2026-01-02T00:00:00Z',
        next: 'npx nx run-many -t destroy --environment=qa.json --orphans=app-platform/service@primary',
      },
    ]);
    expect(() => runReport.shape.orphans.parse(standing?.orphans)).not.toThrow();
  });

  test('lists a stack without a record if its engine keeps it', async () => {
    givenTheServiceStands();
    world.parameters.delete('us-east-1 /bulkhead/qa/_record/primary/app-platform/service');
    const { standing } = await action(run(selected).run);

    expect(standing?.orphans).toMatchObject([
      {
        app: 'app-platform',
        engine: 'cdktf',
        publishes: [],
        reason: expect.stringContaining('Terraform keeps'),
      },
    ]);
  });

  test('says nothing if everything is in the configuration', async () => {
    world.record(network);
    const { standing, amiss } = await action(run(selected).run);

    expect(standing).toEqual({ orphans: [], away: [] });
    expect(amiss ?? false).toBe(false);
  });

  test('looks at a region that the configuration no longer has, and says if it is away', async () => {
    const gone = testInstance('network/vpc@dr', { region: 'eu-west-1' });
    world.record(network);
    world.record(gone, { of: { environment: 'qa', role: 'dr', app: 'network', stack: 'vpc' } });
    world.parameters.set(`us-east-1 ${regionsPath('qa')}`, '["eu-west-1","us-east-1"]');

    expect(ids((await action(run(selected).run)).standing?.orphans)).toEqual(['network/vpc@dr']);
    world.away.add('eu-west-1');
    world.record(network);
    const { standing } = await action(run(selected).run);
    expect(standing).toMatchObject({
      orphans: [],
      away: [{ region: 'eu-west-1', reason: expect.stringContaining('connection timed out') }],
    });
  });
});

test.each(['deploy', 'drift'] as const)('a %s of one region leaves the other regions alone', async (verb) => {
  const standby = testInstance('dr-region/network@dr');
  world.parameters.set(`us-west-2 ${regionsPath('qa')}`, '["us-east-1","us-west-2"]');
  world.record(standby);
  world.record(network);
  await { deploy, drift }[verb](testRun([network, standby], [standby]).run);

  expect(new Set(world.listed)).toEqual(new Set(['us-west-2']));
});

test('the drift of an environment with an orphan is not good', async () => {
  givenTheServiceStands();

  expect(await drift(run().run)).toMatchObject({ amiss: true, document: { drifted: true } });
  expect((await deploy(run().run)).amiss ?? false).toBe(false);
});

describe('the regions of an environment', () => {
  const noted = (region: string) => world.parameters.get(`${region} ${regionsPath('qa')}`);

  test('are noted with the first stack, and other regions are looked at once', async () => {
    world.regions.push('us-east-1', 'eu-west-1', 'eu-central-1');
    world.record(testInstance('network/vpc@dr', { region: 'eu-west-1' }));
    const { standing } = await deploy(run([network]).run);

    expect(noted('us-east-1')).toBe('["eu-west-1","us-east-1"]');
    expect(ids(standing?.orphans)).toEqual(['network/vpc@dr']);
    expect(world.listed.filter((region) => region === 'eu-central-1')).toHaveLength(1);
    world.listed.length = 0;
    await deploy(run([network]).run);
    expect(world.listed.filter((region) => region === 'eu-central-1')).toHaveLength(0);
  });

  test('are not noted by a dry run, nor if nothing is deployed', async () => {
    await deploy(run([network], { dryRun: true }).run);
    expect(noted('us-east-1')).toBeUndefined();
  });

  test('are forgotten once they hold nothing', async () => {
    world.parameters.set(`us-east-1 ${regionsPath('qa')}`, '["eu-west-1","us-east-1"]');
    world.record(network);
    await deploy(run([network]).run);
    expect(noted('us-east-1')).toBe('["us-east-1"]');
    await destroy(run([network]).run);
    expect(noted('us-east-1')).toBeUndefined();
  });
});

describe('an orphan', () => {
  test.each<[string, () => void, string]>([
    ['recorded', () => givenTheServiceStands(), 'app-platform/service@primary depends on database'],
    [
      'kept by its engine alone',
      () => {
        givenTheServiceStands();
        world.parameters.delete('us-east-1 /bulkhead/qa/_record/primary/app-platform/service');
      },
      'app-platform/service@primary may depend on database',
    ],
  ])('protects the stack that it reads from, if it is %s', async (_, given, said) => {
    given();

    await expect(destroy(run([database]).run)).rejects.toMatchObject({
      code: 'StillConsumed',
      message: expect.stringContaining(said),
      next: 'npx nx run-many -t destroy --environment=qa.json --orphans=app-platform/service@primary',
    });
    expect(world.asked).toEqual([]);
  });

  test('protects the value that a stack of the configuration was deployed with, whatever its code reads today', async () => {
    world.record(network, { published: { [vpcId]: 'vpc' } });
    world.record(database, { consumed: { [vpcId]: 'vpc-1' } });

    await expect(destroy(run([network]).run)).rejects.toMatchObject({
      code: 'StillConsumed',
      message: expect.stringContaining('database/relational@primary depends on network/vpc@primary'),
      next: 'deploy them without it: npx nx run-many -t deploy --environment=qa.json -p database',
    });
    world.record(database);
    expect((await destroy(run([network]).run)).stacks).toMatchObject([{ outcome: 'destroyed' }]);
  });

  test('protects a value of another region of the run', async () => {
    const standby = testInstance('dr-region/storage@dr', { publishes: ['storage'] });
    const bucket = '/bulkhead/qa/storage/bucket';
    world.record(standby, { published: { [bucket]: '.+' } });
    world.record(network);
    world.record(service, { engine: 'cdktf', consumed: { [`us-west-2:${bucket}`]: 'b' } });

    await expect(destroy(testRun([network, standby], [network, standby]).run)).rejects.toMatchObject({
      code: 'StillConsumed',
      message: expect.stringContaining('app-platform/service@primary depends on dr-region/storage@dr'),
    });
  });

  test('is destroyed with the printed command, without its code, and then protects nothing', async () => {
    givenTheServiceStands();
    const { stacks, standing } = await destroy(orphans('app-platform/service@primary').run);

    expect(world.asked).toEqual(['destroy app-platform/service@primary']);
    expect(stacks).toMatchObject([{ app: 'app-platform', outcome: 'destroyed' }]);
    expect(world.recorded(service)).toBeUndefined();
    const place = 'us-east-1 /bulkhead/qa/_record/primary/app-platform/service';
    expect(world.deleted.filter((name) => name === place)).toHaveLength(1);
    expect(standing?.orphans).toEqual([]);
    expect((await destroy(run([database]).run)).stacks).toMatchObject([{ outcome: 'destroyed' }]);
  });

  // Terraform leaves a copy beside a state file. Without the file, the copy would look like a lost state.
  test.each(['local', 's3'] as const)(
    'with an emptied state leaves the state behind only as a file (%s)',
    async (type) => {
      givenTheServiceStands({ outcome: 'destroying' });
      const state = { type: 'terraform', lineage: service.id, serial: 9, mark: 'm', resources: 0 } as const;
      world.kept.set(service.id, { is: 'kept', state });
      const options = { orphans: 'app-platform/service@primary' };
      const { stacks } = await destroy(run([network, database], options, { terraformState: { type } }).run);

      expect(stacks).toMatchObject([{ outcome: 'unchanged' }]);
      expect(world.kept.has(service.id)).toBe(type === 'local');
      expect(world.recorded(service)).toBeUndefined();
    },
  );

  test('is destroyed as a whole, consumers first, and no stack of the configuration is', async () => {
    givenTheServiceStands({ published: { '/bulkhead/qa/app-platform/url': 'u' } });
    const edge = testInstance('a-edge/main@primary');
    world.record(edge, { engine: 'cdktf', consumed: { '/bulkhead/qa/app-platform/url': 'x' } });
    await destroy(orphans().run);

    expect(world.asked).toEqual(['destroy a-edge/main@primary', 'destroy app-platform/service@primary']);
    expect([world.recorded(network), world.recorded(database)]).toMatchObject([
      { outcome: 'deployed' },
      { outcome: 'deployed' },
    ]);
  });

  test('stays while a stack that cannot be destroyed reads from it', async () => {
    givenTheServiceStands({ published: { '/bulkhead/qa/app-platform/url': 'u' } });
    world.record(database, { consumed: { '/bulkhead/qa/app-platform/url': 'x' } });

    await expect(destroy(orphans().run)).rejects.toMatchObject({
      code: 'StillConsumed',
      next: 'deploy them without it: npx nx run-many -t deploy --environment=qa.json -p database',
    });
    expect(world.asked).toEqual([]);
  });

  describe.each<[string, (place: string) => void]>([
    ['nothing is recorded', (place) => world.parameters.delete(place)],
    ['the record cannot be read', (place) => world.parameters.set(place, '{"version":9}')],
  ])('and of which %s', (_, given) => {
    const url = '/bulkhead/qa/app-platform/url';
    const edge = testInstance('a-edge/main@primary');
    function givenItIsUnknown(): void {
      givenTheServiceStands({ published: { [url]: 'u' } });
      given('us-east-1 /bulkhead/qa/_record/primary/app-platform/service');
    }

    test.each([true, 'app-platform/service@primary'])(
      'stays while a value is read that no other stack publishes, with --orphans=%s',
      async (names) => {
        givenItIsUnknown();
        world.record(database, {
          published: { [endpoint]: 'e' },
          consumed: { [vpcId]: 'vpc-1', [url]: 'x' },
        });

        await expect(destroy(orphans(names).run)).rejects.toMatchObject({
          code: 'StillConsumed',
          message: expect.stringContaining(
            `database/relational@primary may depend on app-platform/service@primary: it reads ${url}, which`,
          ),
          next: 'deploy them without it: npx nx run-many -t deploy --environment=qa.json -p database',
        });
        expect(world.asked).toEqual([]);
      },
    );

    test('stays while a read value may belong to a stack without a record, until the record is written', async () => {
      givenItIsUnknown();
      world.record(database, { consumed: { [vpcId]: 'vpc-1' } });
      world.parameters.delete('us-east-1 /bulkhead/qa/_record/primary/network/vpc');

      await expect(destroy(orphans('app-platform/service@primary').run)).rejects.toMatchObject({
        code: 'StillConsumed',
        next: 'npx nx run network:recover --environment=qa.json --stack=vpc --role=primary',
      });
      world.record(network, { published: { [vpcId]: 'vpc' } });
      await destroy(orphans('app-platform/service@primary').run);
      expect(world.asked).toEqual(['destroy app-platform/service@primary']);
    });

    test('stays while another unknown stack may read from it', async () => {
      givenItIsUnknown();
      world.kept.set(edge.id, world.kept.get(service.id) ?? { is: 'missing' });
      const both = 'app-platform/service@primary,a-edge/main@primary';

      await expect(destroy(orphans('app-platform/service@primary').run)).rejects.toMatchObject({
        code: 'StillConsumed',
        next: `destroy them too: npx nx run-many -t destroy --environment=qa.json --orphans=${both}`,
      });
      await destroy(orphans(both).run);
      expect(new Set(world.asked)).toEqual(
        new Set(['destroy app-platform/service@primary', 'destroy a-edge/main@primary']),
      );
    });

    test('is destroyed after its readers', async () => {
      givenItIsUnknown();
      const own = '/bulkhead/qa/edge/own';
      world.record(edge, { engine: 'cdktf', consumed: { [url]: 'x' }, published: { [own]: 'o' } });
      await destroy(orphans('app-platform/service@primary,a-edge/main@primary').run);

      expect(world.asked).toEqual(['destroy a-edge/main@primary', 'destroy app-platform/service@primary']);
    });
  });

  test.each<[string, boolean]>([
    ['destroy', false],
    ['destroy --orphans', true],
  ])('stops %s if an engine does not say what it keeps', async (_, names) => {
    const site = testInstance('site/main@primary', { engine: 'cdk' });
    givenTheServiceStands();
    world.record(site, { engine: 'cdk' });
    world.silent.add('cdk');
    const stacks = [network, database, site];
    const options = names ? { orphans: true } : {};

    await expect(destroy(testRun(stacks, stacks, options).run)).rejects.toMatchObject({
      code: 'UnlistedStacks',
      message: expect.stringContaining('CloudFormation keeps was not told: not authorized'),
    });
    expect(world.asked).toEqual([]);
    expect((await deploy(testRun(stacks, [network]).run)).standing?.away).toMatchObject([
      { region: 'us-east-1', reason: expect.stringContaining('CloudFormation') },
    ]);
  });

  test('stays in a protected environment', async () => {
    givenTheServiceStands();
    const protectedRun = testRun([network, database], [network], { orphans: true }, { protected: true }).run;

    await expect(destroy(protectedRun)).rejects.toMatchObject({ code: 'ProtectedEnvironment' });
    expect(world.asked).toEqual([]);
  });

  test('is not destroyed while somebody is at work on it', async () => {
    givenTheServiceStands();
    world.parameters.set('us-east-1 /bulkhead/qa/_lock/primary/app-platform/service', '{"not":"a holder"}');
    const { stacks, amiss } = await destroy(orphans().run);

    expect(stacks).toMatchObject([{ outcome: 'refused', reason: expect.stringContaining('StackLocked') }]);
    expect(amiss).toBe(true);
    expect(world.asked).toEqual([]);
  });

  test('is refused under a name that no stack has', async () => {
    givenTheServiceStands();

    await expect(destroy(orphans('app-platform/srvice@primary').run)).rejects.toMatchObject({
      code: 'UnknownOrphan',
      next: 'npx nx run-many -t destroy --environment=qa.json --orphans=app-platform/service@primary',
    });
  });

  test('is recorded as being destroyed if its engine fails, and destroyed by the next run', async () => {
    givenTheServiceStands();
    world.engine.destroy = async () => {
      throw new Error('AWS says no.');
    };
    const { stacks, amiss } = await destroy(orphans().run);
    expect([stacks[0]?.outcome, amiss]).toEqual(['failed', true]);
    expect(stacks[0]?.reason).toContain('AWS says no.');
    expect(world.recorded(service)).toMatchObject({ outcome: 'destroying' });

    world.engine = {};
    left.push('arn:aws:sqs:us-east-1:123456789012:left');
    expect((await destroy(orphans().run)).stacks).toMatchObject([
      {
        outcome: 'destroyed',
        reason: '1 resources; its tags are still on arn:aws:sqs:us-east-1:123456789012:left',
      },
    ]);
    expect(world.recorded(service)).toBeUndefined();
  });

  test.each<[string, Partial<DeployRecord>, (string | Error)[], string]>([
    ['was deployed well is not looked for', {}, ['arn:left'], '1 resources'],
    ['left nothing says no more', { outcome: 'failed' }, [], '1 resources'],
    [
      'nobody may ask about is noted',
      { outcome: 'failed' },
      [new Error('not authorized')],
      '1 resources; whether anything is left was not told: not authorized',
    ],
    [
      'was half destroyed is looked for',
      { outcome: 'destroying' },
      ['arn:a', 'arn:b'],
      '1 resources; its tags are still on arn:a, arn:b',
    ],
  ])('remains of a stack that %s', async (_, record, found, reason) => {
    givenTheServiceStands(record);
    left.push(...found);

    expect((await destroy(orphans().run)).stacks).toMatchObject([{ outcome: 'destroyed', reason }]);
  });

  test('is shown as being destroyed, and how it ended', async () => {
    givenTheServiceStands();
    const { run: asRun, output } = orphans();
    await destroy(asRun);

    expect(output.events).toMatchObject([
      { type: 'waiting', instance: { id: service.id }, before: [] },
      { type: 'started', instance: { id: service.id }, doing: 'destroying without its code' },
      { type: 'finished', instance: { id: service.id }, result: { outcome: 'destroyed' } },
    ]);
  });

  test('is announced with the stacks that go before it', async () => {
    givenTheServiceStands({ published: { '/bulkhead/qa/app-platform/url': 'u' } });
    const edge = testInstance('a-edge/main@primary');
    world.record(edge, { engine: 'cdktf', consumed: { '/bulkhead/qa/app-platform/url': 'x' } });
    const { run: asRun, output } = orphans();
    await destroy(asRun);

    expect(
      output.events.flatMap((event) =>
        event.type === 'waiting' ? [[event.instance.app, event.before.map(({ app }) => app)]] : [],
      ),
    ).toEqual(
      expect.arrayContaining([
        ['a-edge', []],
        ['app-platform', ['a-edge']],
      ]),
    );
  });

  const stateOf = (attributes: object) =>
    JSON.stringify({
      version: 4,
      lineage: 'l',
      serial: 1,
      resources: [
        {
          mode: 'managed',
          type: 'aws_s3_bucket',
          name: 'uploads',
          provider: '',
          instances: [{ attributes }],
        },
        { mode: 'data', type: 'aws_region', name: 'here', provider: '', instances: [{}] },
      ],
    });
  const inAws = (over: object = {}) =>
    testRun([network, database], [network], { orphans: true, ...over }, { target: 'aws' }).run;

  test('is destroyed in AWS only if all losses are named', async () => {
    givenTheServiceStands();
    world.texts.set(service.id, stateOf({}));

    await expect(destroy(inAws())).rejects.toMatchObject({
      code: 'StatefulDestruction',
      message: expect.stringContaining(
        'app-platform/service@primary: aws_s3_bucket.uploads (aws_s3_bucket: objects)',
      ),
      next: expect.stringContaining(
        "--orphans=app-platform/service@primary --allowDestroy='aws_s3_bucket.uploads'",
      ),
    });
    expect(world.asked).toEqual([]);
    await destroy(inAws({ allowDestroy: ['aws_s3_bucket.uploads'] }));
    expect(world.asked).toEqual(['destroy app-platform/service@primary']);
  });

  test('is destroyed on the emulator without naming losses, because nobody can lose anything', async () => {
    givenTheServiceStands();
    world.texts.set(service.id, stateOf({}));

    expect((await destroy(orphans().run)).stacks).toMatchObject([{ outcome: 'destroyed' }]);
  });

  test('is refused with everything that has to be named: named losses and further ones', async () => {
    givenTheServiceStands();
    world.texts.set(service.id, stateOf({}));

    await expect(destroy(inAws({ allowDestroy: ['aws_kms_key.a'] }))).rejects.toMatchObject({
      next: expect.stringContaining("--allowDestroy='aws_kms_key.a,aws_s3_bucket.uploads'"),
    });
  });

  test('is not destroyed if something else would be lost by the time of its turn', async () => {
    givenTheServiceStands({ published: { '/bulkhead/qa/app-platform/url': 'u' } });
    const edge = testInstance('a-edge/main@primary');
    world.record(edge, { engine: 'cdktf', consumed: { '/bulkhead/qa/app-platform/url': 'x' } });
    world.engine.destroy = async () => {
      world.texts.set(service.id, stateOf({}));
      return { added: 0, changed: 0, destroyed: 1 };
    };
    const { stacks } = await destroy(inAws());

    expect(stacks).toMatchObject([
      { app: 'a-edge', outcome: 'destroyed' },
      { app: 'app-platform', outcome: 'refused', reason: expect.stringContaining('(StatefulDestruction)') },
    ]);
    expect(world.asked).toEqual(['destroy a-edge/main@primary']);
    expect(world.recorded(service)).toMatchObject({ outcome: 'deployed' });
  });

  test('is not begun if AWS would refuse the deletion', async () => {
    givenTheServiceStands();
    world.texts.set(service.id, stateOf({ deletion_protection: true }));

    await expect(destroy(orphans().run)).rejects.toMatchObject({
      code: 'OrphanProtected',
      message: [
        'What would be destroyed was deployed while it was protected, and AWS would not delete it:',
        '  aws_s3_bucket.uploads of app-platform/service@primary',
        'Nothing was touched.',
      ].join('\n'),
      next: expect.stringMatching(/: npx nx run-many -t destroy --environment=qa\.json --orphans$/),
    });
    expect(world.asked).toEqual([]);
  });

  test('without a record is destroyed from the state of its engine', async () => {
    givenTheServiceStands();
    world.parameters.delete('us-east-1 /bulkhead/qa/_record/primary/app-platform/service');
    await destroy(orphans().run);

    expect(world.asked).toEqual(['destroy app-platform/service@primary']);
  });

  test('with an unreadable record is destroyed only by its name', async () => {
    givenTheServiceStands();
    const place = 'us-east-1 /bulkhead/qa/_record/primary/app-platform/service';
    world.parameters.set(place, '{"version":');
    const { stacks } = await destroy(orphans().run);
    const next = 'npx nx run-many -t destroy --environment=qa.json --orphans=app-platform/service@primary';

    expect(stacks).toMatchObject([{ outcome: 'refused', reason: expect.stringContaining(`next: ${next}`) }]);
    await destroy(orphans('app-platform/service@primary').run);
    expect(world.asked).toEqual(['destroy app-platform/service@primary']);
    expect(world.parameters.has(place)).toBe(false);
  });

  test('is refused if its state is lost', async () => {
    givenTheServiceStands();
    world.kept.set(service.id, { is: 'missing' });
    const { stacks } = await destroy(orphans().run);

    expect(stacks).toMatchObject([
      { outcome: 'refused', reason: expect.stringContaining('put app-platform/service@primary back') },
    ]);
    expect(world.recorded(service)).toMatchObject({ outcome: 'deployed' });
  });
});

describe('a stack whose manifest names another engine than the one that deployed it', () => {
  const switched = { ...network, engine: 'cdk' } as const;
  const switchedRun = (options: object = {}) => testRun([switched], [switched], options).run;

  test.each([
    ['deploy', deploy],
    ['diff', diff],
    ['drift', drift],
    ['destroy', destroy],
  ] as const)('is refused by %s and listed, with the way out', async (_, action) => {
    world.record(network, { engine: 'cdktf' });
    const { stacks, standing } = await action(switchedRun());

    expect(stacks).toMatchObject([{ outcome: 'refused', reason: expect.stringMatching(/EngineSwitched/) }]);
    expect(stacks[0]?.reason).toContain('--orphans=network/vpc@primary');
    expect(standing?.orphans).toMatchObject([{ app: 'network', engine: 'cdktf', why: 'engine-switched' }]);
    expect(world.asked).toEqual([]);
  });

  test('is deployed again once the resources of the other engine are destroyed', async () => {
    world.record(network, { engine: 'cdktf' });
    const engines: StackInstance['engine'][] = [];
    world.engine.destroy = async ({ instance }) => {
      engines.push(instance.engine);
      return { added: 0, changed: 0, destroyed: 1 };
    };
    await destroy(switchedRun({ orphans: true }));
    expect(engines).toEqual(['cdktf']);

    expect((await deploy(switchedRun())).stacks).toMatchObject([{ outcome: 'deployed' }]);
  });
});

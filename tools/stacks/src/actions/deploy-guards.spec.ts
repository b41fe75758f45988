import './test-mocked-world';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ParameterUse } from '@bulkhead/stack';
import { type ResourceChange } from '../engines/engine';
import { replacedKey, testChange } from '../plans/test-diffs';
import { recordPath } from '../records/record';
import { type RunOptions } from '../run/run';
import { testFolder } from '../test-folder';
import { testInstance } from '../workspace/test-instances';
import { deploy } from './deploy';
import { diff } from './diff';
import { recover } from './recover';
import { beginWorld, testRun, type TestWorld } from './test-world';

const network = testInstance('network/vpc@primary', { publishes: ['network'] });
const database = testInstance('database/relational@primary', {
  consumes: [{ contract: 'network', role: 'primary' }],
});

/** The changes that the plan of the network has. */
let changes: readonly ResourceChange[];
let world: TestWorld;

function mockWorld(part: string) {
  return jest.requireActual<Record<string, object>>('./test-world')[part];
}
jest.mock('../preflight/preflight', () => mockWorld('mockedPreflight'));
jest.mock('../policy/reach-verdict', () => ({
  reachVerdict: async () => ({ findings: [], uncertain: [], unjudged: [] }),
}));

const subnetIds = '/bulkhead/qa/network/isolatedSubnetIds';
const isSubnets = '^subnet-[0-9a-f,subnet-]+$';

beforeEach(() => {
  world = beginWorld();
  changes = [];
  world.parameters.set(`${network.region} ${subnetIds}`, 'subnet-0a,subnet-0b');
  world.record(network, { published: { [subnetIds]: isSubnets } });
  world.record(database, { consumed: { [subnetIds]: 'subnet-0a,subnet-0b' } });
  world.engine = {
    deploy: async ({ approve }) => {
      approve?.(changes);
      return { added: 0, changed: 0, destroyed: 1 };
    },
    diff: async () => ({ changes }),
  };
  synthesizesTo({ aws_vpc: { main: {} } });
});

/** Sets what the network synthesizes to, and what it publishes. */
function synthesizesTo(resource: object, publishes = [{ path: subnetIds, pattern: isSubnets }]): void {
  const directory = testFolder({ 'cdk.tf.json': { resource }, 'stack.json': {} });
  world.synthesized.set(network.id, { directory, publishes: publishes as ParameterUse[], suppressions: [] });
}

/** Runs a verb over the network in an unprotected environment in AWS. */
async function ran(verb: typeof deploy, options: Partial<RunOptions> = {}) {
  const { run } = testRun([network, database], [network], options, { target: 'aws' });
  const { stacks } = await verb(run);
  const [result] = stacks;
  return { outcome: result?.outcome, reason: result?.reason ?? '', workspaceRoot: run.workspaceRoot };
}

const goneSubnet = testChange('destroy', {
  attributes: [{ path: 'id', before: 'subnet-0b', after: null, forcesReplacement: false }],
});
const upgrade = testChange('change', {
  resource: 'aws_rds_global_cluster.main',
  type: 'aws_rds_global_cluster',
  attributes: [{ path: 'engine_version', before: '16.13', after: '17.9', forcesReplacement: false }],
});

const guards: [string, () => void, Partial<RunOptions>][] = [
  ['StatefulDestruction', () => (changes = [replacedKey]), { allowDestroy: ['aws_kms_key.main'] }],
  ['SubnetInUse', () => (changes = [goneSubnet]), { allowDestroy: ['aws_subnet.a'] }],
  [
    'MajorUpgrade',
    () => {
      changes = [upgrade];
      synthesizesTo({ aws_rds_global_cluster: { main: {} } });
    },
    {},
  ],
  ['ContractBreak', () => synthesizesTo({ aws_vpc: { main: {} } }, []), {}],
];

describe.each(guards)('what %s is about', (code, change, allowing) => {
  test('is refused by a deploy to AWS, protected or not, which touches nothing and leaves the record unchanged', async () => {
    const before = world.recorded(network);
    change();
    const { outcome, reason } = await ran(deploy);

    expect(outcome).toBe('refused');
    expect(reason).toContain(`(${code})`);
    expect(world.recorded(network)).toEqual(before);
  });

  test('is in the diff, among the reasons for a refusal', async () => {
    change();
    const { workspaceRoot } = await ran(diff);
    const { stacks } = JSON.parse(readFileSync(join(workspaceRoot, 'dist/diff/qa.json'), 'utf8')) as {
      stacks: { wouldRefuse: string[] }[];
    };

    expect(stacks[0]?.wouldRefuse).toEqual([expect.stringContaining(`(${code})`)]);
  });

  if (allowing.allowDestroy) {
    test('is done if it was named', async () => {
      change();

      expect((await ran(deploy, allowing)).outcome).toBe('deployed');
    });

    describe('what a CDK stack would lose', () => {
      const service = testInstance('app-platform/service@primary', { engine: 'cdk' });
      const template = 'service.template.json';
      const replaced = testChange('replace', {
        resource: 'Store',
        type: 'AWS::DynamoDB::Table',
        stateful: true,
      });
      beforeEach(() => {
        const directory = testFolder({ [template]: { Resources: {} }, 'stack.json': {} });
        world.synthesized.set(service.id, { directory, suppressions: [] });
        const state = { type: 'cloudformation', stackId: 'one', resources: 3 } as const;
        world.kept.set(service.id, { is: 'kept', state });
        world.record(service, { engine: 'cdk', state });
        changes = [replaced];
      });
      const deployed = async (options: Partial<RunOptions> = {}) =>
        (await deploy(testRun([service], [service], options, { target: 'aws' }).run)).stacks;

      test.each(['replace', 'destroy'] as const)(
        'by a %s is refused, and done if it is named',
        async (action) => {
          changes = [{ ...replaced, action }];

          expect(await deployed()).toMatchObject([
            { outcome: 'refused', reason: expect.stringContaining(`${action} Store (AWS::DynamoDB::Table`) },
          ]);
          expect(await deployed({ allowDestroy: ['Store'] })).toMatchObject([{ outcome: 'deployed' }]);
        },
      );
    });

    test('a subnet stays while a standing stack has no record', async () => {
      changes = [goneSubnet];
      world.parameters.delete(`${database.region} ${recordPath('qa', database)}`);
      const allowDestroy = ['aws_kms_key.other'];

      expect(await ran(deploy, { allowDestroy })).toMatchObject({
        outcome: 'refused',
        reason: expect.stringContaining('database:recover'),
      });
      expect((await ran(deploy, { allowDestroy: [goneSubnet.resource] })).outcome).toBe('deployed');
    });

    describe('a parameter stays while nobody knows what a standing stack was deployed with,', () => {
      const recordOf = `${database.region} ${recordPath('qa', database)}`;

      test.each<[string, () => unknown]>([
        ['its record being cut', () => world.parameters.set(recordOf, '{"version"')],
        ['its record being gone', () => world.parameters.delete(recordOf)],
      ])('%s', async (_, lose) => {
        synthesizesTo({ aws_vpc: { main: {} } }, []);
        lose();
        const { outcome, reason } = await ran(deploy);

        expect(outcome).toBe('refused');
        expect(reason).toContain('database:recover');
        expect(world.asked).toEqual([]);
      });

      test('and goes once it is known that the stack does not read it', async () => {
        world.record(database);
        synthesizesTo({ aws_vpc: { main: {} } }, []);

        expect((await ran(deploy)).outcome).toBe('deployed');
      });
    });

    describe('a parameter of one region that a stack in another region reads', () => {
      const storage = testInstance('dr-region/storage@dr', { publishes: ['storage'] });
      const replication = testInstance('dr-region/replication@primary', {
        consumes: [{ contract: 'storage', role: 'dr' }],
      });
      const path = '/bulkhead/qa/storage/bucketArn';
      const deployed = async () =>
        (await deploy(testRun([storage, replication], [storage], {}, { target: 'aws' }).run)).stacks;
      beforeEach(() => {
        world.record(storage, { published: { [path]: '.' } });
        world.record(replication, { consumed: { [`us-west-2:${path}`]: 'arn' } });
        const directory = testFolder({ 'cdk.tf.json': { resource: {} }, 'stack.json': {} });
        world.synthesized.set(storage.id, { directory, suppressions: [] });
      });

      test('stays', async () => {
        expect(await deployed()).toMatchObject([
          {
            outcome: 'refused',
            reason: expect.stringContaining(
              `${path} would be removed; read by dr-region/replication@primary`,
            ),
          },
        ]);
      });

      test.each<[string, () => unknown]>([
        ['does not answer', () => world.away.add('us-east-1')],
        ['has lost its record', () => world.parameters.delete(`us-east-1 ${recordPath('qa', replication)}`)],
      ])('stays while the other stack %s', async (_, lose) => {
        lose();

        expect(await deployed()).toMatchObject([{ outcome: 'refused' }]);
        expect(world.asked).toEqual([]);
      });

      test('is the only reason to ask the other region', async () => {
        world.synthesized.set(storage.id, {
          directory: testFolder({ 'cdk.tf.json': { resource: { a: {} } }, 'stack.json': {} }),
          publishes: [{ contract: 'storage', key: 'bucketArn', path, kind: 'string', pattern: '.' }],
          suppressions: [],
        });
        world.parameters.set(`us-west-2 ${path}`, 'arn');
        world.away.add('us-east-1');

        expect(await deployed()).toMatchObject([{ outcome: 'deployed' }]);
        expect(world.calls.filter((call) => call.endsWith('us-east-1'))).toEqual([]);
      });
    });

    describe('a deployed reader keeps the parameter that it reads, with the record of the publisher', () => {
      const recordOf = `${network.region} ${recordPath('qa', network)}`;

      test.each<[string, () => Promise<unknown>]>([
        ['being gone', async () => world.parameters.delete(recordOf)],
        [
          'being what a recovery made in the place of one that cannot be read',
          async () => {
            world.parameters.set(recordOf, 'cut');
            const { stacks } = await recover(
              testRun([network, database], [network], {}, { target: 'aws' }).run,
            );
            expect(stacks).toMatchObject([{ outcome: 'recovered' }]);
          },
        ],
      ])('%s', async (_, lose) => {
        synthesizesTo({ aws_vpc: { main: {} } }, []);
        await lose();
        const { outcome, reason } = await ran(deploy);

        expect(outcome).toBe('refused');
        expect(reason).toContain(`${subnetIds} would be removed; read by database/relational@primary`);
        expect(world.asked).toEqual([]);
      });
    });
  }
});

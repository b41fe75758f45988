import { parseEnvironment } from '@bulkhead/config';
import { type DeployRecord } from '../../records/record';
import { type Synthesized } from '../../synthesis/synthesize';
import { testFolder } from '../../test-folder';
import { type StackInstance } from '../../workspace/stack-instance';
import { testInstance } from '../../workspace/test-instances';
import { cloudFormationResources } from './cloudformation-stacks';
import { type DeployedResource } from './deployed-resource';
import { testResource } from './kinds/test-resource';
import { EnvironmentAdditions } from './stack-additions';
import { terraformResources } from './terraform-states';

jest.mock('./terraform-states', () => ({ terraformResources: jest.fn() }));
jest.mock('./cloudformation-stacks', () => ({ cloudFormationResources: jest.fn() }));
const listed = jest.fn<unknown[], [readonly string[], string]>();
// One kind: rules of groups. A test says what AWS returns of them.
jest.mock('./kinds', () => ({
  additionKinds: [
    {
      name: 'rule',
      parents: { aws_security_group: ({ physicalId }: DeployedResource) => physicalId },
      declares: { rule: ({ physicalId }: DeployedResource) => [{ id: physicalId }] },
      compared: { aws_security_group: ['ingress'] },
      list: async (parents: string[], { region }: { region: string }) => listed(parents, region),
    },
  ],
}));

const environment = parseEnvironment(
  { name: 'qa', preset: 'web-multi-region', account: '123456789012' },
  'qa.json',
);
const database = testInstance('database/relational@primary');
const service = testInstance('app-platform/service@primary', { engine: 'cdk' });
const replication = testInstance('dr-region/replication@dr', {
  consumes: [{ contract: 'storage', role: 'primary' }],
});
const alone = testInstance('dr-region/network@dr');
const group = (id: string, instance: StackInstance, over: Partial<DeployedResource> = {}) =>
  testResource('aws_security_group', id, {}, { stack: instance.id, region: instance.region, ...over });
const rule = (id: string, instance: StackInstance) =>
  testResource('rule', id, {}, { stack: instance.id, region: instance.region });

/** The deployed resources of each region, or why they cannot be read. */
let deployed: Record<string, { terraform?: DeployedResource[] | Error; cloudFormation?: DeployedResource[] }>;

function additionsOf(
  looked: readonly StackInstance[],
  { instances = looked, outcomes = {}, resource = {} } = {} as {
    instances?: readonly StackInstance[];
    outcomes?: Record<string, DeployRecord['outcome']>;
    resource?: object;
  },
) {
  const directory = testFolder({ 'cdk.tf.json': JSON.stringify({ resource }) });
  const synthesized = new Map(
    looked.map((instance) => [
      instance,
      { directory, name: `stack-${instance.stack}` } as unknown as Synthesized,
    ]),
  );
  const records = new Map(
    instances.map((instance) => [
      instance,
      { outcome: outcomes[instance.id] ?? 'deployed' } as unknown as DeployRecord,
    ]),
  );
  return new EnvironmentAdditions({ workspaceRoot: '/', environment, instances }, synthesized, records);
}

beforeEach(() => {
  jest.mocked(terraformResources).mockReset();
  jest.mocked(cloudFormationResources).mockReset();
  listed.mockReset();
  jest.mocked(terraformResources).mockImplementation(async (_, __, region) => {
    const found = deployed[region]?.terraform ?? [];
    if (found instanceof Error) throw found;
    return found;
  });
  jest
    .mocked(cloudFormationResources)
    .mockImplementation(async (_, region) => deployed[region]?.cloudFormation ?? []);
  listed.mockImplementation((parents) =>
    parents.flatMap((parent) =>
      ['own', 'of the service', 'of replication', 'by hand'].map((id) => ({
        parent,
        id,
        content: id,
        remove: jest.fn(),
      })),
    ),
  );
  deployed = {
    'us-east-1': {
      terraform: [group('sg-1', database), rule('own', database)],
      cloudFormation: [rule('of the service', service)],
    },
    'us-west-2': { terraform: [rule('of replication', replication), group('sg-2', alone)] },
  };
});

const contents = async (environmentOf: EnvironmentAdditions, instance: StackInstance) =>
  (await environmentOf.of(instance)).additions.map(({ content }) => content);

test('declarations of all stacks of both engines are expected, including stacks that are not looked at', async () => {
  expect(await contents(additionsOf([database]), database)).toEqual(['of replication', 'by hand']);
});

test('a stack of another region that reads a contract of this one may add here', async () => {
  const all = additionsOf([database], { instances: [database, service, replication] });

  expect(await contents(all, database)).toEqual(['by hand']);
});

test('a region from which no stack can add is not called: it may be the region that is down', async () => {
  await additionsOf([database], { instances: [database, service, alone] }).of(database);

  expect(jest.mocked(terraformResources).mock.calls.map(([, , region]) => region)).toEqual(['us-east-1']);
});

test('if the additions of another region cannot be read, nothing is called an addition, with the reason', async () => {
  deployed['us-west-2'] = { terraform: new Error('timeout') };
  const all = additionsOf([database], { instances: [database, replication] });

  expect(await all.of(database)).toMatchObject({
    additions: [],
    unchecked: [{ kind: 'rule', reason: 'what the stacks of us-west-2 add here cannot be read: timeout' }],
  });
  expect(listed).not.toHaveBeenCalled();
});

test('if the own region cannot be read, that is an error', async () => {
  deployed['us-east-1'] = { terraform: new Error('timeout') };

  await expect(additionsOf([database]).of(database)).rejects.toThrow('timeout');
});

test.each(['deploying', 'destroying'] as const)(
  'while a stack of the region is %s, its newest additions are not known',
  async (outcome) => {
    const all = additionsOf([database], {
      instances: [database, service],
      outcomes: { [service.id]: outcome },
    });

    expect(await all.of(database)).toMatchObject({
      additions: [],
      unchecked: [{ reason: expect.stringContaining('what app-platform/service@primary adds is not known') }],
    });
    const elsewhere = additionsOf([database], {
      instances: [database, alone],
      outcomes: { [alone.id]: outcome },
    });
    expect((await elsewhere.of(database)).additions).not.toEqual([]);
  },
);

test('a region is asked once for each kind, for all stacks of the run', async () => {
  const cache = testInstance('database/cache@primary');
  deployed['us-east-1'] = { terraform: [group('sg-1', database), group('sg-3', cache)] };
  const all = additionsOf([database, cache]);
  await Promise.all([all.of(database), all.of(cache)]);

  expect(listed.mock.calls).toEqual([[['sg-1', 'sg-3'], 'us-east-1']]);
  expect((await all.of(cache)).additions.every(({ parent }) => parent.stack === cache.id)).toBe(true);
});

test('an object that a stack has in another region is looked at there', async () => {
  deployed['us-east-1'] = { terraform: [group('sg-9', database, { region: 'us-west-2' })] };
  await additionsOf([database]).of(database);

  expect(listed.mock.calls).toEqual([[['sg-9'], 'us-west-2']]);
});

test('a list that the code of a stack sets as a whole is left to its engine', async () => {
  const resource = { aws_security_group: { it: { ingress: [] } } };

  expect(await contents(additionsOf([database], { resource }), database)).toEqual([]);
});

test('uncovered types of a stack are named', async () => {
  deployed['us-east-1'] = {
    terraform: [
      'aws_elasticache_user_group',
      'aws_rds_global_cluster',
      'aws_rds_global_cluster',
      'aws_eip',
    ].map((type) => testResource(type, 'x', {}, { stack: database.id })),
  };

  expect((await additionsOf([database]).of(database)).uncovered).toEqual([
    'aws_elasticache_user_group',
    'aws_rds_global_cluster',
  ]);
});

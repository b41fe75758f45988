import { parseEnvironment } from '@bulkhead/config';
import { testFolder } from '../../test-folder';
import { terraformResources } from './terraform-states';

const environment = parseEnvironment(
  {
    name: 'qa',
    preset: 'web-multi-region',
    account: '123456789012',
    terraformState: { type: 'local' },
  },
  'qa.json',
);
const provider = 'provider["registry.terraform.io/hashicorp/aws"]';
const resource = (over: object) => ({
  mode: 'managed',
  type: 'aws_vpc',
  name: 'main',
  provider,
  instances: [{ attributes: { id: 'vpc-1' } }],
  ...over,
});
const state = (...resources: object[]) => JSON.stringify({ version: 4, lineage: 'a', serial: 7, resources });

test('every state of the roles of a region is read, whether the run knows its stack or not', async () => {
  const root = testFolder({
    '.bulkhead/state/qa/primary/network/vpc.tfstate': state(resource({})),
    '.bulkhead/state/qa/primary/gone/stack.tfstate': state(resource({ name: 'other' })),
    '.bulkhead/state/qa/primary/network/vpc.tfstate.backup': state(resource({ name: 'old' })),
    '.bulkhead/state/qa/dr/network/vpc.tfstate': state(resource({ name: 'elsewhere' })),
    '.bulkhead/state/other/primary/network/vpc.tfstate': state(resource({ name: 'of-others' })),
  });
  const { name } = environment.regions.primary;
  const found = await terraformResources(root, environment, name);

  expect(found.map(({ stack, address }) => [stack, address]).sort()).toEqual([
    ['gone/stack@primary', 'aws_vpc.other'],
    ['network/vpc@primary', 'aws_vpc.main'],
  ]);
});

test('each resource has its id, its address and the region of its provider; data sources do not count', async () => {
  const root = testFolder({
    '.bulkhead/state/qa/primary/a/b.tfstate': state(
      resource({ provider: `${provider}.dr` }),
      resource({ mode: 'data', name: 'read' }),
      resource({
        name: 'many',
        instances: [
          { index_key: 'a', attributes: { id: 1 } },
          { index_key: 0, attributes: {} },
        ],
      }),
      resource({ module: 'module.net', name: 'in' }),
    ),
  });
  const { primary, dr } = environment.regions;
  const found = await terraformResources(root, environment, primary.name);

  expect(found.map(({ address, physicalId, region }) => [address, physicalId, region])).toEqual([
    ['aws_vpc.main', 'vpc-1', dr?.name],
    ['aws_vpc.many["a"]', '1', primary.name],
    ['aws_vpc.many[0]', '', primary.name],
    ['module.net.aws_vpc.in', 'vpc-1', primary.name],
  ]);
});

test('without deploys there are no resources', async () => {
  expect(await terraformResources(testFolder(), environment, environment.regions.primary.name)).toEqual([]);
});

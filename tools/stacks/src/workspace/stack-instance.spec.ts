import { type AppManifest, parseManifest } from '@bulkhead/contracts';
import { producersOf, stackInstances } from './stack-instance';
import { testInstance } from './test-instances';

function manifest(name: string, stacks: object): AppManifest {
  const parsed = parseManifest({ name, metadata: { owner: '@acme/x', stacks } }, `apps/${name}/project.json`);
  if (!parsed) throw new Error(`${name} declares no stacks.`);
  return parsed;
}

const database = manifest('database', {
  relational: {
    engine: 'cdktf',
    regions: ['primary', 'dr'],
    consumes: ['network', 'keys@primary'],
    publishes: ['database', 'global-database?'],
  },
  cache: { engine: 'cdk', regions: ['primary'] },
});
const everywhere = (_: string, __: string, role: string) => `region-of-${role}`;

test('a stack is one instance for each role it names, in the order of the manifest', () => {
  expect(stackInstances([database], everywhere)).toMatchObject([
    { id: 'database/relational@primary', role: 'primary', region: 'region-of-primary', engine: 'cdktf' },
    { id: 'database/relational@dr', role: 'dr', region: 'region-of-dr', engine: 'cdktf' },
    { id: 'database/cache@primary', engine: 'cdk', consumes: [], publishes: [] },
  ]);
});

test('a former name of a stack is one of its own app, unless it names another', () => {
  const network = manifest('network', {
    main: { engine: 'cdktf', regions: ['primary'], formerly: ['vpc', 'old-network/vpc'] },
    transit: { engine: 'cdktf', regions: ['primary'] },
  });
  const [main, transit] = stackInstances([network], everywhere);

  expect(main?.formerly).toEqual(['network/vpc', 'old-network/vpc']);
  expect(transit).not.toHaveProperty('formerly');
});

test('a stack that the environment does not have in a role has no instance there', () => {
  const onlyPrimary = (_: string, stack: string, role: string) =>
    role === 'primary' && stack === 'relational' ? 'us-east-1' : undefined;

  expect(stackInstances([database], onlyPrimary).map(({ id }) => id)).toEqual([
    'database/relational@primary',
  ]);
});

test('a contract is consumed in the role of the consumer, unless its reference names one', () => {
  const [, inDr] = stackInstances([database], everywhere);

  expect(inDr?.consumes).toEqual([
    { contract: 'network', role: 'dr' },
    { contract: 'keys', role: 'primary' },
  ]);
});

test('a contract is published under its name, whether or not every environment has it', () => {
  const [inPrimary] = stackInstances([database], everywhere);

  expect(inPrimary?.publishes).toEqual(['database', 'global-database']);
});

describe('producers of database/relational@dr, which consumes', () => {
  const instances = [
    testInstance('network/vpc@primary', { publishes: ['network'] }),
    testInstance('dr-region/standby@dr', { publishes: ['network'] }),
  ];

  test.each([
    ['network of its own role', 'dr', ['dr-region/standby@dr']],
    ['network@primary', 'primary', ['network/vpc@primary']],
    ['network@global, which nobody publishes', 'global', []],
  ] as const)('%s', (_, role, producers) => {
    const consumer = testInstance('database/relational@dr', { consumes: [{ contract: 'network', role }] });

    expect(producersOf(consumer, [...instances, consumer]).map(({ id }) => id)).toEqual(producers);
  });

  test('what it publishes itself: it does not wait for itself', () => {
    const own = testInstance('a/b@dr', { consumes: [{ contract: 'c', role: 'dr' }], publishes: ['c'] });

    expect(producersOf(own, [own])).toEqual([]);
  });
});

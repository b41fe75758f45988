import { parseEnvironment, type RegionRole } from '@bulkhead/config';
import { contract, listParameter, parameter, parseManifest } from '@bulkhead/contracts';
import { tagKeys } from '@bulkhead/tagging';
import { StackContext } from './stack-context';

const network = contract('network', {
  vpcId: parameter(/vpc-\d+/, 'Id'),
  subnetIds: listParameter(/subnet-\d+/, 'Ids'),
});
const cache = contract('cache', { endpoint: parameter(/.+/, 'Host name') });

const file = 'apps/database/project.json';

interface Declared {
  readonly consumes?: string[];
  readonly publishes?: string[];
}

function contextOf(declared: Declared, stack = 'relational', role: RegionRole = 'primary'): StackContext {
  const stacks = { relational: { engine: 'cdktf', regions: ['primary', 'dr', 'global'], ...declared } };
  const manifest = parseManifest({ name: 'database', metadata: { owner: '@acme/data', stacks } }, file);
  if (!manifest) throw new Error('No manifest.');
  const environment = { name: 'qa', preset: 'saas', account: '123456789012', costCentre: 'research' };
  return new StackContext(parseEnvironment(environment, 'qa.json'), manifest, stack, role);
}

const refusal = (code: string, next: string) => expect.objectContaining({ code, next });

describe('a stack', () => {
  test.each([
    ['primary', 'us-east-1'],
    ['global', 'us-east-1'],
  ] as const)('of role %s is deployed to %s', (role, region) => {
    const context = contextOf({}, 'relational', role);

    expect(context.region).toBe(region);
    expect(context.nameScope).toEqual({ environment: 'qa', region, account: '123456789012' });
  });

  test('that the manifest does not declare is refused with the place to add it', () => {
    expect(() => contextOf({}, 'cache')).toThrow(
      refusal('UnknownStack', `add it to metadata.stacks in ${file}`),
    );
  });

  test('of a role that no region has is refused, and the message names the missing region', () => {
    expect(() => contextOf({}, 'relational', 'dr')).toThrow(
      expect.objectContaining({
        code: 'RoleNotInEnvironment',
        message: expect.stringMatching(/qa .* dr.*database\/relational/),
        next: expect.stringContaining('regions.dr'),
      }),
    );
  });

  test('has every tag, with its own names and the values of the environment', () => {
    const { tags } = contextOf({});

    expect(Object.keys(tags).sort()).toEqual([...tagKeys].sort());
    expect(tags).toMatchObject({
      'bulkhead:environment': 'qa',
      'bulkhead:app': 'database',
      'bulkhead:stack': 'relational',
      'bulkhead:owner': '@acme/data',
      'bulkhead:cost-centre': 'research',
    });
  });
});

describe('a contract that is', () => {
  test('declared has its parameters at the paths of the environment', () => {
    expect(contextOf({ consumes: ['network'] }).parametersOf('consumes', network, { subnetIds: 2 })).toEqual([
      {
        contract: 'network',
        key: 'vpcId',
        path: '/bulkhead/qa/network/vpcId',
        kind: 'string',
        pattern: '^(?:vpc-\\d+)$',
      },
      {
        contract: 'network',
        key: 'subnetIds',
        path: '/bulkhead/qa/network/subnetIds',
        kind: 'list',
        pattern: '^(?:subnet-\\d+)$',
        length: 2,
      },
    ]);
  });

  test.each<['consumes' | 'publishes', Declared, string]>([
    ['consumes', {}, '"consumes": ["network"]'],
    ['consumes', { consumes: ['cache'] }, '"consumes": ["cache","network"]'],
    // Publishing does not include consuming.
    ['consumes', { publishes: ['network'] }, '"consumes": ["network"]'],
    ['publishes', { consumes: ['network'], publishes: ['cache'] }, '"publishes": ["cache","network"]'],
  ])('not declared for %s in %j is refused with the line %s', (direction, declared, line) => {
    expect(() => contextOf(declared).parametersOf(direction, network)).toThrow(
      refusal('UndeclaredContract', `in ${file}, metadata.stacks.relational: ${line}`),
    );
  });
});

describe('the exchanged parameters', () => {
  test('are sorted by path, whatever the order of the code', () => {
    const context = contextOf({ consumes: ['network', 'cache'], publishes: ['network'] });
    const [vpcId, subnetIds] = context.parametersOf('consumes', network);
    const [endpoint] = context.parametersOf('consumes', cache);
    for (const use of [vpcId, subnetIds, endpoint]) if (use) context.record('consumes', use);

    expect(context.exchanged.consumes.map(({ path }) => path)).toEqual([
      '/bulkhead/qa/cache/endpoint',
      '/bulkhead/qa/network/subnetIds',
      '/bulkhead/qa/network/vpcId',
    ]);
    expect(context.exchanged.publishes).toEqual([]);
  });

  test.each<['consumes' | 'publishes', Declared]>([
    ['consumes', { consumes: ['network', 'cache'] }],
    ['publishes', { consumes: ['network'], publishes: ['cache'] }],
  ])('must include everything that the manifest says the stack %s', (direction, declared) => {
    const context = contextOf(declared);
    for (const use of context.parametersOf('consumes', network)) context.record('consumes', use);

    expect(() => context.requireEverythingDeclaredUsed()).toThrow(
      refusal('UnusedDeclaration', `remove "cache" from metadata.stacks.relational.${direction} in ${file}`),
    );
  });

  test('may lack or include contracts that the manifest marks as optional', () => {
    const context = contextOf({ consumes: ['cache?'] });

    expect(() => context.requireEverythingDeclaredUsed()).not.toThrow();
    expect(context.parametersOf('consumes', cache)).toMatchObject([{ path: '/bulkhead/qa/cache/endpoint' }]);
  });

  test('are complete if one parameter of each contract was used', () => {
    const context = contextOf({ consumes: ['network'] });
    const [vpcId] = context.parametersOf('consumes', network);
    if (vpcId) context.record('consumes', vpcId);

    expect(() => context.requireEverythingDeclaredUsed()).not.toThrow();
  });
});

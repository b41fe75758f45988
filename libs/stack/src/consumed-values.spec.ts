import { parseEnvironment } from '@bulkhead/config';
import { contract, listParameter, parameter, parseManifest } from '@bulkhead/contracts';
import { consumedValues } from './consumed-values';
import { parameterKey, type ParameterUse, StackContext } from './stack-context';

const network = contract('network', {
  vpcId: parameter(/vpc-\d+/, 'Id'),
  vpcCidr: parameter(/.+/, 'Network'),
  subnetIds: listParameter(/subnet-\d+/, 'Ids'),
});

function contextOf(consumes: string[], preset = 'saas'): StackContext {
  const stacks = { site: { engine: 'cdk', regions: ['primary'], consumes } };
  const manifest = parseManifest({ name: 'web', metadata: { owner: '@acme/web', stacks } }, 'project.json');
  if (!manifest) throw new Error('No manifest.');
  const environment = parseEnvironment({ name: 'qa', preset, account: '123456789012' }, 'qa.json');
  return new StackContext(environment, manifest, 'site', 'primary');
}

/** The values, the paths read from the engine so far, and the context. */
function consumed() {
  const context = contextOf(['network']);
  const read: string[] = [];
  const values = consumedValues(context, network, { subnetIds: 2 }, ({ path, kind }: ParameterUse) => {
    read.push(path);
    return kind === 'list' ? [`token of ${path}`] : `token of ${path}`;
  });
  return { context, read, values };
}

test('a value that no code uses is neither read nor consumed', () => {
  const { context, read, values } = consumed();

  expect(Object.keys(values)).toEqual(['vpcId', 'vpcCidr', 'subnetIds']);
  expect(read).toEqual([]);
  expect(context.exchanged.consumes).toEqual([]);
});

test('a value is read and recorded once, however often it is used', () => {
  const { context, read, values } = consumed();
  const uses = [values.vpcId, values.vpcId, values.subnetIds, values.vpcId];

  expect(uses[0]).toBe('token of /bulkhead/qa/network/vpcId');
  expect(uses[2]).toEqual(['token of /bulkhead/qa/network/subnetIds']);
  expect(read).toEqual(['/bulkhead/qa/network/vpcId', '/bulkhead/qa/network/subnetIds']);
  expect(context.exchanged.consumes).toMatchObject([
    { key: 'subnetIds', kind: 'list', length: 2 },
    { key: 'vpcId', kind: 'string' },
  ]);
});

test('an undeclared contract is refused before any value is used', () => {
  expect(() => consumedValues(contextOf([]), network, {}, () => '')).toThrow(
    expect.objectContaining({ code: 'UndeclaredContract' }),
  );
});

test('a value of another region is distinct from the value of the own region', () => {
  const context = contextOf(['network', 'network@dr'], 'hipaa-dr');
  const read = ({ path }: ParameterUse) => path;
  const own = consumedValues(context, network, {}, read);
  const other = consumedValues(context, network, {}, read, 'dr');
  const touched = [own.vpcId, other.vpcId];

  expect(touched[0]).toBe(touched[1]);
  expect(context.exchanged.consumes.map(parameterKey)).toEqual([
    '/bulkhead/qa/network/vpcId',
    'eu-west-1:/bulkhead/qa/network/vpcId',
  ]);
  expect(() => context.requireEverythingDeclaredUsed()).not.toThrow();
});

test.each([
  [['network'], 'dr', 'network@dr'],
  [['network@dr'], undefined, 'network'],
] as const)(
  '%j declares nothing of role %s, and the message names the line to add',
  (declared, role, missing) => {
    expect(() => consumedValues(contextOf([...declared], 'hipaa-dr'), network, {}, () => '', role)).toThrow(
      expect.objectContaining({
        code: 'UndeclaredContract',
        next: expect.stringContaining(`"${missing}"]`) as string,
      }),
    );
  },
);

test('a contract that is declared for two regions must be read from both', () => {
  const context = contextOf(['network', 'network@dr'], 'hipaa-dr');
  const touched = consumedValues(context, network, {}, ({ path }) => path).vpcId;

  expect(touched).toBeDefined();
  expect(() => context.requireEverythingDeclaredUsed()).toThrow(
    expect.objectContaining({ code: 'UnusedDeclaration', message: expect.stringContaining('"network@dr"') }),
  );
});

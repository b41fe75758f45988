import { type Environment } from '@bulkhead/config';
import { testInstance } from '../../../workspace/test-instances';
import { type EngineRequest } from '../../engine';
import { type Stranger } from './ownership';
import { refuseStrangers } from './strangers';
import { tagsOfObjects } from './tagged-objects';

jest.mock('./tagged-objects');
beforeEach(() => jest.mocked(tagsOfObjects).mockResolvedValue(new Map()));

const request: EngineRequest = {
  workspaceRoot: '/none',
  environment: { name: 'prod' } as Environment,
  environmentOption: '--environment=envs/prod.json',
  instance: testInstance('network/vpc@primary'),
  synthesized: {} as EngineRequest['synthesized'],
  signal: new AbortController().signal,
  unfinished: false,
  progress: () => undefined,
};

/** The next step for a role of another stack, in an environment. */
async function nextOf(environment: string): Promise<string> {
  const tags = {
    'bulkhead:environment': environment,
    'bulkhead:app': 'database',
    'bulkhead:stack': 'relational',
  };
  const stranger = { address: 'aws_iam_role.a', importId: 'a', tags, leadsTo: {} };
  const folder = { importCommand: () => 'import', otherRegions: new Map<string, string>() };
  return refuseStrangers([stranger], folder, request).then(
    () => '',
    ({ next }: { next: string }) => next,
  );
}

test('the destroy command of an owner in the same environment names the environment as the user did', async () => {
  const next = await nextOf('prod');

  expect(next).toContain('npx nx run database:destroy --environment=envs/prod.json,');
  expect(next).toContain('npx nx run-many -t destroy --environment=envs/prod.json --orphans');
});

test('the destroy command of an owner in another environment names that environment', async () => {
  const next = await nextOf('dev');

  expect(next).toContain('npx nx run database:destroy -c dev,');
  expect(next).toContain('npx nx run-many -t destroy -c dev --orphans');
});

describe('an object that is not provably the own', () => {
  const stack = (over: object = {}): Record<string, string> => ({
    'bulkhead:environment': 'prod',
    'bulkhead:app': 'network',
    'bulkhead:stack': 'vpc',
    ...over,
  });
  const folder = {
    importCommand: (address: string, id: string) => `import ${address} ${id}`,
    otherRegions: new Map([['aws_kms_alias.dr', 'eu-west-1']]),
  };
  const refusal = async (...strangers: Stranger[]): Promise<{ message: string; next: string }> =>
    refuseStrangers(strangers, folder, request).then(
      () => ({ message: '', next: '' }),
      (error: { message: string; next: string }) => error,
    );
  const role = (tags?: Record<string, string>): Stranger => ({
    address: 'aws_iam_role.a',
    importId: 'a',
    ...(tags && { tags }),
    leadsTo: {},
  });
  const alias = (name: string, ...targets: string[]): Stranger => ({
    address: `aws_kms_alias.${name}`,
    importId: 'alias/a',
    leadsTo: Object.fromEntries(targets.map((target, index) => [`target_${index}`, target])),
  });
  const ifOurs =
    "if a is this stack's: import aws_iam_role.a a; else delete it, or give the resource another name";

  test('without such objects, nothing is refused', async () => {
    await expect(refuseStrangers([], folder, request)).resolves.toBeUndefined();
  });

  test.each<[string, Record<string, string> | undefined, string]>([
    ['none', undefined, 'carries no tags, and nothing says whose it is'],
    ['those of no stack', { team: 'other' }, 'carries no tags, and nothing says whose it is'],
    ['no app', stack({ 'bulkhead:app': '' }), 'carries no tags, and nothing says whose it is'],
    ['no stack', stack({ 'bulkhead:stack': '' }), 'carries no tags, and nothing says whose it is'],
    [
      'no environment',
      stack({ 'bulkhead:environment': '' }),
      'carries no tags, and nothing says whose it is',
    ],
    ['those of the stack', stack(), 'carries the tags of network/vpc of environment prod'],
    [
      'those of another resource of the stack',
      stack({ 'bulkhead:address': 'aws_iam_role.b' }),
      'carries the tags of network/vpc of environment prod (aws_iam_role.b)',
    ],
  ])('it may be adopted if its tags are %s', async (_, tags, why) => {
    expect(await refusal(role(tags))).toMatchObject({
      message: [
        'network/vpc@primary wants objects that already exist and are not provably its own:',
        `  aws_iam_role.a: a ${why}`,
        'The existing objects were not touched.',
      ].join('\n'),
      next: ifOurs,
    });
  });

  test.each(['bulkhead:environment', 'bulkhead:app', 'bulkhead:stack'])(
    'it belongs to others if its %s is different',
    async (key) => {
      expect((await refusal(role(stack({ [key]: 'other' })))).next).toMatch(
        /^a: where \S+\/\S+ of environment \S+ is not needed any more, destroy it/,
      );
    },
  );

  test('all objects are reported at once, and no next step is repeated', async () => {
    const { message, next } = await refusal(role(), role(), { ...role(), importId: 'b' });

    expect(message.split('\n')).toHaveLength(5);
    expect(next.split('\n').map((line) => line.trim())).toEqual([
      ifOurs,
      ifOurs.replace('if a', 'if b').replace(' a;', ' b;'),
    ]);
  });

  test('its references are reported with their owners, from the region of the references', async () => {
    jest
      .mocked(tagsOfObjects)
      .mockClear()
      .mockResolvedValue(new Map([['arn:2', stack({ 'bulkhead:app': 'old' })]]));
    const { message, next } = await refusal(alias('a', 'arn:1', 'arn:2'), alias('dr', 'arn:3'));

    expect(message).toContain(
      'aws_kms_alias.a: alias/a leads to arn:1 (target_0), leads to arn:2 (target_1), which is of old/vpc of environment prod\n',
    );
    expect(next).toContain('npx nx run old:destroy --environment=envs/prod.json');
    expect(jest.mocked(tagsOfObjects).mock.calls).toEqual([
      ['us-east-1', ['arn:1', 'arn:2'], request.signal],
      ['eu-west-1', ['arn:3'], request.signal],
    ]);
  });
});

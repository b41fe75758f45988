import { type ProjectConfiguration } from '@nx/devkit';
import { testFolder } from '../test-folder';
import { recordingOutput } from './recording-output';
import { testInstance } from '../workspace/test-instances';
import { instancesInReach, openRun, type RunOptions } from './run';

const app = (name: string, stacks: object): ProjectConfiguration =>
  ({ name, root: `apps/${name}`, metadata: { owner: '@acme/x', stacks } }) as unknown as ProjectConfiguration;

const projects = [
  app('network', { vpc: { engine: 'cdktf', regions: ['primary'], publishes: ['network'] } }),
  app('database', {
    relational: { engine: 'cdktf', regions: ['primary', 'dr'], consumes: ['network'] },
    warehouse: { engine: 'cdktf', regions: ['primary'] },
  }),
  app('app-platform', { service: { engine: 'cdk', regions: ['primary', 'dr'] } }),
  { name: 'naming', root: 'libs/naming' },
];

const workingDirectory = testFolder({
  'qa.json': { name: 'qa', preset: 'saas', account: '123456789012' },
  'bad.json': { name: 'qa', preset: 'saas' },
});

const open = (options: Partial<RunOptions> = {}, apps = ['network', 'database', 'app-platform']) =>
  openRun({
    workspaceRoot: '/workspace',
    workingDirectory,
    projects,
    apps,
    options: { environment: 'local', ...options },
    parallel: 2,
    output: recordingOutput(),
  });
const selected = (...parameters: Parameters<typeof open>) => open(...parameters).selected.map(({ id }) => id);

describe('of the stacks in the manifests', () => {
  test('those with settings in the environment are part of it, in roles that a region plays', () => {
    expect(open().instances.map(({ id, region }) => `${id} ${region}`)).toEqual([
      'network/vpc@primary us-east-1',
      'database/relational@primary us-east-1',
      'app-platform/service@primary us-east-1',
    ]);
  });

  test.each<[string, Partial<RunOptions>, string[], string[]]>([
    ['nothing else', {}, ['network', 'database'], ['network/vpc@primary', 'database/relational@primary']],
    ['--stack=relational', { stack: 'relational' }, ['network', 'database'], ['database/relational@primary']],
    ['--role=primary', { role: 'primary' }, ['database'], ['database/relational@primary']],
    [
      '--stack and --role',
      { stack: 'relational', role: 'primary' },
      ['database'],
      ['database/relational@primary'],
    ],
    ['only a project without stacks', {}, ['naming'], []],
  ])('with %s, %j of apps %j run', (_, options, apps, expected) => {
    expect(selected(options, apps)).toEqual(expected);
  });

  test('those of other apps are known all the same, because they may publish or consume', () => {
    expect(open({}, ['database']).instances).toHaveLength(3);
  });
});

test('the project of an app is found by its name', () => {
  expect(open().projectRoots.get('app-platform')).toBe('apps/app-platform');
});

test('a run that nobody can interrupt goes on', () => {
  expect(open().interrupted.aborted).toBe(false);
});

test('a run ends when it is interrupted', () => {
  const interrupted = AbortSignal.abort();

  expect(openRun({ ...open(), projects, apps: ['network'], interrupted }).interrupted).toBe(interrupted);
});

test("an environment may be a file, relative to the user's folder", () => {
  expect(open({ environment: 'qa.json' }).environment.name).toBe('qa');
});

test.each<[string, Partial<RunOptions>, string, string[]]>([
  [
    'an environment',
    { environment: 'lokal' },
    'UnknownEnvironment',
    ['"lokal"', 'dev, local, local-ecs-ec2'],
  ],
  ['a file', { environment: 'none.json' }, 'UnreadableEnvironment', ['none.json']],
  ['a file without an account', { environment: 'bad.json' }, 'InvalidEnvironment', ['bad.json', 'account']],
  ['a stack', { stack: 'cache' }, 'NothingSelected', ['"cache@*"', 'local', 'database/relational@primary']],
  ['a role', { role: 'dr' }, 'NothingSelected', ['"*@dr"', 'network/vpc@primary']],
])('a missing %s is refused', (_, options, code, said) => {
  for (const words of said) {
    expect(() => open(options)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(words), next: expect.any(String) }),
    );
  }
});

test.each<[string, Partial<RunOptions>, string[], string | undefined]>([
  ['a stack that is misspelt', { stack: 'relatoinal' }, ['network', 'database'], 'write --stack=relational'],
  ['one of an app that is not asked for', { stack: 'relatoinal' }, ['network'], undefined],
  ['one that is like no other', { stack: 'zzzzzzzz' }, ['database'], undefined],
  ['one that is right, in a role that it has not', { stack: 'vpc', role: 'dr' }, ['network'], undefined],
])('for %s the probable name is proposed', (_, options, apps, proposed) => {
  const written = proposed === undefined ? expect.not.stringContaining('write --stack') : proposed;

  expect(() => open(options, apps)).toThrow(
    expect.objectContaining({ code: 'NothingSelected', next: written }),
  );
});

test('if an app has no stack at all, the message says so', () => {
  expect(() => open({ stack: 'vpc' }, ['naming'])).toThrow('there are: none.');
});

test('stacks of other apps are not proposed', () => {
  expect(() => open({ role: 'dr' }, ['network'])).toThrow('there are: network/vpc@primary.');
});

describe('in reach of a run', () => {
  const [east, alsoEast, west] = [
    testInstance('network/vpc@primary'),
    testInstance('database/relational@primary'),
    testInstance('network/vpc@dr'),
  ];
  const instances = [east, alsoEast, west];

  test.each([
    ['a stack are those of its region', [east], [east, alsoEast]],
    ['stacks of two regions are those of both', [east, west], instances],
    ['apps that the environment does not have are all of it', [], instances],
  ])('over %s', (_, about, expected) => {
    expect(instancesInReach({ instances, selected: about })).toEqual(expected);
  });
});

test('a manifest that is wrong is refused by its file', () => {
  expect(() =>
    openRun({ ...open(), projects: [app('web', { site: {} })], apps: [], options: { environment: 'local' } }),
  ).toThrow(
    expect.objectContaining({
      code: 'InvalidManifest',
      message: expect.stringContaining('apps/web/project.json'),
    }),
  );
});

test('pitfall 6: warnings about the environment are printed once, before anything happens', () => {
  const output = recordingOutput();
  openRun({
    workspaceRoot: '/workspace',
    workingDirectory,
    projects,
    apps: ['database'],
    options: { environment: 'qa.json' },
    parallel: 2,
    output,
  });
  expect(output.lines).toEqual([
    'Warning: environment qa, apps.database.relational.capacity.min: 0.5 — AWS recommends at least 2 for Performance Insights',
  ]);
});

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type PreTasksExecutionContext } from '@nx/devkit';
import { buildId, changingBuild } from '../checkout/build-id';
import { testFolder, writeFiles } from '../test-folder';
import {
  buildVariable,
  environmentDigestVariable,
  nxDisplayVariable,
  parallelVariable,
  postTasksExecution,
  preTasksExecution,
  readArguments,
  todayVariable,
} from './run-hooks';

const argvOf = (command: string) => ['node', ...command.split(' ')];

describe('readArguments', () => {
  test.each([
    ['nx run-many -t deploy', {}],
    ['nx run-many -t deploy -c prod', { configuration: 'prod' }],
    ['nx run-many -c prod -t deploy', { configuration: 'prod' }],
    ['nx run-many -t deploy -c=prod', { configuration: 'prod' }],
    ['nx run-many -t deploy -cprod', { configuration: 'prod' }],
    ['nx run-many -t deploy --configuration prod', { configuration: 'prod' }],
    ['nx run-many -t deploy --configuration=prod', { configuration: 'prod' }],
    ['nx affected -t deploy,synth -c prod', { configuration: 'prod' }],
    ['nx affected -t deploy synth -c prod', { configuration: 'prod' }],
    ['nx affected --targets=validate,deploy', {}],
    ['nx run network:deploy', {}],
    ['nx run network:deploy:prod', { configuration: 'prod' }],
    ['nx network:deploy:prod', { configuration: 'prod' }],
    ['nx deploy network -c prod', { configuration: 'prod' }],
    ['nx run network:deploy:prod -c dev', { configuration: 'dev' }],
    ['nx run network:deploy --environment=qa.json', { environment: 'qa.json' }],
    ['nx run network:deploy --environment qa.json', { environment: 'qa.json' }],
    ['nx run-many -t deploy --parallel=4', { parallel: '4' }],
    ['nx run-many -t deploy --parallel 4', { parallel: '4' }],
    // Nx's own meaning of the option without a number, and of `false`.
    ['nx run-many -t deploy --parallel', { parallel: '3' }],
    ['nx run-many -t deploy --parallel=false', { parallel: '1' }],
    // What follows an option without a value is not its value.
    ['nx run-many --parallel -t deploy -c prod', { configuration: 'prod', parallel: '3' }],
    ['nx run-many -t deploy --parallel -c prod', { configuration: 'prod', parallel: '3' }],
    ['nx run-many --parallel --environment=qa.json -t synth', { environment: 'qa.json', parallel: '3' }],
    ['nx run-many -t deploy --projects network,database --verbose -c dev', { configuration: 'dev' }],
    ['nx run-many -t deploy --prod', { configuration: 'production' }],
    ['nx run bulkhead:graph -c dev', { configuration: 'dev' }],
    ['nx run bulkhead:graph:dev', {}],
  ])('%s', (command, expected) => {
    expect(readArguments(argvOf(command))).toMatchObject({
      configuration: undefined,
      environment: undefined,
      parallel: undefined,
      ...expected,
      ours: true,
    });
  });

  test.each(['nx run-many -t test lint', 'nx test stacks -c ci', 'nx run bulkhead:build', 'nx graph'])(
    '%s is none of ours',
    (command) => {
      expect(readArguments(argvOf(command)).ours).toBe(false);
    },
  );
});

const workspaceRoot = testFolder({
  'libs/config/src/environments/local.ts': '',
  'libs/config/src/environments/prod.ts': '',
});

const variables = [environmentDigestVariable, nxDisplayVariable, parallelVariable, todayVariable];

/** The variables that the hook sets for a run, or undefined where it leaves the run alone. */
const before = async (command: string, nxJson: { parallel?: number } = {}) => {
  for (const name of variables) delete process.env[name];
  await preTasksExecution(undefined, {
    argv: argvOf(command),
    workspaceRoot,
    nxJsonConfiguration: nxJson,
  } as unknown as PreTasksExecutionContext);
  const set = variables.flatMap((name) =>
    process.env[name] === undefined ? [] : [[name, process.env[name]]],
  );
  return set.length > 0 ? (Object.fromEntries(set) as Record<string, string>) : undefined;
};
afterAll(() => {
  for (const name of variables) delete process.env[name];
});

describe('before the tasks', () => {
  test('every command is told what is built, by a name that changes with it and that no half build has', async () => {
    const named = async () => {
      await before('nx test stacks');
      return process.env[buildVariable];
    };
    expect(await named()).not.toBe(await named());
    changingBuild(workspaceRoot, () => writeFiles(workspaceRoot, { 'libs/config/dist/index.js': '' }));
    const whole = await named();

    expect(whole).toBe(buildId(workspaceRoot));
    expect(await named()).toBe(whole);
    expect(() =>
      changingBuild(workspaceRoot, () => {
        throw new Error('killed');
      }),
    ).toThrow();
    expect(await named()).not.toBe(whole);
  });

  test.each([
    ['nx run-many -t deploy -c lokal', 'npx nx run-many -t deploy -c local'],
    ['nx run-many -t diff --configuration=lokal', 'npx nx run-many -t diff --configuration=local'],
    ['nx affected -t destroy -clokal --base=lokal', 'npx nx affected -t destroy -clocal --base=lokal'],
    ['nx run network:deploy:lokal --stack=lokal', 'npx nx run network:deploy:local --stack=lokal'],
    ['nx run-many -t deploy --parallel -c lokal', 'npx nx run-many -t deploy --parallel -c local'],
  ])('%s is refused with the environments there are, and the same command for one', async (command, next) => {
    // Nx shows the message of an error and nothing else of it.
    await expect(before(command)).rejects.toThrow(
      new RegExp(`"lokal"[^]*local, prod[^]*next: ${next}\\n[^]*\\(UnknownEnvironment\\)`),
    );
  });

  test('a configuration of another target is not looked at', async () => {
    expect(await before('nx test stacks -c ci')).toBeUndefined();
  });

  test('a named environment is known to Nx as a source file', async () => {
    expect(await before('nx run-many -t synth -c prod')).toMatchObject({ [environmentDigestVariable]: '' });
  });

  test('an environment file is unlike any before it, so that nothing cached is used', async () => {
    const command = 'nx run-many -t synth --environment=qa.json';
    const digests = [await before(command), await before(command)].map(
      (variables) => variables?.[environmentDigestVariable],
    );

    expect(digests[0]).toMatch(/.{16}/);
    expect(digests[0]).not.toBe(digests[1]);
  });

  test('the day is known to Nx, whatever it was in a process that lives for days', async () => {
    const found = await before('nx run-many -t validate -c prod');

    expect(found?.[todayVariable]).toBe(new Date().toISOString().slice(0, 10));
    expect(await before('nx run-many -t lint presets')).toMatchObject({
      [todayVariable]: found?.[todayVariable],
    });
    process.env[todayVariable] = '2001-01-01';
    expect(await before('nx run-many -t validate')).toMatchObject({
      [todayVariable]: found?.[todayVariable],
    });
  });

  test('Nx is told not to draw over what a batch shows', async () => {
    expect(await before('nx run-many -t deploy')).toMatchObject({ [nxDisplayVariable]: 'false' });
    expect(await before('nx run-many -t test')).toBeUndefined();
  });

  test.each([
    ['nx run-many -t deploy --parallel=5', { parallel: 2 }, '5'],
    ['nx run-many -t deploy', { parallel: 2 }, '2'],
    ['nx run-many -t deploy', {}, '3'],
  ])('%s with nx.json %j works on %s stacks at once', async (command, nxJson, parallel) => {
    expect(await before(command, nxJson)).toMatchObject({ [parallelVariable]: parallel });
  });
});

test.each([
  ['nx run-many -t synth', true],
  ['nx run network:validate:prod', true],
  // It has brought the index up to date itself.
  ['nx run-many -t deploy', false],
  ['nx run-many -t lint', false],
])('after %s, stacks restored from the cache are indexed: %s', async (command, indexed) => {
  const root = testFolder({ 'dist/synth/local/primary/network/vpc/stack.json': { template: 'cdk.tf.json' } });
  await postTasksExecution(undefined, {
    argv: argvOf(command),
    workspaceRoot: root,
    taskResults: { 'network:synth': {} },
  } as never);

  expect(existsSync(join(root, 'dist/synth/local/index.json'))).toBe(indexed);
});

test.each(['run-many -t synth', 'run network:validate', 'affected -t synth,deploy'])(
  'nx %s refuses a file that Nx would look for outside of the workspace when all is done',
  async (command) => {
    for (const file of ['../../../x.json', 'a/../../../../../x.json'])
      await expect(before(`nx ${command} --environment=${file}`)).rejects.toThrow(
        `--environment is "${file}"; allowed: a file named by two steps up at most, or by its whole path.\n  next: write --environment="$(realpath ${file})"\n  (InvalidOption)`,
      );
    for (const file of ['../../x.json', '/somewhere/x.json', 'x.json'])
      await expect(before(`nx ${command} --environment=${file}`)).resolves.not.toThrow();
  },
);

test('a file is named in whatever way where Nx keeps nothing of it', async () => {
  await expect(before('nx run-many -t deploy --environment=../../../x.json')).resolves.not.toThrow();
});

test.each(['--constructor=1', '--toString', '--no-valueOf', '--__proto__.x=1', '--role.hasOwnProperty=a'])(
  '%s, which Nx takes for an option that it knows, is refused',
  async (word) => {
    await expect(before(`nx run network:deploy ${word}`)).rejects.toThrow(
      /^--[\w.]+ is no option of any command\.\n {2}next: leave out --[\w.]+\n {2}\(InvalidOption\)$/,
    );
  },
);

test.each([
  ['nx run network:deploy -c prdo', 'npx nx run network:deploy -c prod'],
  ['nx run network:synth:prdo', 'npx nx run network:synth:prod'],
  [
    'nx run-many -t diff -p prdo --configuration=prdo',
    'npx nx run-many -t diff -p prod --configuration=prod',
  ],
  ['nx affected -t validate -cprdo', 'npx nx affected -t validate -cprod'],
  ['nx run-many -t destroy -c lokal --stack=lokal', 'npx nx run-many -t destroy -c local --stack=lokal'],
  ['nx run-many -t synth --prod', 'npx nx run-many -t synth --configuration=prod'],
])('%s is answered with the same command for the environment that is meant', async (command, next) => {
  await expect(before(command)).rejects.toThrow(`next: ${next}\n`);
});

/** What Nx takes for the environment that a target has by default, shows as it is, or breaks off at. */
test.each([
  ['nx run network:deploy:', 'network:deploy'],
  ['nx run network:deploy:prod:x', 'network:deploy:prod'],
  ['nx run-many -t deploy -c local -c prod', 'write -c prod alone, or -c local'],
  ['nx run-many -t deploy -c prod --configuration=prod', 'write -c prod'],
  ['nx run-many -t deploy --parallel=abc', 'correct --parallel'],
  ['nx run-many -t deploy --parallel=-1', 'correct --parallel'],
  ['nx run network:deploy --\u001b[2Jx=1', 'without them'],
  ['nx run network:deploy --stack=a\nb', 'without them'],
])('%j is refused', async (command, next) => {
  const refused = before(command);

  await expect(refused).rejects.toThrow(/^[^\n]+\.\n {2}next: [^\n]+\n {2}\(InvalidOption\)$/);
  await expect(refused).rejects.toThrow(next);
});

test.each([
  'nx run-many -t deploy --parallel=50% -c prod',
  'nx run-many -t deploy --parallel=0',
  'nx run network:deploy:prod',
  'nx run network:deploy -c=prod',
  'nx run some:test:a:b -c x -c y --name=\u001b[2J',
])('%j is not', async (command) => {
  await expect(before(command)).resolves.not.toThrow();
});

const after = (command: string, taskResults: object = {}) =>
  postTasksExecution(undefined, { argv: argvOf(command), workspaceRoot: testFolder(), taskResults } as never);

test.each([
  ['nx run-many -t sinth', 'npx nx run-many -t synth'],
  ['nx affected -t deplyo --base=HEAD', 'npx nx affected -t deploy --base=HEAD'],
  ['nx affected --targets=lint,valdate', 'npx nx affected --targets=lint,validate'],
  ['nx run-many -t synth -p nosuch', 'npx nx show projects --withTarget=synth, and name some of them'],
])('%s, which runs nothing, has failed', async (command, next) => {
  await expect(after(command)).rejects.toThrow(`next: ${next}\n  (NothingRun)`);
});

test.each<[string, object]>([
  ['nx affected -t deploy', {}],
  ['nx affected -t lint test typecheck build', {}],
  ['nx run-many -t lint', {}],
  ['nx run-many -t e2e bench', {}],
  ['nx run-many -t sinth deploy', { 'network:deploy': {} }],
])('%s, which has nothing to run or something else, has not', async (command, results) => {
  await expect(after(command, results)).resolves.not.toThrow();
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ExecutorContext, type ProjectConfiguration, type TaskGraph } from '@nx/devkit';
import { namedProjectsVariable } from '../plugin/named-projects';
import { parallelVariable, startedVariable } from '../plugin/run-hooks';
import { type Verb } from '../plugin/verbs';
import { type Run, type RunOptions } from '../run/run';
import { type Outcome, resultOf } from '../run/stack-result';
import { testFolder } from '../test-folder';
import { type Action, runBatch, runSingle } from './batch';

const app = (name: string, stack: string) =>
  ({
    name,
    root: `apps/${name}`,
    metadata: { owner: '@acme/x', stacks: { [stack]: { engine: 'cdktf', regions: ['primary'] } } },
  }) as unknown as ProjectConfiguration;
const projects = {
  network: app('network', 'vpc'),
  database: app('database', 'relational'),
  'app-platform': app('app-platform', 'service'),
};

const tasksOf = (verb: string, ...apps: string[]) =>
  Object.fromEntries(
    apps.map((project) => [
      `${project}:${verb}`,
      { id: `${project}:${verb}`, target: { project, target: verb } },
    ]),
  ) as unknown as TaskGraph['tasks'];

const contextOf = (over: Partial<ExecutorContext> = {}): ExecutorContext => {
  const root = testFolder();
  return { root, cwd: root, projectsConfigurations: { version: 2, projects }, ...over } as ExecutorContext;
};

/** A verb that gives each stack the outcome for its app. */
const ending =
  (outcomes: Record<string, Outcome>): Action =>
  async ({ selected }: Run) => ({
    stacks: selected.map((instance) => resultOf(instance, outcomes[instance.app] ?? 'done', 'as told', 0)),
  });

const local = { environment: 'local' };
let printed: string[];
let console_: jest.SpyInstance;

beforeEach(() => {
  printed = [];
  console_ = jest.spyOn(console, 'log').mockImplementation((line: string) => printed.push(line));
});
afterEach(() => {
  console_.mockRestore();
  delete process.env[parallelVariable];
  delete process.env[namedProjectsVariable];
  delete process.env[startedVariable];
});

const batch = (action: Action, context = contextOf(), options: RunOptions = local, verb: Verb = 'synth') => {
  const tasks = tasksOf(verb, 'network', 'database', 'app-platform');
  const inputs = Object.fromEntries(Object.keys(tasks).map((id) => [id, options]));
  return runBatch(verb, action, tasks, inputs, context);
};
const successes = async (result: ReturnType<typeof batch>) =>
  Object.fromEntries(Object.entries(await result).map(([id, { success }]) => [id, success]));

describe('a batch', () => {
  test('is one run over the apps of all its tasks', async () => {
    const runs: Run[] = [];
    process.env[parallelVariable] = '7';
    const context = contextOf();
    await batch(async (run) => (runs.push(run), { stacks: [] }), context);

    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({
      parallel: 7,
      workspaceRoot: context.root,
      environment: { name: 'local' },
    });
    expect(runs[0]?.selected.map(({ id }) => id)).toEqual([
      'network/vpc@primary',
      'database/relational@primary',
      'app-platform/service@primary',
    ]);
  });

  test.each<[Record<string, Outcome>, Record<string, boolean>]>([
    [{}, { 'network:synth': true, 'database:synth': true, 'app-platform:synth': true }],
    [
      { network: 'deployed', database: 'failed', 'app-platform': 'skipped' },
      { 'network:synth': true, 'database:synth': false, 'app-platform:synth': false },
    ],
    [
      { network: 'unchanged', database: 'refused' },
      { 'network:synth': true, 'database:synth': false, 'app-platform:synth': true },
    ],
  ])('with stacks that end as %j tells Nx %j', async (outcomes, expected) => {
    expect(await successes(batch(ending(outcomes)))).toEqual(expected);
  });

  test('says how long the user waited, including Nx and the build, and at the end what failed', async () => {
    process.env[startedVariable] = String(Date.now() - 164_000);
    await batch(ending({ database: 'failed' }));

    expect(printed.join('\n')).toMatch(/3 stacks in 2 min 4\d s: 2 done, 1 failed/);
    expect(printed.at(-1)).toBe('  database/relational@primary  failed: as told');
  });

  test.each<[string[], Partial<RunOptions>, string]>([
    [['network', 'database', 'app-platform'], {}, 'run-many -t deploy -c local'],
    [['network', 'database'], {}, 'run-many -t deploy -p network,database -c local'],
    [
      ['network'],
      { plan: 'my plans/local.json', stack: 'vpc', role: 'primary', force: true },
      "run network:deploy -c local --stack=vpc --role=primary --force '--plan=my plans/local.json'",
    ],
  ])(
    'of %j that was only tried, with %j, prints the command that carries it out',
    async (apps, over, command) => {
      const tasks = tasksOf('deploy', ...apps);
      const options = { ...local, dryRun: true, ...over };
      const inputs = Object.fromEntries(Object.keys(tasks).map((id) => [id, options]));
      await runBatch('deploy', ending({}), tasks, inputs, contextOf());

      expect(printed.at(-1)).toBe(`    npx nx ${command}`);
    },
  );

  test.each(['', 'yesterday', String(Date.now() + 1e9)])(
    'a start that is %j does not count',
    async (started) => {
      process.env[startedVariable] = started;
      await batch(ending({}));

      expect(printed.join('\n')).toMatch(/3 stacks in \d+ s: 3 done/);
    },
  );

  test('leaves the run report', async () => {
    const context = contextOf();
    await batch(ending({ database: 'failed' }), context);
    const report: unknown = JSON.parse(readFileSync(join(context.root, 'dist/runs/latest.json'), 'utf8'));

    expect(report).toMatchObject({
      verb: 'synth',
      environment: 'local',
      startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      durationMs: expect.any(Number),
      stacks: [
        { app: 'network', outcome: 'done' },
        { app: 'database', outcome: 'failed', reason: 'as told' },
        { app: 'app-platform', outcome: 'done' },
      ],
    });
  });

  test('with a problem of its own fails as a whole, and names the orphans', async () => {
    const context = contextOf();
    const orphans = [
      {
        app: 'gone',
        stack: 'main',
        role: 'primary',
        region: 'us-east-1',
        why: 'removed',
        publishes: [],
        readBy: [],
        reason: 'deployed',
        next: 'npx nx run-many -t destroy -c local --orphans=gone/main@primary',
      },
    ] as const;
    const standing = { orphans: orphans.map((each) => ({ ...each, publishes: [], readBy: [] })), away: [] };
    const found: Action = async (run) => ({ ...(await ending({})(run)), standing, amiss: true });

    expect(Object.values(await successes(batch(found, context)))).toEqual([false, false, false]);
    expect(printed.join('\n')).toContain('gone/main@primary in us-east-1, deployed');
    expect(JSON.parse(readFileSync(join(context.root, 'dist/runs/latest.json'), 'utf8'))).toMatchObject({
      orphans,
      away: [],
    });
  });

  test('that cannot be run fails as a whole, with the reason and the next step', async () => {
    const context = contextOf();
    const result = batch(ending({}), context, { environment: 'lokal' });

    expect(await successes(result)).toEqual({
      'network:synth': false,
      'database:synth': false,
      'app-platform:synth': false,
    });
    expect(printed.join('\n')).toMatch(
      /"lokal"[^]*next: write --environment=local\n[^]*\(UnknownEnvironment\)/,
    );
    expect(JSON.parse(readFileSync(join(context.root, 'dist/runs/latest.json'), 'utf8'))).toMatchObject({
      environment: 'lokal',
      stacks: [],
      error: { code: 'UnknownEnvironment' },
    });
  });

  test('with an option that the verb does not have fails as a whole, and does nothing', async () => {
    const context = contextOf();
    const action = jest.fn();
    const result = batch(action, context, { ...local, dryRun: true }, 'destroy');

    expect(new Set(Object.values(await successes(result)))).toEqual(new Set([false]));
    expect(action).not.toHaveBeenCalled();
    expect(printed).toEqual([
      [
        '--dryRun is no option of destroy, but of deploy and recover; allowed: --environment, --stack, --role, --deadlineMinutes, --orphans, --allowDestroy.',
        '  next: to run destroy without it, leave out --dryRun',
        '  (InvalidOption)',
      ].join('\n'),
    ]);
    expect(JSON.parse(readFileSync(join(context.root, 'dist/runs/latest.json'), 'utf8'))).toMatchObject({
      verb: 'destroy',
      error: { code: 'InvalidOption' },
    });
  });

  test('whose verb throws fails as a whole', async () => {
    const broken: Action = async () => {
      throw new RangeError('out of range');
    };

    expect(new Set(Object.values(await successes(batch(broken))))).toEqual(new Set([false]));
    expect(printed.join('\n')).toContain('out of range');
  });
});

describe('with --json', () => {
  const talking: Action = async ({ output }) => {
    output.line('for people');
    return { stacks: [], document: { drifted: false } };
  };
  let errors: string[];
  let console_: jest.SpyInstance;

  beforeEach(() => {
    errors = [];
    console_ = jest.spyOn(console, 'error').mockImplementation((line: string) => errors.push(line));
  });
  afterEach(() => console_.mockRestore());

  test('standard output has the result as one line, and standard error has the text for people', async () => {
    await batch(talking, contextOf(), { ...local, json: true }, 'drift');

    expect(printed).toEqual(['{"drifted":false}']);
    expect(errors).toEqual(['for people']);
  });

  test('a run without a result prints none', async () => {
    await batch(talking, contextOf(), { environment: 'lokal', json: true }, 'drift');

    expect(printed).toEqual([]);
    expect(errors.join('\n')).toContain('(UnknownEnvironment)');
  });

  test('without it, the result is not printed', async () => {
    await batch(talking);

    expect([printed, errors]).toEqual([['for people'], []]);
  });
});

describe('a task alone', () => {
  const alone = (ordered: boolean, ...apps: string[]) =>
    runSingle(
      'synth',
      ending({ database: 'failed' }),
      ordered,
      local,
      contextOf({
        projectName: apps[0],
        targetName: 'synth',
        taskGraph: { tasks: tasksOf('synth', ...apps) } as TaskGraph,
      }),
    );

  test.each([
    ['network', true],
    ['database', false],
  ])('is that of its app: %s ends with success %s', async (project, success) => {
    expect(await alone(true, project)).toEqual({ success });
  });

  test('of an ordered verb is refused if there are other tasks, because nothing would order them', async () => {
    await expect(alone(true, 'network', 'database')).rejects.toMatchObject({
      code: 'BatchRequired',
      next: expect.stringContaining('--batch=false'),
    });
  });

  test('of any other verb runs beside others', async () => {
    expect(await alone(false, 'network', 'database')).toEqual({ success: true });
  });
});

describe('an app without a stack in the environment', () => {
  const absent = {
    'dr-region': {
      ...app('dr-region', 'network'),
      metadata: { owner: '@acme/x', stacks: { network: { engine: 'cdktf', regions: ['dr'] } } },
    },
    messaging: app('messaging', 'message-queue'),
  };
  const run = async (
    name: keyof typeof absent,
    files: Record<string, string>,
    options: RunOptions = local,
  ) => {
    const root = testFolder({ 'libs/config/src/apps/dr-region/settings.ts': '', ...files });
    const context = contextOf({
      root,
      cwd: root,
      projectsConfigurations: { version: 2, projects: { ...projects, ...absent } as never },
    });
    const tasks = tasksOf('deploy', name);
    const inputs = { [`${name}:deploy`]: options };
    const results = await runBatch('deploy', async () => ({ stacks: [] }), tasks, inputs, context);
    return { success: results[`${name}:deploy`]?.success, said: printed.join('\n') };
  };

  test('is passed over by a command about every app', async () => {
    expect(await run('messaging', {})).toEqual({
      success: true,
      said: expect.stringContaining('messaging has no stack in environment local'),
    });
  });

  test('is refused if a user named it and it has no settings anywhere, with the file to create', async () => {
    process.env[namedProjectsVariable] = 'messaging';
    const { success, said } = await run('messaging', {});

    expect(success).toBe(false);
    expect(said).toContain(
      'messaging has no stack in environment local: there is no libs/config/src/apps/messaging/settings.ts.',
    );
    expect(said).toContain(
      "next: create libs/config/src/apps/messaging/settings.ts with: export const settings = z.strictObject({ 'message-queue': z.strictObject({}).optional() }).optional(); then npx nx run bulkhead:update-indexes",
    );
    expect(said).toContain('(NoStackInEnvironment)');
  });

  test('is refused if no environment gives it settings', async () => {
    process.env[namedProjectsVariable] = 'messaging';
    const { success, said } = await run('messaging', { 'libs/config/src/apps/messaging/settings.ts': '' });

    expect(success).toBe(false);
    expect(said).toContain('local, which gives it no settings, nor in any other.');
  });

  test('is refused if others give it settings, with their names and the line to add', async () => {
    process.env[namedProjectsVariable] = 'network,dr-region';
    const { success, said } = await run('dr-region', {});

    expect(success).toBe(false);
    expect(said).toContain(
      'dr-region has no stack in environment local, which gives it no settings; it has one in local-hipaa-dr, local-patient-data, local-web.',
    );
    expect(said).toContain(
      "next: add to libs/config/src/environments/local.ts: apps: { 'dr-region': { network: { … } } }; or to libs/config/src/apps/dr-region/presets.ts, for every environment of its preset: saas: { network: { … } }",
    );
  });
});

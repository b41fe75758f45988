import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ExecutorContext, type TaskGraph } from '@nx/devkit';
import { verbs } from '../plugin/verbs';
import { type RunOptions } from '../run/run';
import { variableRules } from '../surroundings/variable-rules';
import { testFolder } from '../test-folder';
import { runBatch } from './batch';
import bootstrap from './bootstrap';
import { commandLine } from './command-line';
import orphans, { type OrphansOptions } from './orphans';
import preflight from './preflight';

const project = {
  name: 'network',
  root: 'apps/network',
  metadata: { owner: '@acme/x', stacks: { vpc: { engine: 'cdktf', regions: ['primary'] } } },
};
const contextOf = (root = testFolder()) =>
  ({
    root,
    cwd: root,
    projectsConfigurations: { version: 2, projects: { network: project } },
  }) as unknown as ExecutorContext;

/** One variable for each name that is refused for every target. */
const refused = variableRules
  .filter(({ rulings }) => rulings.emulator === 'refused')
  .flatMap(({ names }) => names)
  .map((name) => name.replace('*', 'x'));

let printed: string[];
let spy: jest.SpyInstance;
beforeEach(() => {
  printed = [];
  spy = jest.spyOn(console, 'log').mockImplementation((line: string) => printed.push(line));
});
afterEach(() => {
  spy.mockRestore();
  for (const name of refused) delete process.env[name];
});

test('there are some', () => expect(refused.length).toBeGreaterThan(8));

describe.each(verbs)('%s', (verb) => {
  test.each(refused)('is refused with %s, before anything is done', async (name) => {
    process.env[name] = 'staging';
    const context = contextOf();
    const id = `network:${verb}`;
    const tasks = {
      [id]: { id, target: { project: 'network', target: verb } },
    } as unknown as TaskGraph['tasks'];
    const action = jest.fn();
    const result = await runBatch(verb, action, tasks, { [id]: { environment: 'local' } }, context);

    expect(result[id]?.success).toBe(false);
    expect(action).not.toHaveBeenCalled();
    expect(printed.join('\n')).toContain(`env -u ${name} npx nx run network:${verb} -c local`);
    expect(JSON.parse(readFileSync(join(context.root, 'dist/runs/latest.json'), 'utf8'))).toMatchObject({
      stacks: [],
      error: { code: 'ForeignSettings' },
    });
  });
});

test.each(refused)('bootstrap is refused with %s, before anything is created', async (name) => {
  process.env[name] = 'staging';

  expect(await bootstrap({ environment: 'dev' }, contextOf())).toEqual({ success: false });
  expect(printed.join('\n')).toContain(`env -u ${name} npx nx run bulkhead:bootstrap -c dev`);
});

test.each(refused)('preflight is refused with %s, before anything is asked', async (name) => {
  process.env[name] = 'staging';

  expect(await preflight({ environment: 'dev' }, contextOf())).toEqual({ success: false });
  expect(printed.join('\n')).toContain(`env -u ${name} npx nx run bulkhead:preflight -c dev`);
});

test.each<[Partial<OrphansOptions>, string]>([
  [{}, ''],
  [{ destroy: true }, ' --destroy'],
  [{ destroy: 'a/b@primary' }, ' --destroy=a/b@primary'],
])('orphans with %j is refused with the command that was typed', async (options, rest) => {
  const [name = ''] = refused;
  process.env[name] = 'staging';
  const context = { ...contextOf(), projectName: 'bulkhead', targetName: 'orphans' } as ExecutorContext;

  expect(await orphans({ environment: 'local', ...options }, context)).toEqual({ success: false });
  expect(printed.join('\n')).toContain(`env -u ${name} npx nx run bulkhead:orphans -c local${rest}\n`);
});

test.each<[string[], RunOptions, string]>([
  [['network'], { environment: 'local' }, 'npx nx run network:deploy -c local'],
  [[], { environment: 'dev' }, 'npx nx run-many -t deploy -c dev'],
  [['a', 'b'], { environment: 'dev' }, 'npx nx run-many -t deploy -p a,b -c dev'],
  [
    ['a'],
    {
      environment: "it's mine.json",
      stack: 'vpc',
      role: 'dr',
      force: true,
      dryRun: false,
      deadlineMinutes: 5,
    },
    `npx nx run a:deploy '--environment=it'\\''s mine.json' --stack=vpc --role=dr --force --deadlineMinutes=5`,
  ],
  [
    ['a'],
    { environment: 'dev', allowDestroy: ['aws_kms_key.a["b"]', 'x'] },
    `npx nx run a:deploy -c dev '--allowDestroy=aws_kms_key.a["b"]' --allowDestroy=x`,
  ],
])('the command for %j with %j is %s', (projects, options, expected) => {
  expect(commandLine('deploy', projects, options)).toBe(expected);
});

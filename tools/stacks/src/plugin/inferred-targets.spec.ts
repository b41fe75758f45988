import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CreateNodesContextV2, type TargetConfiguration } from '@nx/devkit';
import { testFolder } from '../test-folder';
import { createNodesV2 } from './inferred-targets';
import { environmentDigestVariable, todayVariable } from './run-hooks';
import { verbs } from './verbs';

const app = {
  name: 'network',
  metadata: { owner: '@acme/network', stacks: { vpc: { engine: 'cdktf', regions: ['primary'] } } },
};
const workspaceRoot = testFolder({
  'libs/config/src/environments/prod.ts': '',
  'libs/config/src/environments/local.ts': '',
  'libs/config/src/environments/local.spec.ts': '',
  'apps/network/project.json': app,
  'apps/cdn-dns/project.json': {
    ...app,
    name: 'cdn-dns',
    metadata: { ...app.metadata, stacks: { routing: { engine: 'cdktf', regions: ['global'] } } },
  },
  'apps/observability/project.json': {
    ...app,
    name: 'observability',
    metadata: { ...app.metadata, stacks: { monitoring: { engine: 'cdk', regions: ['primary', 'dr'] } } },
  },
  'apps/broken/project.json': { ...app, metadata: { stacks: app.metadata.stacks } },
  'apps/cdn-dns/jest.config.js': '',
  'libs/naming/project.json': { name: 'naming', metadata: { description: 'no stacks' } },
  'libs/naming/jest.config.js': '',
  'libs/bare/project.json': { name: 'bare' },
});

async function inferred(file: string) {
  const [, createNodes] = createNodesV2;
  const context = { workspaceRoot, nxJsonConfiguration: {} } as CreateNodesContextV2;
  const [first] = await createNodes([file], undefined, context);
  return first?.[1].projects;
}

async function targets(): Promise<Record<string, TargetConfiguration>> {
  return (await inferred('apps/network/project.json'))?.['apps/network']?.targets ?? {};
}

test('Nx gets a pattern and a function', () => {
  expect(createNodesV2).toEqual(['**/project.json', expect.any(Function)]);
});

const inFolder = (command: string, cwd: string) => ({
  executor: 'nx:run-commands',
  options: { command, cwd },
  cache: true,
});

test.each<[string, string, object]>([
  ['of which code is tested', 'libs/naming', { lint: 'eslint .', test: 'jest' }],
  ['without specs', 'libs/bare', { lint: 'eslint .' }],
])('a project %s gets targets for its code, and no verb', async (_, root, commands) => {
  expect(await inferred(`${root}/project.json`)).toEqual({
    [root]: {
      targets: Object.fromEntries(
        Object.entries(commands).map(([target, command]) => [
          target,
          expect.objectContaining(inFolder(command as string, root)) as object,
        ]),
      ),
    },
  });
});

test('a manifest that is wrong is refused, and named', async () => {
  await expect(inferred('apps/broken/project.json')).rejects.toMatchObject({
    errors: [
      [
        'apps/broken/project.json',
        expect.objectContaining({
          code: 'InvalidManifest',
          message: expect.stringContaining('metadata.owner'),
        }),
      ],
    ],
  });
});

test('the app with a stack that routes users can be simulated, for every environment', async () => {
  const found = (await inferred('apps/cdn-dns/project.json'))?.['apps/cdn-dns']?.targets ?? {};

  expect(Object.keys(found).sort()).toEqual([...verbs, 'lint', 'test', 'simulate'].sort());
  expect(found['simulate']).toMatchObject({
    executor: '@bulkhead/stacks:simulate',
    options: { environment: 'local' },
    configurations: { local: { environment: 'local' }, prod: { environment: 'prod' } },
  });
});

test('the alarms of the app that monitors can be played, for every environment', async () => {
  const found = (await inferred('apps/observability/project.json'))?.['apps/observability']?.targets ?? {};

  expect(Object.keys(found).sort()).toEqual([...verbs, 'lint', 'alarms', 'picture'].sort());
  expect(found['alarms']).toMatchObject({
    executor: '@bulkhead/stacks:alarms',
    options: { environment: 'local' },
    configurations: { local: { environment: 'local' }, prod: { environment: 'prod' } },
  });
});

test('the overview of the app that monitors can be drawn, for every environment', async () => {
  const found = (await inferred('apps/observability/project.json'))?.['apps/observability']?.targets ?? {};

  expect(found['picture']).toMatchObject({
    executor: '@bulkhead/stacks:picture',
    options: { environment: 'local' },
    configurations: { local: { environment: 'local' }, prod: { environment: 'prod' } },
  });
});

test('the alarms of every preset are cached by every app, every lib and the harness', async () => {
  const root = await inferred('project.json');

  expect(root?.['.']?.targets?.['preset-alarms']).toMatchObject({
    executor: '@bulkhead/stacks:preset-alarms',
    cache: true,
    inputs: expect.arrayContaining(['{workspaceRoot}/apps/**/*', '{workspaceRoot}/tools/alarms/src/**/*']),
  });
});

test('an app gets every verb, each with a configuration for every environment file and local as the default', async () => {
  const found = await targets();

  expect(Object.keys(found).sort()).toEqual([...verbs, 'lint'].sort());
  for (const verb of verbs) {
    expect(found[verb]).toMatchObject({
      executor: `@bulkhead/stacks:${verb}`,
      options: { environment: 'local' },
    });
    expect(found[verb]?.configurations).toEqual({
      local: { environment: 'local' },
      prod: { environment: 'prod' },
    });
  }
});

test.each(['deploy', 'destroy', 'diff', 'drift', 'recover'])(
  '%s waits for the build and nothing else, and is never cached',
  async (verb) => {
    expect((await targets())[verb]).toMatchObject({
      cache: false,
      dependsOn: [{ projects: ['bulkhead'], target: 'build' }],
    });
  },
);

test.each(['synth', 'validate'])('%s is cached, by the environment too', async (verb) => {
  const target = (await targets())[verb];

  expect(target?.cache).toBe(true);
  expect(target?.inputs).toEqual(
    expect.arrayContaining(['production', '^production', { env: environmentDigestVariable }]),
  );
});

test('validate is about all apps, the rules and the day, and leaves the evidence', async () => {
  const { validate } = await targets();

  expect(validate?.inputs).toEqual(
    expect.arrayContaining([
      { input: 'production', projects: expect.arrayContaining(['tag:type:app', 'tag:type:policy']) },
      { env: todayVariable },
    ]),
  );
  expect(validate?.outputs).toEqual([
    '{workspaceRoot}/dist/policy/{options.environment}.json',
    '{workspaceRoot}/dist/policy/{options.environment}.md',
  ]);
});

test('no app has files of other apps and libs among its inputs, which would have it affected by all of them', async () => {
  const inputs = Object.values(await targets()).flatMap((target) => target.inputs ?? []);

  expect(inputs.filter((input) => /^\{workspaceRoot\}\/(apps|libs)/.test(String(input)))).toEqual([]);
});

test('no verb has Nx synthesize: it would do so for `local` where the environment is given by option', async () => {
  const found = await targets();
  for (const verb of verbs) {
    expect(found[verb]?.dependsOn).toEqual([{ projects: ['bulkhead'], target: 'build' }]);
  }
});

test('the judgement of every preset is cached by every app, every lib and the day', async () => {
  const root = await inferred('project.json');

  expect(root?.['.']?.targets?.['presets']).toMatchObject({
    executor: '@bulkhead/stacks:presets',
    cache: true,
    inputs: expect.arrayContaining([
      '{workspaceRoot}/apps/**/*',
      '{workspaceRoot}/libs/**/*',
      '{workspaceRoot}/tools/stacks/src/**/*',
      { env: todayVariable },
    ]),
  });
});

test('a restored synthesis is that of the app, in the environment asked for', async () => {
  expect((await targets())['synth']?.outputs).toEqual([
    '{workspaceRoot}/dist/synth/{options.environment}/*/network',
  ]);
});

test('the check of the contracts is cached by every app and lib, and writing the snapshot never is', async () => {
  const root = await inferred('project.json');
  const { contracts, 'update-contracts': update } = root?.['.']?.targets ?? {};

  expect(contracts).toMatchObject({
    executor: '@bulkhead/stacks:contracts',
    cache: true,
    inputs: expect.arrayContaining(['{workspaceRoot}/apps/**/*', '{workspaceRoot}/libs/**/*']),
  });
  expect(update).toMatchObject({
    executor: '@bulkhead/stacks:contracts',
    cache: false,
    options: { update: true },
  });
});

test('every verb has an executor, alone and in a batch', () => {
  const { executors } = JSON.parse(readFileSync(join(__dirname, '../../executors.json'), 'utf8')) as {
    executors: Record<string, object>;
  };

  for (const verb of verbs) {
    expect(executors[verb]).toMatchObject({
      implementation: `./dist/executors/executors.js#${verb}`,
      batchImplementation: `./dist/executors/executors.js#${verb}Batch`,
      preferBatch: true,
    });
  }
});

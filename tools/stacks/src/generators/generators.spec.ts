import { resolve } from 'node:path';
import { type Tree } from '@nx/devkit';
import { FsTree } from 'nx/src/generators/tree';
import generateApp from './app/app';
import generateContract from './contract/contract';
import generateEnvironment from './environment/environment';
import generateFunction from './lambda-function/lambda-function';
import generateRule from './policy-rule/policy-rule';
import remove, { type RemoveOptions } from './remove/remove';
import generateStack from './stack/stack';

// Prettier cannot be loaded in Jest. The end-to-end test checks its formatting.
jest.mock('@nx/devkit', () => ({
  ...jest.requireActual<object>('@nx/devkit'),
  formatFiles: () => Promise.resolve(),
}));

const root = resolve(__dirname, '../../../..');

/** This repository in memory: nothing is written to the disk. */
const repository = (): Tree => new FsTree(root, false);

/** The changes of a generator, by path. */
const changes = (tree: Tree): Record<string, string> =>
  Object.fromEntries(
    tree.listChanges().map(({ path, type, content }) => [`${type} ${path}`, content?.toString() ?? '']),
  );
const paths = (tree: Tree): string[] => Object.keys(changes(tree)).sort();

const queue = { name: 'messaging', engine: 'cdktf', stack: 'queue', publishes: ['message-queue'] } as const;

const generators: [string, (tree: Tree) => Promise<unknown>, RemoveOptions][] = [
  ['an app', (tree) => generateApp(tree, queue), { kind: 'app', name: 'messaging' }],
  [
    'an app of CDK',
    (tree) => generateApp(tree, { ...queue, engine: 'cdk', consumes: ['network'] }),
    { kind: 'app', name: 'messaging' },
  ],
  [
    'a stack',
    (tree) =>
      generateStack(tree, {
        app: 'database',
        name: 'search',
        consumes: ['network', 'storage'],
        publishes: ['search'],
      }),
    { kind: 'stack', name: 'database/search' },
  ],
  [
    'a stack of an app whose presets leave it out',
    (tree) => generateStack(tree, { app: 'dr-region', name: 'search', regions: ['dr'] }),
    { kind: 'stack', name: 'dr-region/search' },
  ],
  [
    'a stack of another engine than the others of its app',
    (tree) => generateStack(tree, { app: 'database', name: 'search', engine: 'cdk', consumes: ['network'] }),
    { kind: 'stack', name: 'database/search' },
  ],
  [
    'a stack of CDK in an app with both engines',
    (tree) => generateStack(tree, { app: 'observability', name: 'search', engine: 'cdk' }),
    { kind: 'stack', name: 'observability/search' },
  ],
  [
    'a stack of CDKTF in an app with both engines',
    (tree) => generateStack(tree, { app: 'observability', name: 'search', engine: 'cdktf' }),
    { kind: 'stack', name: 'observability/search' },
  ],
  [
    'an environment',
    (tree) =>
      generateEnvironment(tree, {
        name: 'staging',
        preset: 'patient-data',
        account: '123456789012',
        promotedAfter: 'dev',
      }),
    { kind: 'environment', name: 'staging' },
  ],
  [
    'an environment whose account Nx has read as a number',
    (tree) =>
      generateEnvironment(tree, {
        name: 'staging',
        preset: 'patient-data',
        account: 123456789012,
        promotedAfter: 'dev',
      }),
    { kind: 'environment', name: 'staging' },
  ],
  [
    'a Lambda function',
    (tree) => generateFunction(tree, { name: 'greet' }),
    { kind: 'lambda-function', name: 'greet' },
  ],
  [
    'a rule',
    (tree) =>
      generateRule(tree, {
        name: 'workgroup-encrypted',
        resourceType: 'AWS::Athena::WorkGroup',
        property: 'WorkGroupConfiguration',
        control: '164.312(a)(2)(iv)',
      }),
    { kind: 'policy-rule', name: 'workgroup-encrypted' },
  ],
];

describe.each(generators)('%s', (_, generate, removal) => {
  test('can be generated twice with the same result', async () => {
    const tree = repository();
    await generate(tree);
    const once = changes(tree);
    await generate(tree);

    expect(Object.keys(once)).not.toEqual([]);
    expect(changes(tree)).toEqual(once);
  });

  test('is removed without a trace', async () => {
    const tree = repository();
    await generate(tree);
    await remove(tree, removal);

    expect(paths(tree)).toEqual([]);
  });
});

test('an app touches only its own folders, and generated files', async () => {
  const tree = repository();
  await generateApp(tree, queue);

  expect(paths(tree)).toEqual([
    'CREATE apps/messaging/README.md',
    'CREATE apps/messaging/jest.config.js',
    'CREATE apps/messaging/project.json',
    'CREATE apps/messaging/src/main.ts',
    'CREATE apps/messaging/src/queue-stack.spec.ts',
    'CREATE apps/messaging/src/queue-stack.ts',
    'CREATE libs/config/src/apps/messaging/presets.ts',
    'CREATE libs/config/src/apps/messaging/queue.ts',
    'CREATE libs/config/src/apps/messaging/settings.ts',
    'CREATE libs/contracts/src/messaging/message-queue.ts',
    'UPDATE .github/CODEOWNERS',
    'UPDATE libs/config/src/apps/owners.generated.ts',
    'UPDATE libs/config/src/apps/presets.generated.ts',
    'UPDATE libs/config/src/apps/settings.generated.ts',
    'UPDATE libs/contracts/src/contracts.generated.ts',
  ]);
  const file = 'apps/messaging/project.json';
  expect(JSON.parse(tree.read(file, 'utf8') ?? '')).toMatchObject({
    name: 'messaging',
    tags: ['type:app', 'engine:cdktf', 'team:messaging'],
    metadata: {
      owner: '@acme/messaging',
      stacks: { queue: { engine: 'cdktf', regions: ['primary'], publishes: ['message-queue'] } },
    },
  });
});

describe('an app that gets a stack of the other engine', () => {
  const files = (tree: Tree) => ({
    tags: (JSON.parse(tree.read('apps/messaging/project.json', 'utf8') ?? '{}') as { tags: string[] }).tags,
    ...Object.fromEntries(
      ['main', 'cdk-stacks', 'cdktf-stacks'].map((name) => [
        name,
        tree.read(`apps/messaging/src/${name}.ts`, 'utf8'),
      ]),
    ),
  });
  const entryOf = (engine: string, ...stacks: string[]) =>
    `import { synthesizeApp } from '@bulkhead/${engine}';\n\nvoid synthesizeApp(__dirname, {${stacks.join(',')}});\n`;
  const queueEntry = " queue: async () => (await import('./queue-stack.js')).QueueStack";
  const deskEntry = " desk: async () => (await import('./desk-stack.js')).DeskStack";
  let tree: Tree;

  beforeEach(async () => {
    tree = repository();
    await generateApp(tree, queue);
    await generateStack(tree, { app: 'messaging', name: 'desk', engine: 'cdk' });
  });

  test('has an entry for each engine, and one that chooses', () => {
    expect(files(tree)).toEqual({
      tags: ['type:app', 'engine:both', 'team:messaging'],
      main: tree.read('apps/observability/src/main.ts', 'utf8'),
      'cdk-stacks': entryOf('cdk', deskEntry),
      'cdktf-stacks': entryOf('cdktf', queueEntry),
    });
    expect(tree.read('apps/messaging/src/desk-stack.ts', 'utf8')).toContain("from '@bulkhead/cdk'");
  });

  test('enters a further stack in the entry of its engine', async () => {
    await generateStack(tree, { app: 'messaging', name: 'archive', engine: 'cdktf' });

    expect(files(tree)).toMatchObject({
      'cdk-stacks': entryOf('cdk', deskEntry),
      'cdktf-stacks': entryOf(
        'cdktf',
        queueEntry,
        " archive: async () => (await import('./archive-stack.js')).ArchiveStack",
      ),
    });
  });

  test('keeps both engines while each has a stack', async () => {
    await generateStack(tree, { app: 'messaging', name: 'archive', engine: 'cdk' });
    await remove(tree, { kind: 'stack', name: 'messaging/desk' });

    expect(files(tree)).toMatchObject({
      tags: ['type:app', 'engine:both', 'team:messaging'],
      'cdk-stacks': entryOf('cdk', " archive: async () => (await import('./archive-stack.js')).ArchiveStack"),
    });
  });

  test('has the other engine alone when the last stack of one goes, whichever it is', async () => {
    await remove(tree, { kind: 'stack', name: 'messaging/queue' });

    expect(files(tree)).toEqual({
      tags: ['type:app', 'engine:cdk', 'team:messaging'],
      main: entryOf('cdk', deskEntry),
      'cdk-stacks': null,
      'cdktf-stacks': null,
    });
  });

  test.each(['main', 'cdktf-stacks'])('loses nothing that the team added to %s.ts', async (name) => {
    const file = `apps/messaging/src/${name}.ts`;
    tree.write(file, `${tree.read(file, 'utf8')}console.log('ours');\n`);

    await expect(remove(tree, { kind: 'stack', name: 'messaging/queue' })).rejects.toThrow(
      new RegExp(
        `src/${name}.ts goes with the last stack of cdktf[^]*move what the team added[^]*UneditableFile`,
      ),
    );
  });
});

test('an app whose entry a generator cannot move is left as it is', async () => {
  const tree = repository();
  tree.write('apps/network/src/main.ts', "import './elsewhere';\n");

  await expect(generateStack(tree, { app: 'network', name: 'search', engine: 'cdk' })).rejects.toThrow(
    /let apps\/network\/src\/main\.ts call synthesizeApp of @bulkhead\/cdktf[^]*\(UneditableFile\)/,
  );
  expect(paths(tree)).toEqual(['UPDATE apps/network/src/main.ts']);
});

test('a contract is published by the stack that is named', async () => {
  const tree = repository();
  await generateApp(tree, { ...queue, publishes: [] });
  await generateContract(tree, { name: 'message-queue', app: 'messaging', stack: 'queue' });

  expect(tree.read('apps/messaging/src/queue-stack.ts', 'utf8')).toContain(
    'publish(this, messageQueue, { logGroupName: logs.groups.log.name });',
  );
  expect(tree.read('libs/contracts/src/messaging/message-queue.ts', 'utf8')).toContain(
    "contract('message-queue', {",
  );
});

test('a contract with readers only in the snapshot is not removed, and nothing is changed', async () => {
  const tree = repository();
  const manifest = 'apps/database/project.json';
  const file = 'libs/contracts/contracts.snapshot.json';
  const id = 'database/relational@primary';
  tree.write(
    file,
    JSON.stringify({ dev: { [id]: { consumes: ['/bulkhead/dev/message-queue/logGroupName'] } } }),
  );
  await generateApp(tree, {
    name: 'messaging',
    engine: 'cdktf',
    stack: 'queue',
    publishes: ['message-queue'],
  });
  const before = tree.read(manifest, 'utf8');

  await expect(remove(tree, { kind: 'app', name: 'messaging' })).rejects.toThrow(
    /contract "message-queue" by database\/relational@primary in dev[^]*bulkhead:update-contracts[^]*\(StillUsed\)/,
  );
  expect(tree.exists('apps/messaging/project.json')).toBe(true);
  expect(tree.read(manifest, 'utf8')).toBe(before);
  await remove(tree, { kind: 'app', name: 'messaging', skipSnapshot: true });
  expect(tree.exists('apps/messaging')).toBe(false);
});

test('a contract that others read is not removed', async () => {
  await expect(remove(repository(), { kind: 'app', name: 'network' })).rejects.toThrow(
    /app-platform\/service, which consumes it[^]*\(StillUsed\)/,
  );
  await expect(remove(repository(), { kind: 'contract', name: 'network' })).rejects.toThrow(/StillUsed/);
  await expect(remove(repository(), { kind: 'environment', name: 'dev' })).rejects.toThrow(
    /prod[^]*\(StillUsed\)/,
  );
});

test.each<[string, (tree: Tree) => Promise<unknown>, RegExp]>([
  [
    'a name that is none',
    (tree) => generateApp(tree, { ...queue, name: 'Messaging' }),
    /--name is "Messaging"/,
  ],
  [
    'an app that is none',
    (tree) => generateStack(tree, { app: 'netwrok', name: 'x' }),
    /no app "netwrok"[^]*write network/,
  ],
  [
    'a stack without an engine, of an app with both',
    (tree) => generateStack(tree, { app: 'observability', name: 'x' }),
    /observability has stacks of both engines[^]*add --engine=cdk or --engine=cdktf/,
  ],
  [
    'a stack that there is with another engine',
    (tree) => generateStack(tree, { app: 'observability', name: 'audit', engine: 'cdk' }),
    /a stack "audit" of cdktf[^]*write --engine=cdktf/,
  ],
  [
    'an engine that is none',
    (tree) => generateStack(tree, { app: 'network', name: 'x', engine: 'terraform' as 'cdktf' }),
    /--engine is "terraform"; allowed: cdk, cdktf/,
  ],
  [
    'a contract that is none',
    (tree) => generateApp(tree, { ...queue, consumes: ['netwrk'] }),
    /--consumes=network/,
  ],
  [
    'a preset that is none',
    (tree) => generateEnvironment(tree, { name: 'qa', preset: 'sas', promotedAfter: 'dev' }),
    /--preset=saas/,
  ],
  [
    'an account that is none',
    (tree) => generateEnvironment(tree, { name: 'qa', preset: 'saas', promotedAfter: 'dev', account: '12' }),
    /twelve digits/,
  ],
  [
    'a stack that is none',
    (tree) => generateContract(tree, { name: 'x', app: 'network', stack: 'vcp' }),
    /network has no stack "vcp"[^]*stacks:stack vcp --app=network --engine=cdktf\s+\(InvalidOption\)/,
  ],
])('%s is refused, and nothing is changed', async (_, generate, said) => {
  const tree = repository();

  await expect(generate(tree)).rejects.toThrow(said);
  expect(paths(tree)).toEqual([]);
});

test('a file that a generator cannot edit is named, with the line to add', async () => {
  const tree = repository();
  tree.write('apps/network/src/main.ts', "import './elsewhere';\n");

  await expect(generateStack(tree, { app: 'network', name: 'search' })).rejects.toThrow(
    /apps\/network\/src\/main\.ts is not written[^]*add to apps\/network\/src\/main\.ts: 'search': async[^]*\(UneditableFile\)/,
  );
});

test('a stack whose names in AWS another app has is refused', async () => {
  const tree = repository();
  await generateApp(tree, { ...queue, stack: 'queue-archive' });

  await expect(
    generateApp(tree, { ...queue, name: 'messaging-queue', stack: 'archive', publishes: [] }),
  ).rejects.toThrow(
    /messaging-queue\/archive and messaging\/queue-archive would have the same names[^]*\(InvalidOption\)/,
  );
});

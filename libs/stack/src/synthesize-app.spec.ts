import { fork, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthRequestVariable, type SynthReply, type SynthRequest } from './index';

const project = mkdtempSync(join(tmpdir(), 'bulkhead-synthesize-app-'));
const entry = join(project, 'dist/main.js');
/** The entry of an app with both engines. */
const both = join(project, 'dist/both.js');
/** The entry of an app with both engines, as generators write it: each engine has its own entry. */
const pair = join(project, 'pair/dist/main.js');
/** The entry reads the library from its sources. */
const execArgv = ['-C', '@bulkhead/source', '-r', require.resolve('@swc-node/register')];

/** An entry with an engine of its own: it writes its request, and publishes according to `acts`. */
const main = `
  const { writeFileSync } = require('node:fs');
  const { contract, parameter } = require(${JSON.stringify(require.resolve('@bulkhead/contracts'))});
  const { synthesizeApp } = require(${JSON.stringify(join(__dirname, 'index.ts'))});
  const contracts = {
    alpha: contract('alpha', { id: parameter(/\\d+/, 'An id') }),
    beta: contract('beta', { id: parameter(/\\d+/, 'An id') }),
  };
  const publishing = (...names) => async () => (context) => {
    for (const name of names)
      for (const use of context.parametersOf('publishes', contracts[name])) context.record('publishes', use);
  };
  const stacks = {
    good: publishing('beta', 'alpha'),
    lazy: publishing('alpha'),
    eager: publishing('alpha', 'beta'),
    defective: async () => () => { throw new TypeError('x is not a function'); },
    'not-exported': async () => undefined,
    'not-written': async () => require('./not-written-stack.js'),
    broken: async () => require('./broken-stack.js'),
    astray: async () => (context) => context.parametersOf('publishes', contracts.gamma),
    mistyped: async () => (context) => context.parametersOf('publishes', contracts.gamma),
    foreign: publishing(),
  };
  void synthesizeApp(__dirname, 'cdk', stacks, (build, context, directory) => {
    build(context);
    writeFileSync(directory + '/template', context.region);
    return { template: 'template', name: 'qa-good', omitted: [] };
  });
`;

beforeAll(() => {
  const stack = (...publishes: string[]) => ({ engine: 'cdk', regions: ['primary', 'dr'], publishes });
  const stacks = {
    good: stack('alpha', 'beta'),
    lazy: stack('alpha', 'beta'),
    eager: stack('alpha'),
    defective: stack(),
    'not-built': stack(),
    'not-exported': stack(),
    'not-written': stack(),
    broken: stack(),
    astray: stack('gamma'),
    mistyped: stack('network'),
    foreign: { ...stack(), engine: 'cdktf' },
  };
  const manifest = { name: 'shop', metadata: { owner: '@acme/shop', stacks } };
  const environment = { name: 'qa', preset: 'saas', account: '123456789012' };
  mkdirSync(join(project, 'dist'));
  writeFileSync(entry, main);
  mkdirSync(join(project, 'pair/dist'), { recursive: true });
  writeFileSync(
    pair,
    `const { synthesizeByEngine } = require(${JSON.stringify(join(__dirname, 'index.ts'))});
     void synthesizeByEngine(__dirname, {
       cdk: async () => require('./cdk-stacks.js'),
       cdktf: async () => require('./cdktf-stacks.js'),
     });`,
  );
  // Both call the adapter of CDK.
  for (const name of ['cdk', 'cdktf']) writeFileSync(join(project, `pair/dist/${name}-stacks.js`), main);
  writeFileSync(join(project, 'pair/project.json'), JSON.stringify(manifest));
  writeFileSync(
    both,
    `const { synthesizeByEngine } = require(${JSON.stringify(join(__dirname, 'index.ts'))});
     void synthesizeByEngine(__dirname, {
       cdk: async () => require('./main.js'),
       cdktf: async () => { throw new TypeError('the entry of cdktf is loaded'); },
     });`,
  );
  writeFileSync(join(project, 'dist/broken-stack.js'), "require('./queue.js');");
  writeFileSync(join(project, 'project.json'), JSON.stringify(manifest));
  writeFileSync(join(project, 'qa.json'), JSON.stringify(environment));
});
afterAll(() => rmSync(project, { recursive: true }));

/** Runs an entry like the tool, and returns its answer. */
function synthesized(over: Partial<SynthRequest>, program = entry) {
  const directory = mkdtempSync(join(project, 'out-'));
  const request: SynthRequest = {
    environment: 'qa.json',
    workingDirectory: project,
    stack: 'good',
    role: 'primary',
    directory,
    ...over,
  };
  return new Promise<{ code: number | null; reply?: SynthReply; directory: string }>((resolve) => {
    const env = { ...process.env, [synthRequestVariable]: JSON.stringify(request) };
    const child = fork(program, { env, execArgv, silent: true });
    let reply: SynthReply | undefined;
    child.on('message', (message) => (reply = message as SynthReply));
    child.on('close', (code) => resolve({ code, reply, directory }));
  });
}

test('a stack is built into the folder with a description, and the tool gets an answer', async () => {
  const { code, reply, directory } = await synthesized({});

  expect(reply).toEqual({ done: true });
  expect(code).toBe(0);
  expect(readFileSync(join(directory, 'template'), 'utf8')).toBe('us-east-1');
  expect(JSON.parse(readFileSync(join(directory, 'stack.json'), 'utf8'))).toEqual({
    app: 'shop',
    stack: 'good',
    engine: 'cdk',
    role: 'primary',
    region: 'us-east-1',
    template: 'template',
    name: 'qa-good',
    omitted: [],
    suppressions: [],
    consumes: [],
    publishes: ['alpha', 'beta'].map((contract) => ({
      contract,
      key: 'id',
      kind: 'string',
      path: `/bulkhead/qa/${contract}/id`,
      pattern: '^(?:\\d+)$',
    })),
  });
});

test.each<[string, Partial<SynthRequest>, string, string]>([
  ['publishes less than declared', { stack: 'lazy' }, 'UnusedDeclaration', 'remove "beta"'],
  [
    'publishes more than declared',
    { stack: 'eager' },
    'UndeclaredContract',
    'metadata.stacks.eager: "publishes": ["alpha","beta"]',
  ],
  ['the manifest does not declare', { stack: 'none' }, 'UnknownStack', 'project.json'],
  [
    'the entry does not build',
    { stack: 'not-built' },
    'UnknownStack',
    "add to apps/shop/src/main.ts: 'not-built': async () => (await import('./not-built-stack.js')).NotBuiltStack,",
  ],
  [
    'has no class in what the entry imports',
    { stack: 'not-exported' },
    'MissingStackClass',
    'write export class NotExportedStack extends BulkheadStack in apps/shop/src/not-exported-stack.ts',
  ],
  [
    'is in a missing file',
    { stack: 'not-written' },
    'MissingStackClass',
    'apps/shop/src/not-written-stack.ts',
  ],
  [
    'is of another engine than the entry',
    { stack: 'foreign' },
    'WrongEngine',
    'in apps/shop/project.json, metadata.stacks.foreign: "engine": "cdk"; or import synthesizeApp of @bulkhead/cdktf in apps/shop/src/main.ts',
  ],
  [
    'publishes a contract that nobody has written',
    { stack: 'astray' },
    'UnknownContract',
    "write contract('gamma', { … }) in libs/contracts/src/shop/gamma.ts, then npx nx run bulkhead:update-indexes",
  ],
  [
    'imports a contract by another name',
    { stack: 'mistyped' },
    'UnknownContract',
    'correct the import in apps/shop/src',
  ],
  ['has a role that no region has', { role: 'dr' }, 'RoleNotInEnvironment', 'regions.dr'],
  ['is for a missing environment', { environment: 'no.json' }, 'UnreadableEnvironment', 'path'],
])('a stack that %s is refused, with a next step and no description', async (_, over, code, next) => {
  const outcome = await synthesized(over);

  expect(outcome).toMatchObject({ code: 1, reply: { code, next: expect.stringContaining(next) } });
  expect(existsSync(join(outcome.directory, 'stack.json'))).toBe(false);
});

test('a missing import in the file of a stack is a defect of that file', async () => {
  const { reply } = await synthesized({ stack: 'broken' });

  expect(reply).toMatchObject({ code: 'SynthFailed', message: expect.stringContaining('./queue.js') });
});

test('the answer to a defect in the code of a stack names its place', async () => {
  const { code, reply } = await synthesized({ stack: 'defective' });

  expect(code).toBe(1);
  expect(reply).toMatchObject({
    code: 'SynthFailed',
    message: expect.stringMatching(/TypeError: x is not a function[^]*main\.js:\d+/),
  });
});

describe('an app with both engines', () => {
  test('builds a stack with the entry of its engine', async () => {
    const { code, reply, directory } = await synthesized({}, both);

    expect([code, reply]).toEqual([0, { done: true }]);
    expect(existsSync(join(directory, 'stack.json'))).toBe(true);
  });

  test('may have an entry of each engine in a file of its own', async () => {
    expect(await synthesized({}, pair)).toMatchObject({ code: 0, reply: { done: true } });
  });

  test.each([
    [
      'whose entry calls another adapter',
      'foreign',
      'WrongEngine',
      'import synthesizeApp of @bulkhead/cdktf in apps/shop/src/cdktf-stacks.ts',
    ],
    [
      'that is not in the entry of its engine',
      'not-built',
      'UnknownStack',
      `if apps/shop/src/cdktf-stacks.ts builds it, in apps/shop/project.json, metadata.stacks.not-built: "engine": "cdktf"; if not, add to apps/shop/src/cdk-stacks.ts: 'not-built': async () => (await import('./not-built-stack.js')).NotBuiltStack,`,
    ],
    [
      'whose file is missing',
      'not-written',
      'MissingStackClass',
      "write export class NotWrittenStack extends BulkheadStack in apps/shop/src/not-written-stack.ts, with this line in apps/shop/src/cdk-stacks.ts: 'not-written': async () => (await import('./not-written-stack.js')).NotWrittenStack,",
    ],
  ])('names the entry of the engine for a stack %s', async (_, stack, code, next) => {
    expect(await synthesized({ stack }, pair)).toMatchObject({ code: 1, reply: { code, next } });
  });

  test.each([
    [
      'loads no other entry, and answers if the entry cannot be loaded',
      'foreign',
      'SynthFailed',
      'the entry of cdktf is loaded',
    ],
    ['answers for a stack that the manifest does not have', 'none', 'UnknownStack', 'none'],
  ])('%s', async (_, stack, code, message) => {
    const outcome = await synthesized({ stack }, both);

    expect(outcome).toMatchObject({ code: 1, reply: { code, message: expect.stringContaining(message) } });
  });
});

test.each([entry, both])('a person who runs the entry sees the right command', (program) => {
  const env = { ...process.env, [synthRequestVariable]: undefined };
  const { status, stderr } = spawnSync(process.execPath, [...execArgv, program], { env, encoding: 'utf8' });

  expect(status).toBe(1);
  expect(stderr).toContain('(NoSynthRequest)');
  expect(stderr).toContain('next: npx nx run-many -t synth -c local');
});

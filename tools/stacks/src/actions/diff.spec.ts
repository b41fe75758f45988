import './test-mocked-world';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BulkheadError, Refusal } from '@bulkhead/errors';
import { type DiffFile } from '../plans/diff-schema';
import { testChange } from '../plans/test-diffs';
import { testFolder, writeFiles } from '../test-folder';
import { type StackInstance } from '../workspace/stack-instance';
import { drawn, testInstance } from '../workspace/test-instances';
import { diff } from './diff';
import { beginWorld, testRun, type TestWorld } from './test-world';

function mockWorld(part: string) {
  return jest.requireActual<Record<string, object>>('./test-world')[part];
}
jest.mock('../engines/terraform/state-keeper', () => mockWorld('mockedStates'));

jest.mock('../preflight/preflight', () => mockWorld('mockedPreflight'));

let world: TestWorld;
beforeEach(() => (world = beginWorld()));

/** Compares stacks. Also returns what was left in the workspace. */
async function compared(
  instances: readonly StackInstance[],
  selected: readonly StackInstance[] = instances,
  workspaceRoot = testFolder(),
) {
  const { run, output } = testRun(instances, selected);
  const { stacks, standing } = await diff({ ...run, workspaceRoot });
  const read = (path: string) => readFileSync(join(workspaceRoot, path), 'utf8');
  return {
    stacks,
    standing,
    output,
    file: JSON.parse(read('dist/diff/qa.json')) as DiffFile,
    markdown: read('dist/diff/qa.md'),
  };
}

test('each stack ends like its diff, with the number of its resources', async () => {
  const instances = drawn('A, B, C, D');
  const [, b] = instances as [StackInstance, StackInstance];
  world.record(b);
  world.engine.diff = async ({ instance }) => {
    if (instance.app === 'C') throw new Refusal('StateLocked', 'Somebody is at work.');
    if (instance.app === 'D') throw new BulkheadError('TerraformFailed', 'AWS says no.');
    return { changes: [testChange('add'), testChange('replace'), testChange('change')] };
  };
  const { stacks, output } = await compared(instances);
  const ended = Object.fromEntries(stacks.map(({ app, outcome, reason }) => [app, [outcome, reason]]));

  expect(ended).toEqual({
    A: ['done', '1 to add, 1 to change, 1 to replace: never deployed'],
    B: ['unchanged', expect.not.stringContaining('to touch')],
    C: ['refused', expect.stringContaining('Somebody is at work.')],
    D: ['failed', expect.stringContaining('AWS says no.')],
  });
  expect(stacks.find(({ app }) => app === 'A')).toMatchObject({
    resources: { added: 2, changed: 1, destroyed: 1 },
    causes: [{ type: 'never-deployed' }],
  });
  // A stack ends with the same words that it said while the others were compared.
  expect(
    Object.fromEntries(
      output.events.flatMap((event) =>
        event.type === 'finished' ? [[event.instance.app, [event.result.outcome, event.result.reason]]] : [],
      ),
    ),
  ).toEqual(ended);
});

test('producers are shown before their consumers, whatever the order of the command', async () => {
  const [a, b, c] = drawn('A -> B, B -> C') as [StackInstance, StackInstance, StackInstance];
  const { stacks, file, output } = await compared([a, b, c], [c, b, a]);

  expect(stacks.map(({ app }) => app)).toEqual(['A', 'B', 'C']);
  expect(file.stacks.map(({ app }) => app)).toEqual(['A', 'B', 'C']);
  // No stack waits for another: each is compared with what is deployed now.
  expect(output.events.flatMap((event) => (event.type === 'waiting' ? [event.before] : []))).toEqual([
    [],
    [],
    [],
  ]);
});

test('a diff is written for people and for a deploy, and says where', async () => {
  const [a] = drawn('A') as [StackInstance];
  const orphan = testInstance('gone/main@primary');
  world.record(orphan, { engine: 'cdktf' });
  const { file, markdown, output, standing } = await compared([a]);

  expect(file).toMatchObject({
    version: 1,
    environment: 'qa',
    account: '123456789012',
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    stacks: [{ app: 'A', outcome: 'planned' }],
    orphans: [{ app: 'gone' }],
  });
  expect(standing?.orphans).toEqual(file.orphans);
  expect(markdown).toMatch(/^## Diff of qa: .*`gone\/main@primary`/s);
  expect(output.lines).toEqual(
    expect.arrayContaining([expect.stringMatching(/^A\/main@primary {2}no resources to touch: never/)]),
  );
  expect(output.lines.at(-1)).toBe('written: dist/diff/qa.json, dist/diff/qa.md');
});

test('no file of an earlier diff is left beside a new one, also if the new one failed', async () => {
  const [a] = drawn('A') as [StackInstance];
  const workspaceRoot = testFolder({
    'dist/diff/qa/primary/A/main/plan.bin': 'old',
    'dist/diff/qa.json': {},
  });
  const { run } = testRun([a]);
  const event = () => {
    throw new Error('no terminal');
  };

  await expect(diff({ ...run, workspaceRoot, output: { ...run.output, event } })).rejects.toThrow();
  for (const path of ['dist/diff/qa.json', 'dist/diff/qa/primary/A/main/plan.bin'])
    expect(existsSync(join(workspaceRoot, path))).toBe(false);
});

test('a stack that needs a missing value is deferred', async () => {
  const [a, b] = drawn('A -> B') as [StackInstance, StackInstance];
  const path = '/bulkhead/qa/A/id';
  const use = { contract: 'A', key: 'id', path, kind: 'string', pattern: '^.+$' } as const;
  world.synthesized.set(a.id, { publishes: [use] });
  world.synthesized.set(b.id, { consumes: [use] });
  const { stacks } = await compared([a, b]);

  expect(stacks.map(({ app, outcome }) => [app, outcome])).toEqual([
    ['A', 'done'],
    ['B', 'deferred'],
  ]);
  expect(world.asked).toEqual(['diff A/main@primary']);
});

describe('what a diff says of the checkout', () => {
  const git = (workspaceRoot: string, ...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=ada', '-c', 'user.email=ada@acme', ...words], {
      cwd: workspaceRoot,
      encoding: 'utf8',
    }).trim();
  const repository = () => {
    const workspaceRoot = testFolder({ '.gitignore': 'dist\n' });
    git(workspaceRoot, 'init', '--quiet');
    git(workspaceRoot, 'add', '--all');
    git(workspaceRoot, 'commit', '--quiet', '--message=a');
    return { workspaceRoot, commit: git(workspaceRoot, 'rev-parse', 'HEAD') };
  };

  test('is the commit, and that no file differs from it', async () => {
    const { workspaceRoot, commit } = repository();

    expect((await compared(drawn('A'), undefined, workspaceRoot)).file.source).toEqual({
      commit,
      clean: true,
    });
  });

  test('is that files differ from it', async () => {
    const { workspaceRoot, commit } = repository();
    writeFiles(workspaceRoot, { 'new.ts': '' });

    expect((await compared(drawn('A'), undefined, workspaceRoot)).file.source).toEqual({
      commit,
      clean: false,
    });
  });

  test('is nothing if it is no repository', async () => {
    expect((await compared(drawn('A'))).file.source).toBeUndefined();
  });
});

describe('the preflight of a diff', () => {
  const [a, b, c] = drawn('A -> B, C') as [StackInstance, StackInstance, StackInstance];
  const path = '/bulkhead/qa/A/id';

  test('gets the stacks that a deploy would bring to an engine, with what is known of them', async () => {
    const use = { contract: 'A', key: 'id', path, kind: 'string', pattern: '^.+$' } as const;
    world.synthesized.set(a.id, { publishes: [use] });
    world.synthesized.set(b.id, { consumes: [use] });
    world.record(a, { outcome: 'failed' });
    world.record(c);
    world.parameters.set(`${a.region} ${path}`, 'one');
    await compared([a, b, c]);

    expect(world.preflights).toHaveLength(1);
    const [request] = world.preflights;
    expect(request?.caller).toBe('ada@laptop');
    expect([...(request?.stacks.keys() ?? [])].map(({ id }) => id)).toEqual([a.id, b.id]);
    expect([a, b].map((instance) => request?.isRecorded(instance))).toEqual([true, false]);
    expect(await request?.valuesOf(b, [path])).toEqual(new Map([[path, 'one']]));
  });

  test('does not run if a deploy would deploy nothing', async () => {
    world.record(c);
    const { file } = await compared([c]);

    expect(world.preflights).toEqual([]);
    expect(file.preflight).toBeUndefined();
  });

  test('is reported if it breaks off, and does not stop the comparison', async () => {
    world.preflight = new BulkheadError('AccessDenied', 'It may not be asked.');
    const { stacks, file } = await compared([a]);

    expect(stacks).toMatchObject([{ app: 'A', outcome: 'done' }]);
    expect(JSON.stringify(file.preflight)).toContain('It may not be asked.');
  });
});

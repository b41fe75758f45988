import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BulkheadError } from '@bulkhead/errors';
import { readSynthIndex, writeSynthIndexes } from '../synthesis/synth-index';
import { SynthesisCache } from '../synthesis/synthesis-cache';
import { synthesize, type Synthesized } from '../synthesis/synthesize';
import { testFolder } from '../test-folder';
import { type StackInstance } from '../workspace/stack-instance';
import { drawn } from '../workspace/test-instances';
import { requireSynthesized, synthesisSettings } from './synthesize-all';
import { synth } from '../actions/synth';
import { testRun } from '../actions/test-world';

jest.mock('../synthesis/synthesize', () => ({ synthesize: jest.fn() }));
jest.mock('../synthesis/synthesis-cache', () => ({ SynthesisCache: jest.fn() }));

const instances = drawn('A, B, C');
const [a, b, c] = instances as [StackInstance, StackInstance, StackInstance];

beforeEach(() => {
  jest.mocked(SynthesisCache).mockClear();
  jest.mocked(synthesize).mockResolvedValue({ reused: false } as Synthesized);
});
afterEach(() => delete process.env['NX_SKIP_NX_CACHE']);

test('a stack that cannot be synthesized fails alone, and reused output is marked', async () => {
  jest.mocked(synthesize).mockImplementation(async (instance) => {
    if (instance === a) throw new BulkheadError('NoZones', 'There are no zones.');
    return { reused: instance === b } as Synthesized;
  });
  const { run, output } = testRun(instances);
  const { stacks } = await synth({ ...run, parallel: 1 });

  expect(stacks.map(({ app, outcome, reason }) => [app, outcome, reason])).toEqual([
    ['A', 'failed', expect.stringMatching(/^There are no zones\.\s+\(NoZones\)/)],
    ['B', 'done', 'synthesized before'],
    ['C', 'done', 'synthesized'],
  ]);
  expect(output.events.map(({ type, instance }) => `${type} ${instance.app}`)).toEqual(
    ['A', 'B', 'C'].flatMap((app) => [`started ${app}`, `finished ${app}`]),
  );
});

test('only the selected stacks are synthesized', async () => {
  const { stacks } = await synth(testRun(instances, [b]).run);

  expect(stacks.map(({ app }) => app)).toEqual(['B']);
});

test.each([
  [undefined, false],
  ['false', false],
  ['true', true],
])('with NX_SKIP_NX_CACHE=%s everything is synthesized again: %s', async (value, skips) => {
  if (value) process.env['NX_SKIP_NX_CACHE'] = value;
  const { run } = testRun([a]);
  await synth(run);

  expect(jest.mocked(SynthesisCache).mock.calls).toEqual([[run.workspaceRoot, skips]]);
  expect(jest.mocked(synthesize).mock.lastCall?.[1].cache).toBe(
    jest.mocked(SynthesisCache).mock.instances[0],
  );
});

test('output of stacks that the environment no longer has is removed, and no other', async () => {
  const folder = (environment: string, app: string) => `dist/synth/${environment}/primary/${app}/main`;
  const described = ({ app, stack, role, region, engine }: StackInstance) => ({
    app,
    stack,
    role,
    region,
    engine,
    template: 'cdk.tf.json',
    omitted: [],
    publishes: [],
    consumes: [],
    suppressions: [],
  });
  const workspaceRoot = testFolder({
    [`${folder('qa', 'A')}/stack.json`]: described(a),
    [`${folder('qa', 'B')}/stack.json`]: described(b),
    [`${folder('qa', 'C')}/stack.json`]: described(c),
    [`${folder('prod', 'C')}/stack.json`]: described(c),
  });
  writeSynthIndexes(workspaceRoot);
  const { run } = testRun([a, b], [a]);
  await synth({ ...run, workspaceRoot });

  expect(readSynthIndex(workspaceRoot, 'qa').map(({ app }) => app)).toEqual(['A', 'B']);
  expect(existsSync(join(workspaceRoot, folder('qa', 'C')))).toBe(false);
  expect(existsSync(join(workspaceRoot, folder('prod', 'C')))).toBe(true);
});

test("a synthesis knows the folder of its app's project, and the environment as the user named it", () => {
  const { run } = testRun(instances);
  const found = { ...run, workingDirectory: 'apps', projectRoots: new Map([['A', 'products/a']]) };

  expect(synthesisSettings(found, a)).toEqual({
    workspaceRoot: run.workspaceRoot,
    environment: 'qa',
    environmentReference: 'qa.json',
    workingDirectory: 'apps',
    projectRoot: 'products/a',
  });
  expect(synthesisSettings(found, b).projectRoot).toBe('apps/B');
});

test('the synthesized files of a stack are returned, or the reason why there are none', () => {
  const synthesized = {} as Synthesized;
  const error = new BulkheadError('NoZones', 'There are no zones.');
  const of = (instance: StackInstance) =>
    requireSynthesized(
      new Map<StackInstance, Synthesized | Error>([
        [a, synthesized],
        [b, error],
      ]),
      instance,
    );

  expect(of(a)).toBe(synthesized);
  expect(() => of(b)).toThrow(error);
  expect(() => of(c)).toThrow('C/main@primary was not synthesized.');
});

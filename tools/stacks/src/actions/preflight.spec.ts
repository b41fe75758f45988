import './test-mocked-world';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BulkheadError } from '@bulkhead/errors';
import { type PreflightResult } from '../preflight/preflight-schema';
import { type DiffFile } from '../plans/diff-schema';
import { type Run, type RunOptions } from '../run/run';
import { type StackResult } from '../run/stack-result';
import { drawn, testInstance } from '../workspace/test-instances';
import { deploy } from './deploy';
import { diff } from './diff';
import { showPreflight } from './preflight';
import { beginWorld, testRun, type TestWorld } from './test-world';

let world: TestWorld;
function mockWorld(part: string) {
  return jest.requireActual<Record<string, object>>('./test-world')[part];
}
jest.mock('../preflight/preflight', () => mockWorld('mockedPreflight'));

const [network, service] = drawn('A -> B');
const standby = testInstance('C/main@dr');
const all = [network, service, standby].flatMap((instance) => instance ?? []);
const certificate = 'parameter /bulkhead/qa/certificate/arn does not exist, and no stack publishes it';
const found: PreflightResult = {
  findings: [
    {
      check: 'parameters',
      region: 'us-east-1',
      stacks: ['B/main@primary'],
      problem: certificate,
      next: 'aws ssm put-parameter',
    },
    {
      check: 'quotas',
      region: 'us-east-1',
      stacks: ['A/main@primary', 'B/main@primary'],
      problem: 'quota VPCs',
      next: 'ask for more',
    },
  ],
  notes: ['us-west-2: not known: quotas (AccessDenied: no)'],
};
const list = [
  'Preflight: 2 found that a deploy would fail for',
  `  ! us-east-1: ${certificate} (B/main@primary)`,
  '    next: aws ssm put-parameter',
  '  ! us-east-1: quota VPCs (A/main@primary, B/main@primary)',
  '    next: ask for more',
  '  - us-west-2: not known: quotas (AccessDenied: no)',
];

beforeEach(() => {
  world = beginWorld();
  world.preflight = found;
});

const running = (options: Partial<RunOptions> = {}, selected = all) => testRun(all, selected, options);
const deploying = async (run: Run) => {
  const { stacks } = await deploy(run);
  return new Map(stacks.map((result): [string, StackResult] => [result.app, result]));
};
const told = (lines: readonly string[]) => lines.filter((line) => list.includes(line));

describe('a deploy', () => {
  test('is refused before its first engine starts, with everything in one list', async () => {
    const { run, output } = running();
    const results = await deploying(run);

    expect(told(output.lines)).toEqual(list);
    expect(results.get('A')).toMatchObject({
      outcome: 'refused',
      reason: 'A/main@primary would fail:\n  quota VPCs\n  next: ask for more\n  (PreflightFailed)',
    });
    expect(world.asked).not.toContain('deploy A/main@primary');
  });

  test('of the other region goes on', async () => {
    const results = await deploying(running().run);

    expect(results.get('C')).toMatchObject({ outcome: 'deployed' });
    expect(world.asked).toEqual(['deploy C/main@dr']);
  });

  test('of a stack without findings is not begun either if its region has findings', async () => {
    world.preflight = { ...found, findings: found.findings.slice(0, 1) };
    const results = await deploying(running().run);

    expect(results.get('A')).toMatchObject({
      outcome: 'refused',
      reason: expect.stringMatching(
        /^Nothing is begun in us-east-1: 1 found there[^]*npx nx run bulkhead:preflight --environment=qa\.json lists it/,
      ),
    });
  });

  test('goes on if there are only notes, and prints them', async () => {
    world.preflight = { ...found, findings: [] };
    const { run, output } = running();
    const results = await deploying(run);

    expect([...results.values()].map(({ outcome }) => outcome)).toEqual(['deployed', 'deployed', 'deployed']);
    expect(output.lines).toContain(found.notes.map((note) => `  - ${note}`).join());
  });

  test('looks only at stacks that would be deployed', async () => {
    for (const instance of all.slice(0, 2)) world.record(instance);
    await deploying(running().run);

    expect(world.lookedAhead).toEqual([['C/main@dr']]);
  });

  test('that changes nothing does not look at all', async () => {
    for (const instance of all) world.record(instance);
    const results = await deploying(running().run);

    expect(world.lookedAhead).toEqual([]);
    expect([...results.values()].map(({ outcome }) => outcome)).toEqual([
      'unchanged',
      'unchanged',
      'unchanged',
    ]);
  });

  test('that is forced looks at all selected stacks', async () => {
    for (const instance of all) world.record(instance);
    const [first] = all;
    await deploying(running({ force: true }, first && [first]).run);

    expect(world.lookedAhead).toEqual([['A/main@primary']]);
  });

  test.each(['failed', 'deploying'] as const)(
    'after one that is %s looks at that stack again',
    async (outcome) => {
      for (const instance of all) world.record(instance, { outcome });
      await deploying(running().run);

      expect(world.lookedAhead).toHaveLength(1);
    },
  );

  test('that ignores the preflight prints the list and goes on', async () => {
    const { run, output } = running({ withoutPreflight: true });
    const results = await deploying(run);

    expect(told(output.lines)).toEqual(list);
    expect(output.lines).toContain('  is let pass: --without-preflight');
    expect([...results.values()].map(({ outcome }) => outcome)).toEqual(['deployed', 'deployed', 'deployed']);
  });

  test('goes on if the preflight breaks off, and says why', async () => {
    world.preflight = new Error('ENOENT: no such file');
    const { run, output } = running();
    const results = await deploying(run);

    expect([...results.values()].map(({ outcome }) => outcome)).toEqual(['deployed', 'deployed', 'deployed']);
    expect(output.lines).toContain(
      '  - not known: what a deploy would fail for (Error: ENOENT: no such file)',
    );
  });

  test('that is only a dry run is refused too', async () => {
    const results = await deploying(running({ dryRun: true }).run);

    expect(results.get('A')).toMatchObject({ outcome: 'refused' });
    expect(results.get('C')).toMatchObject({ outcome: 'pending' });
  });
});

describe('a diff', () => {
  const written = (run: Run) =>
    JSON.parse(readFileSync(join(run.workspaceRoot, 'dist/diff/qa.json'), 'utf8')) as DiffFile;

  test('shows the same list, and writes it', async () => {
    const { run, output } = running();
    await diff(run);

    expect(told(output.lines)).toEqual(list);
    expect(written(run).preflight).toEqual(found);
    const page = readFileSync(join(run.workspaceRoot, 'dist/diff/qa.md'), 'utf8');
    expect(page).toContain('> **A deploy would be refused**: the preflight finds 2');
    expect(page).toContain(
      '> - **us-east-1**: quota VPCs (`A/main@primary`, `B/main@primary`); ask for more',
    );
  });

  test('says what is not known if nothing was found', async () => {
    world.preflight = { ...found, findings: [] };
    const { run } = running();
    await diff(run);

    const page = readFileSync(join(run.workspaceRoot, 'dist/diff/qa.md'), 'utf8');
    expect(page).toContain('> The preflight finds nothing that a deploy would fail for');
    expect(page).toContain('not known: quotas');
  });

  test('goes on if the preflight breaks off, and says why', async () => {
    world.preflight = new Error('ENOENT: no such file');
    const { run } = running();
    await diff(run);

    expect(written(run).stacks).toHaveLength(3);
    expect(written(run).preflight).toEqual({
      findings: [],
      notes: ['not known: what a deploy would fail for (Error: ENOENT: no such file)'],
    });
  });

  test('of deployed stacks does not look', async () => {
    for (const instance of all) world.record(instance);
    const { run } = running();
    await diff(run);

    expect(world.lookedAhead).toEqual([]);
    expect(written(run).preflight).toBeUndefined();
  });
});

describe('alone', () => {
  test('it prints the list, and fails', async () => {
    const { run, output } = running();

    expect(await showPreflight(run)).toBe(false);
    expect(told(output.lines)).toEqual(list);
    expect(world.asked).toEqual([]);
  });

  test('it says what it looked at if nothing was found', async () => {
    world.preflight = { findings: [], notes: [] };
    const { run, output } = running();

    expect(await showPreflight(run)).toBe(true);
    expect(output.lines.at(-1)).toBe(
      'Preflight: nothing found that a deploy of A/main@primary, B/main@primary, C/main@dr would fail for.',
    );
  });

  test('it looks at nothing if nothing would be deployed', async () => {
    for (const instance of all) world.record(instance);
    const { run, output } = running();

    expect(await showPreflight(run)).toBe(true);
    expect(world.lookedAhead).toEqual([]);
    expect(output.lines.at(-1)).toBe('No selected stack has a change of its own to deploy.');
  });

  const unsynthesized = () =>
    world.unsynthesized.set(
      'A/main@primary',
      new BulkheadError('SynthesisFailed', 'A does not compile.', { next: 'edit apps/A' }),
    );
  const unreadable = () => {
    for (const instance of all) world.record(instance);
    for (const key of world.parameters.keys()) if (key.includes('/A/')) world.parameters.set(key, '{');
  };

  test.each<[string, () => unknown, RegExp]>([
    ['was not synthesized', unsynthesized, /^A\/main@primary was not looked at: A does not compile\.$/],
    ['has a record that cannot be read', unreadable, /^A\/main@primary was not looked at: .*record/],
    [
      'is in a region that is away',
      () => world.away.add('us-west-2'),
      /^C\/main@dr was not looked at: .*us-west-2/,
    ],
  ])('a stack that %s is reported with the reason, and is no success', async (_, happens, expected) => {
    world.preflight = { findings: [], notes: [] };
    happens();
    const { run, output } = running();

    expect(await showPreflight(run)).toBe(false);
    expect(output.lines).toContainEqual(expect.stringMatching(expected));
    expect(output.lines).toContainEqual(expect.stringMatching(/^ {2}next: ./));
    expect(output.lines).not.toContain('No selected stack has a change of its own to deploy.');
  });

  test('it closes its clients', async () => {
    await showPreflight(running().run);

    expect(world.closed).toBe(1);
  });
});

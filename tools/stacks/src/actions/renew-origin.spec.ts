import './test-mocked-world';
import { execFileSync } from 'node:child_process';
import { type RecordOrigin } from '../records/record';
import { writeFiles } from '../test-folder';
import { type StackInstance } from '../workspace/stack-instance';
import { drawn } from '../workspace/test-instances';
import { lockPath } from '../locks/stack-locks';
import { deploy } from './deploy';
import { beginWorld, testRun, type TestWorld } from './test-world';

const [a] = drawn('A') as [StackInstance];
const theirs = { caller: 'bob@desktop', tool: '0.1.0' };
const unchanged = 'unchanged: nothing differs from what is deployed';

let world: TestWorld;
let run: ReturnType<typeof testRun>['run'];
let commit: string;

const git = (...words: string[]) =>
  execFileSync('git', ['-c', 'user.name=ada', '-c', 'user.email=ada@acme.example', ...words], {
    cwd: run.workspaceRoot,
    encoding: 'utf8',
  }).trim();

beforeEach(() => {
  world = beginWorld();
  // The environment file is not in Git, so the environment has no commit at all.
  run = { ...testRun([a]).run, options: { environment: 'qa' } };
  git('init', '--quiet');
  git('commit', '--quiet', '--allow-empty', '--message=a');
  commit = git('rev-parse', 'HEAD');
});

async function deployed(options: object = {}): Promise<string> {
  const { stacks } = await deploy({ ...run, options: { ...run.options, ...options } });
  return `${stacks[0]?.outcome}: ${stacks[0]?.reason}`;
}

test.each<[string, RecordOrigin | undefined]>([
  ['no commit', undefined],
  ['changes that were not committed', { ...theirs, commit: 'HEAD', clean: false }],
  ['a commit that is gone', { ...theirs, commit: '0'.repeat(40), clean: true }],
])(
  'an unchanged stack, deployed from %s, is recorded as deployed from the checked-out commit',
  async (_, by) => {
    world.record(a, { by: by && { ...by, commit: by.commit === 'HEAD' ? commit : by.commit } });
    const before = world.recorded(a);

    expect(await deployed()).toBe(`${unchanged}; recorded as what commit ${commit} makes`);
    // Who deployed the stack, and when, stay.
    const caller = by ? theirs.caller : 'ada@laptop';
    expect(world.recorded(a)).toMatchObject({
      at: before?.at,
      outcome: 'deployed',
      by: { caller, commit, clean: true },
    });
    expect(await deployed()).toBe(unchanged);
  },
);

test('nothing is written if the recorded commit is right, or the checked-out one is no better', async () => {
  world.record(a, { by: { ...theirs, commit, clean: true } });
  git('commit', '--quiet', '--allow-empty', '--message=b');
  expect(await deployed()).toBe(unchanged);
  expect(world.recorded(a)?.by).toEqual({ ...theirs, commit, clean: true });

  world.record(a);
  writeFiles(run.workspaceRoot, { 'not-committed': '' });
  expect(await deployed()).toBe(unchanged);
  expect(world.recorded(a)?.by).toBeUndefined();
});

test('nothing is written by a dry run', async () => {
  world.record(a);

  expect(await deployed({ dryRun: true })).toBe(unchanged);
  expect(world.recorded(a)?.by).toBeUndefined();
});

test('a stack that somebody else is at work on is unchanged all the same, and not recorded', async () => {
  world.record(a);
  world.parameters.set(`us-east-1 ${lockPath('qa', a)}`, 'somebody');

  expect(await deployed()).toMatch(
    `${unchanged}; not recorded as what commit ${commit} makes: A/main@primary is held`,
  );
  expect(world.recorded(a)?.by).toBeUndefined();
});

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { testFolder, writeFiles } from '../test-folder';
import { type StackInstance } from '../workspace/stack-instance';
import { testInstance } from '../workspace/test-instances';
import { affectedBase } from './affected-base';
import { GitHistory } from './git-history';
import { type DeployRecord } from './record';
import { testRecord, testRecords } from './test-records';

const network = testInstance('network/vpc@primary');
const database = testInstance('database/relational@primary');
const both = [network, database];

/** A repository on this machine, on branch `main`. */
function repository() {
  const root = testFolder();
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=ada', '-c', 'user.email=ada@acme', ...args], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  git('init', '--quiet', '--initial-branch=main');
  return {
    root,
    git,
    /** Commits files; returns the commit. */
    commit(files: Record<string, string>): string {
      writeFiles(root, files);
      git('add', '.');
      git('commit', '--quiet', '--message=change', '--allow-empty');
      return git('rev-parse', 'HEAD');
    },
  };
}

const deployedFrom = (commit: string | undefined, over: Partial<DeployRecord> = {}) =>
  testRecord({ by: { caller: 'ada', commit, clean: true, tool: '1' }, ...over });

/** The base if the stacks were deployed from the given commits, or the code and text of the refusal. */
async function baseOf(
  root: string,
  deployed: readonly (readonly [StackInstance, DeployRecord])[],
  environment = 'dev',
) {
  const request = {
    instances: both,
    environmentReference: environment,
    environmentOption: environment.endsWith('.json') ? `--environment=${environment}` : `-c ${environment}`,
    workingDirectory: root,
  };
  return affectedBase(request, testRecords(...deployed), new GitHistory(root));
}

test('if every stack was deployed from one commit, the base is that commit', async () => {
  const { root, commit } = repository();
  commit({ a: '1' });
  const deployed = commit({ a: '2' });
  commit({ b: '1' });

  expect(
    await baseOf(root, [
      [network, deployedFrom(deployed)],
      [database, deployedFrom(deployed)],
    ]),
  ).toBe(deployed);
});

test('if stacks were deployed from several commits of one line, the base is the earliest', async () => {
  const { root, commit } = repository();
  const earlier = commit({ a: '1' });
  const later = commit({ a: '2' });
  commit({ b: '1' });

  expect(
    await baseOf(root, [
      [network, deployedFrom(later)],
      [database, deployedFrom(earlier)],
    ]),
  ).toBe(earlier);
});

test('if a deploy was from a merged branch, the base is the start of the branch', async () => {
  const { root, git, commit } = repository();
  const start = commit({ a: '1' });
  git('checkout', '--quiet', '-b', 'feature');
  const deployed = commit({ b: '1' });
  git('checkout', '--quiet', 'main');
  commit({ c: '1' });
  // Like a squashed pull request: the change is there, and the commit is not.
  git('merge', '--quiet', '--squash', 'feature');
  commit({ d: '1' });

  expect(
    await baseOf(root, [
      [network, deployedFrom(deployed)],
      [database, deployedFrom(start)],
    ]),
  ).toBe(start);
});

/** What is refused, and the words in the message that give the reason. */
const refused = (code: string, message: RegExp) => ({
  code,
  message: expect.stringMatching(message),
  next: expect.stringContaining('npx nx run-many -t deploy -c dev'),
});

describe('only run-many misses nothing', () => {
  test.each<[string, string, (commit: string) => [StackInstance, DeployRecord][]]>([
    ['a stack was never deployed', 'NeverDeployed', () => []],
    [
      'the last deploy of a stack failed',
      'UnfinishedDeploy',
      (commit) => [[database, deployedFrom(commit, { outcome: 'failed' })]],
    ],
    [
      'a deploy is under way, or was killed',
      'UnfinishedDeploy',
      (commit) => [[database, deployedFrom(commit, { outcome: 'deploying' })]],
    ],
    ['no commit is recorded', 'UnknownCommit', () => [[database, deployedFrom(undefined)]]],
    ['a record is of an earlier version of the tool', 'UnknownCommit', () => [[database, testRecord()]]],
    [
      'a stack was deployed with changes that were not committed',
      'DirtyDeploy',
      (commit) => [
        [database, deployedFrom(commit, { by: { caller: 'ada', commit, clean: false, tool: '1' } })],
      ],
    ],
  ])('where %s', async (_, code, others) => {
    const { root, commit } = repository();
    const head = commit({ a: '1' });

    await expect(baseOf(root, [[network, deployedFrom(head)], ...others(head)])).rejects.toMatchObject(
      refused(code, /database\/relational@primary/),
    );
  });

  test('if a deployed change is undone on another line', async () => {
    const { root, git, commit } = repository();
    const start = commit({ a: '1' });
    git('checkout', '--quiet', '-b', 'feature');
    const deployed = commit({ 'only-on-the-branch': '1' });
    git('checkout', '--quiet', 'main');
    commit({ c: '1' });

    await expect(
      baseOf(root, [
        [network, deployedFrom(deployed)],
        [database, deployedFrom(start)],
      ]),
    ).rejects.toMatchObject(refused('ChangesMissed', /network\/vpc@primary.*only-on-the-branch/));
  });

  test('if a deployed change is undone on the same line, so that the base and the checkout agree', async () => {
    const { root, commit } = repository();
    const start = commit({ a: '1' });
    const deployed = commit({ a: '2' });
    commit({ a: '1' });

    await expect(
      baseOf(root, [
        [network, deployedFrom(deployed)],
        [database, deployedFrom(start)],
      ]),
    ).rejects.toMatchObject(refused('ChangesMissed', /: a\.$/));
  });

  test('if a force push removed the commit', async () => {
    const { root, commit } = repository();
    const head = commit({ a: '1' });
    const gone = 'f'.repeat(40);

    await expect(
      baseOf(root, [
        [network, deployedFrom(head)],
        [database, deployedFrom(gone)],
      ]),
    ).rejects.toMatchObject(refused('CommitGone', new RegExp(`${gone}.*database/relational@primary`)));
  });

  test('if the commits have nothing in common', async () => {
    const { root, git, commit } = repository();
    const old = commit({ a: '1' });
    git('checkout', '--quiet', '--orphan', 'anew');
    const head = commit({ a: '2' });

    await expect(
      baseOf(root, [
        [network, deployedFrom(old)],
        [database, deployedFrom(head)],
      ]),
    ).rejects.toMatchObject(refused('NoCommonCommit', new RegExp(old)));
  });

  test('if the clone is shallow and lacks the commit, and the whole history would help', async () => {
    const { root, commit } = repository();
    const deployed = commit({ a: '1' });
    commit({ a: '2' });
    commit({ a: '3' });
    const clone = join(testFolder(), 'clone');
    execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${root}`, clone], { stdio: 'ignore' });
    const records = [
      [network, deployedFrom(deployed)],
      [database, deployedFrom(deployed)],
    ] as const;

    await expect(baseOf(clone, records)).rejects.toMatchObject({
      code: 'ShallowClone',
      next: expect.stringMatching(
        /^git fetch --unshallow && npx nx run bulkhead:base -c dev; or npx nx run-many/,
      ),
    });
    execFileSync('git', ['fetch', '--quiet', '--unshallow'], { cwd: clone });
    expect(await baseOf(clone, records)).toBe(deployed);
  });

  test('if the clone is shallow, has the commit, and does not know its parents', async () => {
    const { root, git, commit } = repository();
    const start = commit({ a: '1' });
    git('checkout', '--quiet', '-b', 'feature');
    const deployed = commit({ b: '1' });
    git('checkout', '--quiet', 'main');
    commit({ c: '1' });
    const clone = join(testFolder(), 'clone');
    execFileSync('git', ['clone', '--quiet', '--depth=1', '--no-single-branch', `file://${root}`, clone], {
      stdio: 'ignore',
    });

    expect(start).not.toBe(deployed);
    await expect(
      baseOf(clone, [
        [network, deployedFrom(deployed)],
        [database, deployedFrom(deployed)],
      ]),
    ).rejects.toMatchObject({ code: 'ShallowClone' });
  });

  test('if there is no repository', async () => {
    const record = deployedFrom('a'.repeat(40));

    await expect(
      baseOf(testFolder(), [
        [network, record],
        [database, record],
      ]),
    ).rejects.toMatchObject(refused('NoRepository', /no Git repository/));
  });
});

describe('an environment in a file of its own', () => {
  const deployedBoth = (commit: string) =>
    [
      [network, deployedFrom(commit)],
      [database, deployedFrom(commit)],
    ] as const;

  test('that is unchanged since the deploy changes nothing', async () => {
    const { root, commit } = repository();
    const deployed = commit({ 'qa.json': '{}' });
    commit({ b: '1' });

    expect(await baseOf(root, deployedBoth(deployed), 'qa.json')).toBe(deployed);
  });

  test.each<[string, (root: string, commit: ReturnType<typeof repository>['commit']) => void]>([
    ['was changed since', (_, commit) => void commit({ 'qa.json': '{"protected":false}' })],
    ['is edited', (root) => writeFiles(root, { 'qa.json': '{"protected":false}' })],
  ])('that %s needs run-many: Nx does not look at it', async (_, change) => {
    const { root, commit } = repository();
    const deployed = commit({ 'qa.json': '{}' });
    change(root, commit);

    await expect(baseOf(root, deployedBoth(deployed), 'qa.json')).rejects.toMatchObject({
      code: 'EnvironmentUnseen',
      next: 'npx nx run-many -t deploy --environment=qa.json',
    });
  });

  test('that Git does not keep needs run-many', async () => {
    const { root, commit } = repository();
    const deployed = commit({ a: '1' });
    writeFiles(root, { 'qa.json': '{}' });

    await expect(baseOf(root, deployedBoth(deployed), 'qa.json')).rejects.toMatchObject({
      code: 'EnvironmentUnseen',
    });
  });
});

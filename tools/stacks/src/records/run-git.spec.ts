import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { testFolder, writeFiles } from '../test-folder';
import { GitHistory } from './git-history';
import { originOf } from './origin';

const shell = { ...process.env };
afterEach(() => {
  process.env = { ...shell };
});

function repository(file: string) {
  const root = testFolder({ [file]: 'a' });
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=ada', '-c', 'user.email=ada@acme', ...args], {
      cwd: root,
      encoding: 'utf8',
    }).trim();
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message=a');
  return { root, git, commit: git('rev-parse', 'HEAD') };
}

test('a repository that the shell names is not that of the checkout', async () => {
  const { root, commit } = repository('a.txt');
  const other = repository('other.txt');
  Object.assign(process.env, {
    GIT_DIR: join(other.root, '.git'),
    GIT_WORK_TREE: other.root,
    GIT_INDEX_FILE: join(other.root, '.git/index'),
    GIT_PREFIX: 'apps/',
  });

  expect(await originOf(root, 'ada')).toMatchObject({ commit, clean: true });
  expect(await new GitHistory(root).head()).toBe(commit);
  expect(await new GitHistory(root).has(other.commit)).toBe(false);
});

test('a commit comes from its original parents, whatever replacements there are', async () => {
  const { root, git, commit } = repository('a.txt');
  git('commit', '--quiet', '--allow-empty', '--message=b');
  const later = git('rev-parse', 'HEAD');
  git('replace', '--graft', later);

  expect(await new GitHistory(root).commonOf([commit, later])).toBe(commit);
});

test.each(['[a].json', ':(top)a.json', '*.json'])(
  '%s is the name of a file, and no pattern',
  async (file) => {
    const { root, commit } = repository(file);
    const history = new GitHistory(root);

    expect(await history.isUnchanged(file, commit)).toBe(true);
    writeFiles(root, { [file]: 'b' });
    expect(await history.isUnchanged(file, commit)).toBe(false);
  },
);

test('reading a checkout takes no lock of it', async () => {
  const { root } = repository('a.txt');
  writeFiles(root, { '.git/index.lock': '' });

  expect(await originOf(root, 'ada')).toMatchObject({ clean: true });
});

import { execFileSync } from 'node:child_process';
import { testFolder, writeFiles } from '../test-folder';
import { version } from '../../package.json';
import { originOf } from './origin';

/** A repository with one commit. */
function repository(): { root: string; commit: string } {
  const root = testFolder({ 'a.txt': 'a' });
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=ada', '-c', 'user.email=ada@acme', ...args], {
      cwd: root,
      encoding: 'utf8',
    });
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message=a');
  return { root, commit: git('rev-parse', 'HEAD').trim() };
}

test.each([
  ['as it is committed', {}, true],
  ['with a file that differs', { 'a.txt': 'b' }, false],
  ['with a file that is not committed', { 'b.txt': '' }, false],
])('a workspace %s is known by its commit', async (_, files, clean) => {
  const { root, commit } = repository();
  writeFiles(root, files);

  expect(await originOf(root, 'ada@laptop')).toEqual({ caller: 'ada@laptop', commit, clean, tool: version });
});

test('a copied workspace can be deployed all the same', async () => {
  expect(await originOf(testFolder(), 'ada@laptop')).toEqual({ caller: 'ada@laptop', tool: version });
});

test('the commit of a plan is the one that it was made from, not the one that is checked out now', async () => {
  const { root } = repository();
  const source = { commit: 'a'.repeat(40), clean: true };

  expect(await originOf(root, 'ada@laptop', { source })).toEqual({
    caller: 'ada@laptop',
    ...source,
    tool: version,
  });
  expect(await originOf(root, 'ada@laptop', {})).toEqual({ caller: 'ada@laptop', tool: version });
});

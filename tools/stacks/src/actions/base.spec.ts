import { execFileSync } from 'node:child_process';
import { testInstance } from '../workspace/test-instances';
import { base } from './base';
import { beginWorld, testRun } from './test-world';

function mockWorld(part: string) {
  return jest.requireActual<Record<string, object>>('./test-world')[part];
}
jest.mock('../parameters/parameter-store', () => mockWorld('mockedStore'));
jest.mock('../run/target', () => mockWorld('mockedTarget'));

const primary = testInstance('network/vpc@primary');
const dr = testInstance('network/vpc@dr');

test('the base uses the records of every region, and the account is closed again', async () => {
  const world = beginWorld();
  const { run } = testRun([primary, dr]);
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=ada', '-c', 'user.email=ada@acme', ...args], {
      cwd: run.workspaceRoot,
      encoding: 'utf8',
    }).trim();
  git('init', '--quiet');
  git('commit', '--quiet', '--allow-empty', '--message=a');
  const commit = git('rev-parse', 'HEAD');
  const by = { caller: 'ada', commit, clean: true, tool: '1' };
  // Git keeps no file of the environment of this run.
  const named = { ...run, options: { environment: 'qa' } };
  world.record(primary, { by });

  await expect(base(named)).rejects.toMatchObject({ code: 'NeverDeployed' });
  world.record(dr, { by });
  expect(await base(named)).toBe(commit);
  expect(world.closed).toBe(2);
});

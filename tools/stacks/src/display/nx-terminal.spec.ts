import { spawn } from 'node:child_process';
import { closeSync, openSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fakeProgram, testFolder } from '../test-folder';
import { askLsof, nxTerminal, standardOutputOf } from './nx-terminal';

/** Runs something while a process is alive that has the given standard output. */
async function withProcess<T>(stdout: number | 'pipe' | 'ignore', work: (pid: number) => T): Promise<T> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
    stdio: ['ignore', stdout, 'ignore'],
  });
  await new Promise((resolve) => child.once('spawn', resolve));
  try {
    return work(child.pid ?? 0);
  } finally {
    child.kill();
  }
}

test('the standard output of a process is known, and a file is no terminal', async () => {
  const file = join(realpathSync(testFolder()), 'out.log');
  const descriptor = openSync(file, 'w');
  await withProcess(descriptor, (pid) => {
    expect(standardOutputOf(pid)).toBe(file);
    expect(nxTerminal(pid)).toBeUndefined();
  });
  closeSync(descriptor);
});

test.each(['pipe', 'ignore'] as const)('%s is no terminal', async (stdout) => {
  await withProcess(stdout, (pid) => expect(nxTerminal(pid)).toBeUndefined());
});

test('a missing process has no terminal', () => {
  expect(nxTerminal(2 ** 30)).toBeUndefined();
});

test('without /proc, lsof is asked', () => {
  const lsof = fakeProgram('lsof', '[ "$3" = 42 ] && printf "p42\\nf1\\nn/dev/ttys003\\n"');

  expect(askLsof(42, lsof)).toBe('/dev/ttys003');
  expect(() => askLsof(43, lsof)).toThrow();
});

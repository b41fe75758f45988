import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from '../test-folder';
import { whileAlone } from './while-alone';

test('a command waits for another that works on the same, and is told which one', async () => {
  const workspaceRoot = testFolder();
  const lines: string[] = [];
  const log: string[] = [];
  const say = (line: string) => lines.push(line);
  let second: Promise<unknown> | undefined;
  await whileAlone({ workspaceRoot, on: 'synth/dev' }, async () => {
    second = whileAlone({ workspaceRoot, on: 'synth/dev', say }, async () => log.push('second'));
    while (lines.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    log.push('first');
  });
  await second;

  expect(log).toEqual(['first', 'second']);
  expect(lines).toEqual([
    `waits for another command of this checkout (process ${process.pid}), which is at work on synth/dev`,
  ]);
});

test('a command does not wait for work on something else', async () => {
  const workspaceRoot = testFolder();
  const nested = whileAlone({ workspaceRoot, on: 'synth/dev' }, () =>
    whileAlone({ workspaceRoot, on: 'synth/prod', waitMs: 0 }, async () => 'both'),
  );

  expect(await nested).toBe('both');
});

test('a command that does not end is named, with what to do about it', async () => {
  const workspaceRoot = testFolder();
  await whileAlone({ workspaceRoot, on: 'build' }, async () => {
    await expect(
      whileAlone({ workspaceRoot, on: 'build', waitMs: 100 }, async () => undefined),
    ).rejects.toMatchObject({
      code: 'CheckoutBusy',
      message: expect.stringContaining(`Process ${process.pid} has been at work on build`),
      next: expect.stringContaining(`ps -p ${process.pid}`),
    });
  });

  expect(existsSync(join(workspaceRoot, 'dist/locks/build.lock'))).toBe(false);
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { memoryPeak } from './memory-peak';

/** Starts a process that holds some memory until it is released. Returns when the process has the memory. */
async function holder(mebibytes: number) {
  const program = `
    const held = Buffer.alloc(${mebibytes} * 2 ** 20, 1);
    process.stdout.write('held');
    process.stdin.resume().on('end', () => held);`;
  const child = spawn(process.execPath, ['--eval', program]);
  await once(child.stdout, 'data');
  return {
    release: async () => {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}

/** Holds memory in some processes at once, for so long that it is seen on a machine with other work, too. */
const holding =
  (...mebibytes: number[]) =>
  async () => {
    const holders = await Promise.all(mebibytes.map(holder));
    await delay(2_500);
    await Promise.all(holders.map(({ release }) => release()));
  };

test('the memory of what a contender starts is added up, that of grandchildren too', async () => {
  const little = (await memoryPeak(holding(1))) ?? 0;
  const much = (await memoryPeak(holding(200))) ?? 0;
  const both = (await memoryPeak(holding(200, 200))) ?? 0;

  expect(much - little).toBeGreaterThan(150);
  expect(both - much).toBeGreaterThan(150);
});

test('a process that runs already does not count', async () => {
  const earlier = await holder(300);

  expect((await memoryPeak(holding(1))) ?? 0).toBeLessThan(200);
  await earlier.release();
});

test('work that fails ends the measurement', async () => {
  await expect(memoryPeak(() => Promise.reject(new Error('no output')))).rejects.toThrow('no output');
});

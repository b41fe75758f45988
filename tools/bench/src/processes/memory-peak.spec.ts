import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { memoryPeak } from './memory-peak';

/** A process of Node that holds some memory for a second and a half. */
const holding = (mebibytes: number) => async () => {
  const program = `const held = Buffer.alloc(${mebibytes} * 2 ** 20, 1); setTimeout(() => held, 1_500)`;
  await promisify(execFile)(process.execPath, ['--eval', program]);
};

test('the memory of what a contender starts is added up, that of grandchildren too', async () => {
  const little = (await memoryPeak(holding(1))) ?? 0;
  const much = (await memoryPeak(holding(200))) ?? 0;
  const both =
    (await memoryPeak(async () => {
      await Promise.all([holding(200)(), holding(200)()]);
    })) ?? 0;

  expect(much - little).toBeGreaterThan(150);
  expect(both - much).toBeGreaterThan(150);
});

test('a process that runs already does not count', async () => {
  const earlier = holding(300)();
  await new Promise((started) => setTimeout(started, 200));

  expect((await memoryPeak(holding(1))) ?? 0).toBeLessThan(200);
  await earlier;
});

test('work that fails ends the measurement', async () => {
  await expect(memoryPeak(() => Promise.reject(new Error('no output')))).rejects.toThrow('no output');
});

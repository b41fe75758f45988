import { BulkheadError } from '@bulkhead/errors';
import { testFolder } from '../test-folder';
import { tryInput } from './trial';
import { tryGenerated } from './try-generated';

test('a sample of generated environment files and command lines ends in results and typed messages only', async () => {
  const { files, commands } = await tryGenerated({ files: 300, commands: 200, seed: 16 }, testFolder());

  // The generated input has to reach every outcome: otherwise the test would show nothing.
  expect(Object.keys(files.counts).sort()).toEqual([
    'InvalidEnvironment',
    'UnreadableEnvironment',
    'accepted',
  ]);
  expect(Object.keys(commands.counts).sort()).toEqual([
    'InvalidOption',
    'NothingSelected',
    'UnknownEnvironment',
    'UnreadableEnvironment',
    'accepted',
  ]);
});

test.each<[string, unknown, string]>([
  ['a defect', new TypeError('x is not a function'), 'did not end in a typed message: TypeError'],
  ['a message without a next step', new BulkheadError('X', 'It failed.'), 'does not say what to do next'],
  ['a stack', new BulkheadError('X', 'It failed.\n    at f (x.ts:1)', { next: 'y' }), 'It shows a stack'],
  ['a megabyte', new BulkheadError('X', 'x'.repeat(1e6), { next: 'y' }), 'characters'],
])('%s does not pass as one', async (_, error, why) => {
  await expect(
    tryInput(() => {
      throw error;
    }),
  ).rejects.toThrow(why);
});

test('an input that takes the processor for more than a second does not pass', async () => {
  const spent = jest.spyOn(process, 'cpuUsage').mockReturnValue({ user: 900_000, system: 101_000 });
  try {
    await expect(tryInput(() => undefined)).rejects.toThrow('It took 1001 ms.');
  } finally {
    spent.mockRestore();
  }
});

import { testFolder } from '../../test-folder';
import { endedLockingCalls, notedLocking } from './locking-calls';

beforeEach(() => jest.useFakeTimers({ now: 1_000 }));
afterEach(() => jest.useRealTimers());

/** A call that takes a while. */
const taking = (ms: number, result: () => string) => async () => {
  jest.setSystemTime(Date.now() + ms);
  return result();
};

const failing = (ms: number) =>
  taking(ms, () => {
    throw new Error('the state is locked');
  });

test('a call that fails is noted once it has ended, and one that succeeds is not', async () => {
  const directory = testFolder();
  expect(
    await notedLocking(
      directory,
      taking(500, () => 'done'),
    ),
  ).toBe('done');
  expect(endedLockingCalls(directory)).toEqual([]);

  await expect(notedLocking(directory, failing(20))).rejects.toThrow('the state is locked');
  await expect(notedLocking(directory, failing(30))).rejects.toThrow('the state is locked');
  expect(endedLockingCalls(directory)).toEqual([
    { startedAt: 1_500, endedAt: 1_520 },
    { startedAt: 1_520, endedAt: 1_550 },
  ]);
});

test('of many calls the latest are kept', async () => {
  const directory = testFolder();
  for (let call = 0; call < 25; call++) await notedLocking(directory, failing(1)).catch(() => undefined);

  expect(endedLockingCalls(directory)).toHaveLength(20);
  expect(endedLockingCalls(directory).at(-1)).toEqual({ startedAt: 1_024, endedAt: 1_025 });
});

test.each(['[{"startedAt":1}]', 'cut'])('what was noted as %j tells of no call', (text) => {
  expect(endedLockingCalls(testFolder({ 'locking-calls.json': text }))).toEqual([]);
});

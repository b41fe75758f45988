import { identifyProcess } from '@bulkhead/emulator';
import { type BulkheadError } from '@bulkhead/errors';
import { type Run } from '../run/run';
import { testInstance } from '../workspace/test-instances';
import { expiryMs, isAtWork, type LockHolder, thisHolder } from './lock-holder';
import { lockPath, StackLocks, type LockStore } from './stack-locks';

const instance = testInstance('network/vpc@primary');
const path = lockPath('qa', instance);

/** SSM in memory, with what it promises: of several that create a parameter at once one does. */
class MemoryStore implements LockStore {
  readonly values = new Map<string, string>();

  async create(name: string, value: string): Promise<boolean> {
    if (this.values.has(name)) return false;
    this.values.set(name, value);
    return true;
  }
  async read(names: Iterable<string>): Promise<Map<string, string>> {
    return new Map(
      [...names].flatMap((name) => (this.values.has(name) ? [[name, this.values.get(name) ?? '']] : [])),
    );
  }
  async write(name: string, value: string): Promise<void> {
    this.values.set(name, value);
  }
  async delete(names: readonly string[]): Promise<void> {
    for (const name of names) this.values.delete(name);
  }
}

let store: MemoryStore;
let lines: string[];
beforeEach(() => {
  store = new MemoryStore();
  lines = [];
});

const locks = (verb = 'deploy') =>
  new StackLocks(
    { environment: { name: 'qa' }, output: { line: (text: string) => lines.push(text) } } as unknown as Run,
    verb,
    () => store,
  );
const held = async (over: Partial<LockHolder> = {}): Promise<LockHolder> => ({
  ...(await thisHolder('deploy')),
  ...over,
});
const elsewhere = { pidSpace: 'another machine' };
const dead = { pid: 2 ** 30, startMark: 'long ago' };

test('a lock exists while its holder works, and not after it, even where the work failed', async () => {
  const work = async () => {
    expect(JSON.parse(store.values.get(path) ?? '')).toMatchObject({ pid: process.pid, verb: 'deploy' });
    throw new Error('the engine failed');
  };

  await expect(locks().holding(instance, work)).rejects.toThrow('the engine failed');
  expect([...store.values.keys()]).toEqual([]);
});

test('a second holder is told who holds the stack since when, and does nothing', async () => {
  let worked = false;
  await locks('destroy').holding(instance, async () => {
    const error: BulkheadError = await locks()
      .holding(instance, async () => (worked = true))
      .catch((thrown) => thrown);

    expect(error).toMatchObject({ code: 'StackLocked', next: expect.stringContaining(path) });
    expect(error.message).toMatch(
      new RegExp(
        `network/vpc@primary is held by \\S+@\\S+ \\(process ${process.pid}\\) since 20.*Z, for destroy`,
      ),
    );
  });
  expect(worked).toBe(false);
});

test.each([
  ['a process of this machine that is dead', dead],
  [
    'another machine that has not been heard of',
    { ...elsewhere, renewedAt: new Date(Date.now() - expiryMs - 1).toISOString() },
  ],
])('the lock of %s is taken over, and that is said', async (_, over) => {
  store.values.set(path, JSON.stringify(await held(over)));

  expect(await locks().holding(instance, async () => 'worked')).toBe('worked');
  expect(lines).toEqual([expect.stringContaining('takes over from')]);
  expect([...store.values.keys()]).toEqual([]);
});

test.each([
  ['another machine that was heard of just now', elsewhere],
  ['text that no holder wrote', undefined],
])('the lock of %s is not', async (_, over) => {
  store.values.set(path, over ? JSON.stringify(await held(over)) : 'mine!');

  await expect(locks().holding(instance, async () => 'worked')).rejects.toMatchObject({
    code: 'StackLocked',
  });
});

test('of many that find a dead holder one takes over, and the others are told', async () => {
  store.values.set(path, JSON.stringify(await held(dead)));
  let working = 0;
  let most = 0;
  let told = 0;
  const outcomes = await Promise.allSettled(
    Array.from({ length: 8 }, () =>
      locks()
        .holding(instance, async () => {
          most = Math.max(most, ++working);
          // At work until every other has asked: one that comes later finds no lock, and may have it.
          while (told < 7) await new Promise((resolve) => setTimeout(resolve, 5));
          working--;
        })
        .catch((error: unknown) => {
          told++;
          throw error;
        }),
    ),
  );

  expect(most).toBe(1);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect([...store.values.keys()]).toEqual([]);
});

test('a lock that was taken by a call of which the answer got lost is this one’s', async () => {
  const create = store.create.bind(store);
  store.create = async (name, value) => (await create(name, value)) && false;

  expect(await locks().holding(instance, async () => 'worked')).toBe('worked');
  expect([...store.values.keys()]).toEqual([]);
});

test('a claim that a killed process left holds nobody up', async () => {
  const former = await held(dead);
  store.values.set(path, JSON.stringify(former));
  store.values.set(`${path}/claim-${former.id}`, JSON.stringify(await held(dead)));

  expect(await locks().holding(instance, async () => 'worked')).toBe('worked');
});

test('a holder that lost its lock is stopped, and leaves the lock to who has it', async () => {
  jest.useFakeTimers();
  try {
    const other = await held({ id: 'other' });
    await locks().holding(instance, async (lost) => {
      store.values.set(path, JSON.stringify(other));
      await jest.advanceTimersByTimeAsync(60_000);
      expect(lost.reason).toMatchObject({ code: 'LockLost' });
    });
    expect(JSON.parse(store.values.get(path) ?? '')).toMatchObject({ id: 'other' });
  } finally {
    jest.useRealTimers();
  }
});

test('a holder at work says so again and again', async () => {
  jest.useFakeTimers();
  try {
    await locks().holding(instance, async (lost) => {
      const before = store.values.get(path);
      await jest.advanceTimersByTimeAsync(expiryMs - 1);
      expect(store.values.get(path)).not.toBe(before);
      expect(lost.aborted).toBe(false);
    });
  } finally {
    jest.useRealTimers();
  }
});

test('a pid that came again is no holder', async () => {
  const parent = await identifyProcess(process.ppid);

  expect(await isAtWork(await held({ pid: process.ppid, startMark: parent?.startMark }))).toBe(true);
  expect(await isAtWork(await held({ pid: process.ppid, startMark: 'earlier' }))).toBe(false);
});

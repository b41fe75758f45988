import { type BulkheadError } from '@bulkhead/errors';
import { type Run } from '../run/run';
import { AwsFailure } from '../retries/aws-failure';
import { testInstance } from '../workspace/test-instances';
import { expiryMs, type LockHolder, thisHolder } from './lock-holder';
import { lockPath, StackLocks, type LockStore } from './stack-locks';

jest.mock('node:timers/promises', () => ({ setTimeout: async () => undefined }));

const instance = testInstance('network/vpc@primary');
const path = lockPath('qa', instance);

/** SSM in memory, with the promise of SSM: if several callers create a parameter at once, exactly one succeeds. */
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
const lockNow = () => JSON.parse(store.values.get(path) ?? '') as LockHolder;
const elsewhere = { pidSpace: 'another machine' };
const dead = { pid: 2 ** 30, startMark: 'long ago' };

test('a lock exists while its holder works, and not after it, even if the work failed', async () => {
  const work = async () => {
    expect(lockNow()).toMatchObject({ pid: process.pid, verb: 'deploy' });
    throw new Error('the engine failed');
  };

  await expect(locks().holding(instance, work)).rejects.toThrow('the engine failed');
  expect([...store.values.keys()]).toEqual([]);
});

test('a second process is told who holds the stack since when, and does nothing', async () => {
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
])('the lock of %s is taken over, with a message', async (_, over) => {
  store.values.set(path, JSON.stringify(await held(over)));

  expect(await locks('destroy').holding(instance, async () => lockNow())).toMatchObject({
    pid: process.pid,
    verb: 'destroy',
  });
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

/** How many of several processes work at once on a stack whose lock a dead process left. All others are refused. */
async function mostAtWork(processes: number): Promise<number> {
  let working = 0;
  let most = 0;
  let told = 0;
  await Promise.allSettled(
    Array.from({ length: processes }, () =>
      locks()
        .holding(instance, async () => {
          most = Math.max(most, ++working);
          // Works until every other process has asked: a process that comes later finds no lock, and may take it.
          while (told < processes - 1 && most === 1) await new Promise((resolve) => setTimeout(resolve, 5));
          working--;
        })
        .catch((error: unknown) => {
          told++;
          throw error;
        }),
    ),
  );
  return most;
}

test('of many processes that find a dead holder one takes over, and the others are refused', async () => {
  store.values.set(path, JSON.stringify(await held(dead)));

  expect(await mostAtWork(8)).toBe(1);
  expect([...store.values.keys()]).toEqual([]);
});

test('of two processes that find a dead holder and a dead claim one takes over, however late the other sees the claim', async () => {
  const former = await held(dead);
  const claim = `${path}/claim-${former.id}`;
  store.values.set(path, JSON.stringify(former));
  store.values.set(claim, JSON.stringify(await held(dead)));
  const read = store.read.bind(store);
  const write = store.write.bind(store);
  let claimsRead = 0;
  let wroteLock = (): void => undefined;
  const beforeSecondWrites = new Promise<void>((resolve) => (wroteLock = resolve));
  store.read = async (names) => {
    const values = await read(names);
    // The second process learns of the dead claim when the first is about to write the lock.
    if ([...names].includes(claim) && ++claimsRead === 2) await beforeSecondWrites;
    return values;
  };
  store.write = async (name, value) => {
    wroteLock();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await write(name, value);
  };

  expect(await mostAtWork(2)).toBe(1);
  expect([...store.values.keys()]).toEqual([]);
});

test('a claim by a call whose answer got lost belongs to this process', async () => {
  store.values.set(path, JSON.stringify(await held(dead)));
  const create = store.create.bind(store);
  store.create = async (name, value) => (await create(name, value)) && !name.includes('claim');

  expect(await locks().holding(instance, async () => 'worked')).toBe('worked');
  expect([...store.values.keys()]).toEqual([]);
});

test('if a claim is deleted before it is looked at, the lock is requested again', async () => {
  const former = await held(dead);
  const claim = `${path}/claim-${former.id}`;
  store.values.set(path, JSON.stringify(former));
  store.values.set(claim, JSON.stringify(await held({ by: 'ada@laptop' })));
  const read = store.read.bind(store);
  const asked: string[] = [];
  store.read = async (names) => {
    asked.push(...names);
    if (asked.at(-1) === claim) store.values.delete(claim);
    return read(names);
  };

  expect(await locks().holding(instance, async () => 'worked')).toBe('worked');
  expect(asked.filter((name) => name === claim)).toHaveLength(1);
  expect([...store.values.keys()]).toEqual([]);
});

test('a lock by a call whose answer got lost belongs to this process', async () => {
  const create = store.create.bind(store);
  store.create = async (name, value) => (await create(name, value)) && false;

  expect(await locks().holding(instance, async () => 'worked')).toBe('worked');
  expect([...store.values.keys()]).toEqual([]);
});

test.each([
  ['killed process', true],
  ['process that was killed while it wrote', false],
])('a claim that a %s left delays nobody', async (_, isWhole) => {
  const former = await held(dead);
  store.values.set(path, JSON.stringify(former));
  store.values.set(`${path}/claim-${former.id}`, isWhole ? JSON.stringify(await held(dead)) : '');

  expect(await locks().holding(instance, async () => 'worked')).toBe('worked');
  expect([...store.values.keys()]).toEqual([]);
});

test('while another process takes a lock over, the lock belongs to that process', async () => {
  const former = await held(dead);
  const claim = JSON.stringify(await held({ by: 'ada@laptop' }));
  store.values.set(path, JSON.stringify(former));
  store.values.set(`${path}/claim-${former.id}`, claim);

  await expect(locks().holding(instance, async () => 'worked')).rejects.toMatchObject({
    code: 'StackLocked',
    message: expect.stringContaining('held by ada@laptop'),
  });
  expect(store.values.get(`${path}/claim-${former.id}`)).toBe(claim);
});

test('a lock that was released during a takeover is taken like any other', async () => {
  store.values.set(path, JSON.stringify(await held(dead)));
  const create = store.create.bind(store);
  store.create = async (name, value) => {
    const created = await create(name, value);
    if (name !== path) store.values.delete(path);
    return created;
  };

  expect(await locks().holding(instance, async () => 'worked')).toBe('worked');
  expect(lines).toEqual([]);
});

test('a lock that another process has taken over meanwhile is left to it', async () => {
  const other = JSON.stringify(await held({ id: 'other', by: 'ada@laptop' }));
  store.values.set(path, JSON.stringify(await held(dead)));
  const create = store.create.bind(store);
  store.create = async (name, value) => {
    const created = await create(name, value);
    if (created) store.values.set(path, other);
    return created;
  };

  await expect(locks().holding(instance, async () => 'worked')).rejects.toThrow('held by ada@laptop');
  expect([...store.values]).toEqual([[path, other]]);
  expect(lines).toEqual([]);
});

test('a lock that was just released is requested again', async () => {
  const create = jest.spyOn(store, 'create').mockResolvedValueOnce(false);

  expect(await locks().holding(instance, async () => 'worked')).toBe('worked');
  expect(create).toHaveBeenCalledTimes(2);
});

test('a lock that cannot be released fails no work: it soon counts as the lock of a dead process', async () => {
  jest.spyOn(store, 'delete').mockRejectedValue(new Error('503'));

  expect(await locks().holding(instance, async () => 'worked')).toBe('worked');
});

test('SSM is opened once for all stacks of a region', async () => {
  const open = jest.fn<MemoryStore, [string]>(() => store);
  const run = { environment: { name: 'qa' } } as unknown as Run;
  const all = new StackLocks(run, 'deploy', open);
  for (const id of ['network/vpc@primary', 'database/relational@primary', 'network/vpc@dr'])
    await all.holding(testInstance(id), async () => undefined);

  expect(open.mock.calls).toEqual([['us-east-1'], ['us-west-2']]);
});

describe('a holder at work', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  test.each<[string, string | undefined, string]>([
    ['another has', 'ada@laptop', 'ada@laptop (process'],
    ['somebody deleted', undefined, 'it was deleted'],
  ])('whose lock %s is stopped, and leaves the lock as it is', async (_, by, said) => {
    const other = by && JSON.stringify(await held({ id: 'other', by }));
    await locks().holding(instance, async (lost) => {
      if (other) store.values.set(path, other);
      else store.values.delete(path);
      await jest.advanceTimersByTimeAsync(60_000);
      expect(lost.reason).toMatchObject({
        code: 'LockLost',
        message: expect.stringContaining(said),
        next: expect.stringContaining('run the same command again'),
      });
    });
    expect(store.values.get(path)).toBe(other);
  });

  test('renews the lock several times before it would count as dead, and writes nothing else', async () => {
    await locks().holding(instance, async (lost) => {
      const { renewedAt, ...before } = lockNow();
      await jest.advanceTimersByTimeAsync(expiryMs - 1);
      const { renewedAt: now, ...after } = lockNow();
      expect(Date.parse(now) - Date.parse(renewedAt)).toBeGreaterThan(expiryMs / 2);
      expect(after).toEqual(before);
      expect(lost.aborted).toBe(false);
    });
  });

  test('goes on if SSM does not answer once', async () => {
    await locks().holding(instance, async (lost) => {
      const error = Object.assign(new Error('Not now'), { $metadata: { httpStatusCode: 503 } });
      const call = { client: 'SSM', operation: 'GetParameters', region: 'us-east-1', input: {} };
      jest.spyOn(store, 'read').mockRejectedValueOnce(new AwsFailure(call, error));
      await jest.advanceTimersByTimeAsync(60_000);
      expect(lost.aborted).toBe(false);
    });
  });

  test('renews nothing after its work has ended', async () => {
    await locks().holding(instance, async () => undefined);

    expect(jest.getTimerCount()).toBe(0);
  });
});

import fs from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import { identifyProcess } from '@bulkhead/emulator';
import { describeHolder, expiryMs, isAtWork, type LockHolder, parseHolder, thisHolder } from './lock-holder';

afterEach(() => jest.restoreAllMocks());

const held = async (over: Partial<LockHolder> = {}): Promise<LockHolder> => ({
  ...(await thisHolder('deploy')),
  ...over,
});

test('a holder is this process, and has a new id each time it takes a lock', async () => {
  const holder = await thisHolder('destroy');

  expect(holder).toMatchObject({
    by: `${userInfo().username}@${hostname()}`,
    verb: 'destroy',
    pid: process.pid,
    startMark: (await identifyProcess(process.pid))?.startMark,
    renewedAt: holder.since,
  });
  expect(holder.since).toMatch(/^\d{4}-.*Z$/);
  expect((await thisHolder('destroy')).id).not.toBe(holder.id);
  expect(await isAtWork(holder)).toBe(true);
});

test('a pid that is used again is no holder', async () => {
  const parent = await identifyProcess(process.ppid);

  expect(await isAtWork(await held({ pid: process.ppid, startMark: parent?.startMark }))).toBe(true);
  expect(await isAtWork(await held({ pid: process.ppid, startMark: 'earlier' }))).toBe(false);
});

describe('for a holder that', () => {
  test.each<[string, Partial<LockHolder>]>([
    ['is on another machine', { pidSpace: 'another machine' }],
    ['did not know when its process started', { startMark: '' }],
  ])('%s only the renewals count', async (_, over) => {
    const holder = await held({ ...over, pid: 2 ** 30 });
    const renewedAt = Date.parse(holder.renewedAt);

    expect(await isAtWork(holder, renewedAt + expiryMs - 1)).toBe(true);
    expect(await isAtWork(holder, renewedAt + expiryMs)).toBe(false);
  });
});

test('pids are valid within one start of a machine and one namespace', async () => {
  jest.spyOn(fs, 'readFile').mockResolvedValue('0b5c-start\n');
  jest.spyOn(fs, 'readlink').mockResolvedValue('pid:[4026531836]');

  expect((await held()).pidSpace).toBe(`${hostname()} 0b5c-start pid:[4026531836]`);
});

test('on a machine without both, pids are valid for its name', async () => {
  jest.spyOn(fs, 'readFile').mockRejectedValue(new Error('ENOENT'));
  jest.spyOn(fs, 'readlink').mockRejectedValue(new Error('ENOENT'));

  expect((await held()).pidSpace.trim()).toBe(hostname());
});

test('a holder is read back as it was written', async () => {
  const holder = await held();

  expect(parseHolder(JSON.stringify(holder))).toEqual(holder);
});

test.each([
  ['no JSON', 'mine!'],
  ['something else', '{"by":"ada@laptop"}'],
])('text that is %s is no holder', (_, text) => {
  expect(parseHolder(text)).toBeUndefined();
});

test('a holder of a later version cannot be parsed', async () => {
  expect(parseHolder(JSON.stringify({ ...(await held()), version: 2 }))).toBeUndefined();
});

test('the holder of a lock is described with its process and the time', async () => {
  const holder = await held({ by: 'ada@laptop', pid: 4711, since: '2026-11-24T09:00:00.000Z' });

  expect(describeHolder(holder)).toBe('ada@laptop (process 4711) since 2026-11-24T09:00:00.000Z');
});

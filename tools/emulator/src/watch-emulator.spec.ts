import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { watchEmulator } from './watch-emulator';

type Mode = 'answers' | 'hangs';

let server: Server;
let mode: Mode;
let endpoint: string;

beforeEach(async () => {
  mode = 'answers';
  server = createServer((_, response) => {
    if (mode === 'answers') response.end('{}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => close());

function close(): void {
  server.closeAllConnections();
  server.close();
}

const quick = { intervalMs: 20, timeoutMs: 100, failures: 2 };

test.each<[string, () => void]>([
  ['unreachable', close],
  ['hanging', () => (mode = 'hangs')],
])('an emulator that becomes %s is reported once, with that reason', async (reason, kill) => {
  const onDead = jest.fn();
  const stop = watchEmulator(endpoint, onDead, quick);
  await sleep(150);
  expect(onDead).not.toHaveBeenCalled();

  kill();
  await sleep(700);
  stop();
  expect(onDead.mock.calls).toEqual([[reason]]);
});

test('one slow answer does not count as dead', async () => {
  const onDead = jest.fn();
  const stop = watchEmulator(endpoint, onDead, { ...quick, failures: 3 });
  mode = 'hangs';
  await sleep(200);
  mode = 'answers';
  await sleep(300);
  stop();
  expect(onDead).not.toHaveBeenCalled();
});

describe('an emulator that leaves probes unanswered', () => {
  let emulator: ChildProcess;
  afterEach(() => emulator.kill('SIGKILL'));

  /** A process in a group of its own, as an emulator is. */
  async function run(script: string): Promise<number> {
    emulator = spawn(process.execPath, ['-e', script], { detached: true, stdio: 'ignore' });
    await once(emulator, 'spawn');
    return emulator.pid ?? 0;
  }

  test.each<[string, string, unknown[][]]>([
    ['works', 'for (;;);', []],
    ['waits', 'setInterval(() => {}, 1000)', [['hanging']]],
  ])('and that %s is judged by that', async (_, script, reported) => {
    const onDead = jest.fn();
    const group = await run(script);
    // Node itself works while it starts.
    await sleep(1_000);
    const stop = watchEmulator(endpoint, onDead, { ...quick, group });
    await sleep(100);
    mode = 'hangs';
    await sleep(1_500);
    stop();
    expect(onDead.mock.calls).toEqual(reported);
  });

  test('is not waited for forever, even if it works', async () => {
    const onDead = jest.fn();
    const group = await run('for (;;);');
    mode = 'hangs';
    const stop = watchEmulator(endpoint, onDead, { ...quick, group, longestMs: 500 });
    await sleep(2_000);
    stop();
    expect(onDead.mock.calls).toEqual([['hanging']]);
  });
});

test('nothing is reported after the watch was stopped', async () => {
  const onDead = jest.fn();
  watchEmulator(endpoint, onDead, quick)();
  close();
  await sleep(200);
  expect(onDead).not.toHaveBeenCalled();
});

import { createServer, request } from 'node:http';
import { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Forwards the calls of a run to the emulator, and counts the calls to SSM. */
export interface CallCounter {
  readonly endpoint: string;
  /** Calls since the last `take`, by operation such as `GetParameters`. */
  take(): Record<string, number>;
  close(): void;
}

/** A counter on a loopback port of its own. */
export async function countCalls(emulator: string): Promise<CallCounter> {
  let calls: Record<string, number> = {};
  const server = createServer(async (incoming, outgoing) => {
    const { method, headers, url = '/' } = incoming;
    const [, operation] = /^AmazonSSM\.(\w+)$/.exec(String(headers['x-amz-target'])) ?? [];
    if (operation) calls[operation] = (calls[operation] ?? 0) + 1;
    const passed = request(new URL(url, emulator), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    passed.end(await text(incoming));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take: () => {
      const taken = calls;
      calls = {};
      return taken;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

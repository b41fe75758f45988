import { connect, createServer } from 'node:net';
import { BulkheadError } from '@bulkhead/errors';
import { emulatorAnswers } from './emulator-answers';

export const LOOPBACK_HOST = '127.0.0.1';
export const DEFAULT_PORT = 5566;
export const PORT_VARIABLE = 'BULKHEAD_EMULATOR_PORT';

/**
 * The port to start on: the option, else `BULKHEAD_EMULATOR_PORT`, else 5566. Throws `InvalidPort` if the value is not
 * a port.
 */
export function choosePort(option: number | undefined, env: NodeJS.ProcessEnv): number {
  const asked = option ?? (env[PORT_VARIABLE] || DEFAULT_PORT);
  const port = Number(asked);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new BulkheadError('InvalidPort', `'${asked}' is not a port (1 to 65535).`, {
    next: `${PORT_VARIABLE}=${DEFAULT_PORT} npx nx run emulator:start`,
  });
}

/** Throws `PortInUse` if another program uses the port, and `PortUnusable` if the port may not be opened. */
export async function requireFreePort(port: number): Promise<void> {
  const next = `${PORT_VARIABLE}=${port < 65_535 ? port + 1 : port - 1} npx nx run emulator:start`;
  // Binding alone is not enough. Next to a listener on all addresses, macOS allows it. And if a program listens on ::1,
  // `localhost` reaches that program instead of the emulator.
  const bound = await bindError(port);
  if (
    bound === 'EADDRINUSE' ||
    (await anyoneListens(LOOPBACK_HOST, port)) ||
    (await anyoneListens('::1', port))
  ) {
    const endpoint = `http://${LOOPBACK_HOST}:${port}`;
    const emulator = await emulatorAnswers(endpoint, 2_000);
    throw new BulkheadError(
      'PortInUse',
      `Port ${port} is taken by ${emulator ? 'an emulator' : 'a program'} that this workspace did not start.` +
        ` Choose another port with ${PORT_VARIABLE}` +
        (emulator ? `, or use that emulator with AWS_ENDPOINT_URL=${endpoint}.` : '.'),
      { next },
    );
  }
  if (bound !== undefined) {
    throw new BulkheadError('PortUnusable', `Port ${port} cannot be opened (${bound}).`, { next });
  }
}

function bindError(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host: LOOPBACK_HOST, port, exclusive: true }, () =>
      server.close(() => resolve(undefined)),
    );
  });
}

function anyoneListens(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1_000 });
    const done = (listens: boolean) => {
      socket.destroy();
      resolve(listens);
    };
    socket.once('connect', () => done(true));
    socket.once('timeout', () => done(false));
    socket.once('error', () => done(false));
  });
}

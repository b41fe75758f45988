import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyEnvironment, emulatorEnvironment, ensureEmulator, stopEmulator } from '@bulkhead/emulator';

/**
 * Starts an emulator for the spec before its tests, makes clients use it, and stops it after them.
 *
 * @param before what clients use in the place of the emulator, given its endpoint
 */
export function withEmulator(
  before: (endpoint: string) => string | Promise<string> = (endpoint) => endpoint,
): void {
  const workspaceRoot = mkdtempSync(join(tmpdir(), 'bulkhead-emulator-'));
  beforeAll(async () => {
    const env = applyEnvironment(process.env, { AWS_ENDPOINT_URL: undefined });
    const { endpoint } = await ensureEmulator({ workspaceRoot, port: await freePort(), env });
    letClientsTalkTo(await before(endpoint));
  }, 60_000);
  afterAll(async () => {
    // Stopped before its folder is removed, because the folder says what to stop.
    const { stopped } = await stopEmulator({ workspaceRoot, graceMs: 1_000 });
    rmSync(workspaceRoot, { recursive: true });
    expect(stopped).toBe(true);
  });
}

/** Starts a server that plays AWS before the tests of a spec, makes clients use it, and stops it after them. */
export function withPlayedAws(listener: RequestListener): void {
  const server = createServer(listener);
  beforeAll(async () => letClientsTalkTo(`http://127.0.0.1:${await listen(server)}`));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
}

/** Makes a server listen at a free port of this machine. Returns the port. */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

function letClientsTalkTo(endpoint: string): void {
  Object.assign(process.env, applyEnvironment({}, emulatorEnvironment(endpoint)));
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((done) => server.close(done));
  return port;
}

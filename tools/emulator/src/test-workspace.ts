import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { applyEnvironment } from './emulator-environment';
import { stopEmulator } from './stop-emulator';

/** The system folders that a fake needs to run other programs. */
const SYSTEM_PATH = ['/usr/bin', '/bin'].join(delimiter);

/** A temporary workspace of a test. Its environment hides every real emulator. */
export interface TestWorkspace {
  readonly root: string;
  readonly stateFile: string;
  /** The caller's environment without the variables that name an emulator. */
  readonly env: NodeJS.ProcessEnv;
  /** `env` with a PATH that finds these shell scripts first. Of the other folders, it has only the system's. */
  fakes(scripts: Readonly<Record<string, string>>, path?: string): NodeJS.ProcessEnv;
  /** Stops the processes of the workspace and removes it. */
  dispose(): Promise<void>;
}

export function testWorkspace(): TestWorkspace {
  const root = mkdtempSync(join(tmpdir(), 'bulkhead-emulator-test-'));
  const env = applyEnvironment(process.env, {
    AWS_ENDPOINT_URL: undefined,
    BULKHEAD_EMULATOR_PORT: undefined,
    BULKHEAD_TERRAFORM: undefined,
  });
  return {
    root,
    stateFile: join(root, '.bulkhead', 'emulator', 'emulator.json'),
    env,
    fakes: (scripts, path = SYSTEM_PATH) => {
      const bin = mkdtempSync(join(root, 'bin-'));
      for (const [name, body] of Object.entries(scripts)) {
        writeFileSync(join(bin, name), `#!/bin/sh\n${body}\n`);
        chmodSync(join(bin, name), 0o755);
      }
      return { ...env, PATH: [bin, path].filter(Boolean).join(delimiter) };
    },
    dispose: async () => {
      await stopEmulator({ workspaceRoot: root, graceMs: 1_000 });
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Writes a file, and creates its folders. */
export function writeTestFile(path: string, content: unknown): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, JSON.stringify(content));
}

/** A loopback port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

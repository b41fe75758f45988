import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type ClientHttp2Session, connect } from 'node:http2';
import { connect as connectSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { maxSessionMemory, windowBytes } from './connection-limits';
import { providerSource } from './provider-source';

/** A provider that does not listen after this time will not come. */
const startMs = 30_000;

/**
 * Shell script that starts the provider, and kills it when the script's standard input closes: this process closes it
 * when it is done, and also when it is killed. The script ignores terminal signals, which are for Terraform. The script
 * closes its own standard output, so that our end closes when the provider ends. As with Terraform, what the provider
 * writes is for this user alone.
 */
export const keeper = `
  umask 077
  trap '' INT TERM HUP
  "$0" -debug </dev/null &
  exec >&-
  read -r _
  kill -KILL "$!"
  wait "$!" 2>/dev/null
  rm -rf "$PLUGIN_UNIX_SOCKET_DIR"
`;

/** The address of a provider, as the provider prints it for Terraform. */
const reattach = z.object({
  [providerSource]: z.looseObject({
    Protocol: z.literal('grpc'),
    ProtocolVersion: z.literal(5),
    Pid: z.int().positive(),
    Addr: z.object({ Network: z.literal('unix'), String: z.string() }),
  }),
});

/**
 * A provider that runs beside Terraform, so that Terraform does not start it and check its 700 MB.
 * https://developer.hashicorp.com/terraform/plugin/debugging#running-terraform-with-a-provider-in-debug-mode
 */
export class ProviderProcess {
  private isEnded = false;

  private constructor(
    private readonly keeper: ChildProcess,
    /** Absolute path of a folder that only this user can open, and that ends with the provider. */
    private readonly folder: string,
    private readonly pid: number,
    /** The connection to the provider. */
    readonly session: ClientHttp2Session,
  ) {}

  /**
   * Starts a provider that listens on a socket which only this user can reach, and connects to it.
   *
   * @param program absolute path, checked against the lock
   * @param variables of Terraform, which the provider would get from it
   * @param directory where Terraform runs: the provider reads the files that the configuration names from there
   * @throws Error if it does not listen within 30 s
   */
  static async start(
    program: string,
    variables: NodeJS.ProcessEnv,
    directory: string,
  ): Promise<ProviderProcess> {
    const folder = mkdtempSync(join(tmpdir(), 'bulkhead-provider-'));
    const child = spawn('sh', ['-c', keeper, program], {
      cwd: directory,
      env: {
        ...variables,
        PLUGIN_UNIX_SOCKET_DIR: folder,
        // In this mode, the provider would log every request, and nobody reads the log.
        TF_LOG_SDK: 'off',
        TF_LOG_PROVIDER: 'off',
      },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    // Ignores errors of a keeper that has ended.
    child.stdin.on('error', () => undefined);
    try {
      const printed = reattach.parse(JSON.parse(await printedBy(child)));
      const { Pid, Addr } = printed[providerSource];
      return new ProviderProcess(child, folder, Pid, await connectedTo(Addr.String));
    } catch (error) {
      child.stdin.end();
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Calls back if the provider ends before it is told to. */
  onLost(lost: () => void): void {
    this.session.on('close', () => {
      if (!this.isEnded) lost();
    });
  }

  /** Ends the provider. */
  async end(): Promise<void> {
    this.isEnded = true;
    const isLost = this.session.closed;
    this.session.destroy();
    const isAlive = this.keeper.exitCode === null && this.keeper.signalCode === null;
    const closed = isAlive ? new Promise((resolve) => this.keeper.once('close', resolve)) : undefined;
    this.keeper.stdin?.end();
    await closed;
    // A keeper that was killed has left its provider.
    if (!isAlive && !isLost) killIfAlive(this.pid);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function connectedTo(socket: string): Promise<ClientHttp2Session> {
  const session = connect('http://localhost', {
    createConnection: () => connectSocket(socket),
    settings: { initialWindowSize: windowBytes },
    maxSessionMemory,
  });
  await once(session, 'connect');
  session.setLocalWindowSize(windowBytes);
  // Each call meets the error by itself.
  session.on('error', () => undefined);
  return session;
}

/** The value that a provider prints for Terraform once it listens. */
function printedBy(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(
      () => reject(new Error(`it did not listen within ${startMs / 1000} s`)),
      startMs,
    );
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const line = /TF_REATTACH_PROVIDERS='(\{.*\})'/.exec(text)?.[1];
      if (line === undefined) return;
      clearTimeout(timer);
      resolve(line);
    });
    child.on('error', reject);
    child.stdout?.on('close', () => {
      clearTimeout(timer);
      reject(new Error('it ended before it listened'));
    });
  });
}

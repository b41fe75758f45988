import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { terraformVariables } from '../../../surroundings/engine-variables';

/** A provider that is not there after this will not come. */
const startMs = 30_000;

/**
 * For the shell: starts the provider, and ends it when nobody holds the other end of its own standard input any more: this process
 * lets go of it when it is done, and also when it is killed. Signals of a terminal are for Terraform. Without the
 * keeper's own standard output, ours closes when the provider ends.
 */
export const keeper = `
  trap '' INT TERM HUP
  "$0" -debug </dev/null &
  exec >&-
  read -r _
  kill -KILL "$!"
  wait "$!" 2>/dev/null
  rm -rf "$PLUGIN_UNIX_SOCKET_DIR"
`;

/** Where a provider listens, as it prints it for Terraform. */
const reattach = z.object({
  'registry.terraform.io/hashicorp/aws': z.object({
    Addr: z.object({ Network: z.literal('unix'), String: z.string() }),
  }),
});

/**
 * A provider that runs beside Terraform and serves one command after the other, so that its start and the check of its
 * 700 MB are paid once. https://developer.hashicorp.com/terraform/plugin/debugging#running-terraform-with-a-provider-in-debug-mode
 */
export class ProviderProcess {
  private constructor(
    private readonly keeper: ChildProcess,
    private readonly folder: string,
    private readonly socket: string,
    /** What Terraform finds it by: the value of `TF_REATTACH_PROVIDERS`. */
    readonly reattach: string,
  ) {}

  /**
   * Starts a provider that listens on a socket which only this user reaches.
   *
   * @param program absolute path, checked against the lock
   * @throws Error where it does not come to listen within 30 s
   */
  static async start(program: string): Promise<ProviderProcess> {
    const folder = mkdtempSync(join(tmpdir(), 'bulkhead-provider-'));
    const child = spawn('sh', ['-c', keeper, program], {
      env: {
        ...terraformVariables(process.env),
        PLUGIN_UNIX_SOCKET_DIR: folder,
        // Run so, it would write down all that it is asked, and nobody reads it.
        TF_LOG_SDK: 'off',
        TF_LOG_PROVIDER: 'off',
      },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    // Of a keeper that is gone nothing more is wanted.
    child.stdin.on('error', () => undefined);
    try {
      const line = await printedBy(child);
      const { Addr } = reattach.parse(JSON.parse(line))['registry.terraform.io/hashicorp/aws'];
      return new ProviderProcess(child, folder, Addr.String, line);
    } catch (error) {
      child.stdin.end();
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Whether it still listens. */
  answers(): Promise<boolean> {
    return new Promise((resolve) => {
      const connection = connect(this.socket);
      const answer = (is: boolean) => {
        connection.destroy();
        resolve(is);
      };
      connection.once('connect', () => answer(true));
      connection.once('error', () => answer(false));
    });
  }

  /** Ends it. */
  async end(): Promise<void> {
    const isAlive = this.keeper.exitCode === null && this.keeper.signalCode === null;
    const closed = isAlive ? new Promise((resolve) => this.keeper.once('close', resolve)) : undefined;
    this.keeper.stdin?.end();
    await closed;
    rmSync(this.folder, { recursive: true, force: true });
  }
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

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/** A provider that does not listen after this time will not come. */
const startMs = 30_000;

/**
 * Shell script that starts the provider, and kills it when the script's standard input closes: this process closes it
 * when it is done, and also when it is killed. The script ignores terminal signals, which are for Terraform. The script
 * closes its own standard output, so that our end closes when the provider ends.
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

const source = 'registry.terraform.io/hashicorp/aws';

/** The address of a provider, as the provider prints it for Terraform. */
const reattach = z.object({
  [source]: z.looseObject({
    Protocol: z.literal('grpc'),
    ProtocolVersion: z.literal(5),
    Addr: z.object({ Network: z.literal('unix'), String: z.string() }),
  }),
});

type Printed = z.infer<typeof reattach>;

/**
 * A provider that runs beside Terraform and serves one command after another, so that it is started, and its 700 MB are
 * checked, only once.
 * https://developer.hashicorp.com/terraform/plugin/debugging#running-terraform-with-a-provider-in-debug-mode
 */
export class ProviderProcess {
  private constructor(
    private readonly keeper: ChildProcess,
    /** Absolute path of a folder that only this user can open, and that ends with the provider. */
    readonly folder: string,
    /** Absolute path of the socket, in the folder. */
    readonly socket: string,
    /** What the provider prints for Terraform. */
    private readonly printed: Printed,
  ) {}

  /**
   * Starts a provider that listens on a socket which only this user can reach.
   *
   * @param program absolute path, checked against the lock
   * @param variables of Terraform, which the provider would get from it
   * @throws Error if it does not listen within 30 s
   */
  static async start(program: string, variables: NodeJS.ProcessEnv): Promise<ProviderProcess> {
    const folder = mkdtempSync(join(tmpdir(), 'bulkhead-provider-'));
    const child = spawn('sh', ['-c', keeper, program], {
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
      const line = await printedBy(child);
      const printed = reattach.parse(JSON.parse(line));
      return new ProviderProcess(child, folder, printed[source].Addr.String, printed);
    } catch (error) {
      child.stdin.end();
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /**
   * @param socket where Terraform finds the provider, or a front of it
   * @returns the value of `TF_REATTACH_PROVIDERS`
   */
  reattachAt(socket: string): string {
    const { [source]: provider } = this.printed;
    return JSON.stringify({ [source]: { ...provider, Addr: { ...provider.Addr, String: socket } } });
  }

  /** Ends the provider. */
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

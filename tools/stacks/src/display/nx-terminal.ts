import { execFileSync } from 'node:child_process';
import { closeSync, constants, existsSync, openSync, readlinkSync } from 'node:fs';
import { isatty, WriteStream } from 'node:tty';

/** The size of a terminal now. */
export interface Screen {
  readonly columns: number;
  readonly rows: number;
}

/** A terminal of which one wants to know the size, until one does not. */
export interface Terminal {
  size(): Screen;
  close(): void;
}

/**
 * The terminal that a user of Nx looks at, or undefined where the output goes to a file, a pipe or a machine. The
 * process that works on a batch writes into a pipe, from which Nx copies to its own standard output, and Nx says
 * nothing of what that is; the operating system does.
 *
 * @param pid the process that Nx is. @default the parent of this one
 */
export function nxTerminal(pid: number = process.ppid): Terminal | undefined {
  const { stdout } = process;
  if (stdout.isTTY) return { size: () => sizeOf(stdout), close: () => undefined };
  const path = standardOutputOf(pid);
  let stream = path?.startsWith('/dev/') ? openTerminal(path) : undefined;
  if (!path || !stream) return undefined;
  // Node keeps the size up to date of its own streams only; another learns it when it is opened.
  const resized = () => {
    stream?.destroy();
    stream = openTerminal(path) ?? stream;
  };
  process.on('SIGWINCH', resized);
  const close = () => {
    process.off('SIGWINCH', resized);
    stream?.destroy();
  };
  return { size: () => sizeOf(stream), close };
}

/** A stream to a terminal, to which nothing is written, or undefined where there is none. */
function openTerminal(path: string): WriteStream | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(path, constants.O_WRONLY | constants.O_NOCTTY | constants.O_NONBLOCK);
  } catch {
    return undefined;
  }
  if (isatty(descriptor)) return new WriteStream(descriptor);
  closeSync(descriptor);
  return undefined;
}

/** The size of a terminal; one that does not say is taken for a VT100. */
function sizeOf(stream: WriteStream | undefined): Screen {
  return { columns: stream?.columns || 80, rows: stream?.rows || 24 };
}

/** Path of what a process has as standard output, or undefined where nobody can tell. */
export function standardOutputOf(pid: number): string | undefined {
  try {
    return existsSync('/proc/self/fd') ? readlinkSync(`/proc/${pid}/fd/1`) : askLsof(pid);
  } catch {
    return undefined;
  }
}

/** `lsof` is a part of macOS, which has no `/proc`. It prints a field a line, the name of the file after an `n`. */
export function askLsof(pid: number, lsof = 'lsof'): string | undefined {
  const fields = execFileSync(lsof, ['-a', '-p', String(pid), '-d', '1', '-F', 'n'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 2_000,
  });
  return /^n(.+)$/m.exec(fields)?.[1];
}

import { execFileSync } from 'node:child_process';
import { closeSync, constants, existsSync, openSync, readlinkSync } from 'node:fs';
import { isatty, WriteStream } from 'node:tty';

/** The size of a terminal now. */
export interface Screen {
  readonly columns: number;
  readonly rows: number;
}

/** A terminal whose size is watched until the watch is stopped. */
export interface Terminal {
  size(): Screen;
  close(): void;
}

/**
 * The terminal of the Nx user, or undefined if the output goes to a file, a pipe or a machine. The process of a batch
 * writes into a pipe, and Nx copies from the pipe to its own standard output. Nx does not say what that output is; the
 * operating system does.
 *
 * @param pid the Nx process. @default the parent of this process
 */
export function nxTerminal(pid: number = process.ppid): Terminal | undefined {
  const { stdout } = process;
  if (stdout.isTTY) return { size: () => sizeOf(stdout), close: () => undefined };
  const path = standardOutputOf(pid);
  let stream = path?.startsWith('/dev/') ? openTerminal(path) : undefined;
  if (!path || !stream) return undefined;
  // Node updates the size of its own streams only. Another stream gets its size when it is opened.
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

/** A stream to a terminal, only to read its size; undefined if there is no terminal. */
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

/** The size of a terminal. A terminal that gives no size is taken for a VT100. */
function sizeOf(stream: WriteStream | undefined): Screen {
  return { columns: stream?.columns || 80, rows: stream?.rows || 24 };
}

/** Path of the standard output of a process, or undefined if nobody can tell. */
export function standardOutputOf(pid: number): string | undefined {
  try {
    return existsSync('/proc/self/fd') ? readlinkSync(`/proc/${pid}/fd/1`) : askLsof(pid);
  } catch {
    return undefined;
  }
}

/** macOS has no `/proc`, but has `lsof`. It prints one field a line, the name of the file after an `n`. */
export function askLsof(pid: number, lsof = 'lsof'): string | undefined {
  const fields = execFileSync(lsof, ['-a', '-p', String(pid), '-d', '1', '-F', 'n'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 2_000,
  });
  return /^n(.+)$/m.exec(fields)?.[1];
}

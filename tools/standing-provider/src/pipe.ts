import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The two ends of a pipe, as file descriptors of this process. Whoever reads learns that nobody can write any more. */
export interface Pipe {
  readonly read: number;
  readonly write: number;
}

/**
 * Opens a pipe whose ends can be handed to processes that outlive this one. Node has none: it closes the standard input
 * of a child when the child ends, although a process that the child has started still reads it.
 */
export function openPipe(): Pipe {
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-pipe-'));
  try {
    const file = join(folder, 'pipe');
    execFileSync('mkfifo', ['-m', '600', file]);
    // To open one end alone would wait for the other.
    const both = openSync(file, constants.O_RDWR);
    const pipe = {
      read: openSync(file, constants.O_RDONLY),
      write: openSync(file, constants.O_WRONLY),
    };
    closeSync(both);
    return pipe;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

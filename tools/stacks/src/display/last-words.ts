import { appendFileSync } from 'node:fs';
import { visibleLines } from '@bulkhead/errors';
import { standardOutputOf } from './nx-terminal';

/**
 * Writes directly to the terminal. After Ctrl-C, Nx swallows the output of its processes, and the user who ended a
 * deploy needs to know the result. Without a terminal, only the run report has it.
 *
 * @param terminal path of its device. @default the standard output of the Nx process
 */
export function lastWords(
  lines: readonly string[],
  terminal: string | undefined = standardOutputOf(process.ppid),
): void {
  if (!terminal?.startsWith('/dev/')) return;
  try {
    appendFileSync(
      terminal,
      `${['', ...lines.flatMap((line) => visibleLines(line).split('\n'))].join('\r\n')}\r\n`,
    );
  } catch {
    // The terminal was closed: that may be what ended the run.
  }
}

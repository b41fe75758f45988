import { appendFileSync } from 'node:fs';
import { visibleLines } from '@bulkhead/errors';
import { standardOutputOf } from './nx-terminal';

/**
 * Says something to the terminal itself. After Ctrl-C Nx swallows what it is given, and a user who ended a deploy wants
 * to know more than anyone what became of it. Where there is no terminal, the run report says it.
 *
 * @param terminal path of its device. @default what the process that Nx is has as standard output
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
    // It has been closed: that may be what ended the run.
  }
}

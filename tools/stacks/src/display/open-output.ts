import { setTimeout as delay } from 'node:timers/promises';
import { type Output, standardError, terminal } from '../run/output';
import { LiveOutput } from './live-output';
import { nxTerminal } from './nx-terminal';

/** An output that has to be closed before anything is printed after the stacks. */
export interface OpenedOutput extends Output {
  close(): Promise<void>;
}

/**
 * The output of a run: on a terminal a display that is drawn in place, everywhere else plain lines.
 *
 * @param json whether a program reads standard output. @default people do
 * @param variables of this process
 */
export async function openOutput(
  json = false,
  variables: NodeJS.ProcessEnv = process.env,
): Promise<OpenedOutput> {
  if (json) return plain(standardError);
  return (wantsDisplay(variables) ? await openDisplay(variables) : undefined) ?? plain(terminal);
}

/**
 * DECAWM. A terminal gets narrower before it reports its new size. A line that is too long then has to lose its end: a
 * second row would never be cleared.
 */
const autoWrap = { off: '\u001b[?7l', on: '\u001b[?7h' };

const plain = (output: Output): OpenedOutput => ({ ...output, close: async () => undefined });

/** True unless the variables say that nobody looks, that the terminal cannot draw, or that Nx itself draws there. */
export function wantsDisplay({ CI, TERM, NX_TUI }: NodeJS.ProcessEnv): boolean {
  const inCI = CI !== undefined && !['', '0', 'false'].includes(CI);
  return !inCI && TERM !== 'dumb' && NX_TUI !== 'true';
}

async function openDisplay(variables: NodeJS.ProcessEnv): Promise<OpenedOutput | undefined> {
  const screen = nxTerminal();
  if (!screen) return undefined;
  const { size } = screen;
  const library = await loadLogUpdate();
  if (!library) return undefined;
  const { stdout } = process;
  // Nx may end before this process. This process then has no reader, but has to finish its work.
  stdout.on('error', () => undefined);
  const write = (text: string) => stdout.write(text);
  const drawing = library.createLogUpdate(
    Object.create(stdout, {
      write: { value: (text: string) => write(`${autoWrap.off}${text}${autoWrap.on}`) },
      isTTY: { value: true },
      columns: { get: () => size().columns },
      rows: { get: () => size().rows },
    }) as NodeJS.WriteStream,
    // The cursor is never hidden, because a killed process could not bring it back.
    { showCursor: true },
  );
  const live = new LiveOutput({ drawing, size, colors: !variables['NO_COLOR'], write });
  return {
    line: live.line,
    event: live.event,
    close: async () => {
      live.close();
      screen.close();
      // Nx reads this process's output and its results from two pipes, and prints its own lines when the results
      // arrive.
      await delay(50);
    },
  };
}

/**
 * The library that draws, or undefined if Node cannot load it: it is an ES module, and Node 22 before 22.12 does not
 * load ES modules from CommonJS. No deploy should fail for lack of a display.
 */
async function loadLogUpdate(): Promise<typeof import('log-update') | undefined> {
  try {
    return await import('log-update');
  } catch {
    return undefined;
  }
}

import { setTimeout as delay } from 'node:timers/promises';
import { type Output, standardError, terminal } from '../run/output';
import { LiveOutput } from './live-output';
import { nxTerminal } from './nx-terminal';

/** An output that has to be closed before what comes after the stacks is said. */
export interface OpenedOutput extends Output {
  close(): Promise<void>;
}

/**
 * The output of a run: on a terminal a display that is drawn in place, everywhere else plain lines.
 *
 * @param json a program reads standard output. @default people do
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
 * DECAWM. A terminal is narrower before it says so: a line that is too long for it must lose its end rather than take
 * a second row, which nobody would clear.
 */
const autoWrap = { off: '\u001b[?7l', on: '\u001b[?7h' };

const plain = (output: Output): OpenedOutput => ({ ...output, close: async () => undefined });

/** True unless something says that nobody looks, that the terminal cannot do it, or that Nx draws there itself. */
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
  // Nx may end before this process, which then says the rest to nobody and has work to finish all the same.
  stdout.on('error', () => undefined);
  const write = (text: string) => stdout.write(text);
  const drawing = library.createLogUpdate(
    Object.create(stdout, {
      write: { value: (text: string) => write(`${autoWrap.off}${text}${autoWrap.on}`) },
      isTTY: { value: true },
      columns: { get: () => size().columns },
      rows: { get: () => size().rows },
    }) as NodeJS.WriteStream,
    // A cursor that is never hidden need not be brought back by a process that is killed.
    { showCursor: true },
  );
  const live = new LiveOutput({ drawing, size, colors: !variables['NO_COLOR'], write });
  return {
    line: live.line,
    event: live.event,
    close: async () => {
      live.close();
      screen.close();
      // Nx reads this process's output and its results from two pipes, and writes of its own on the latter.
      await delay(50);
    },
  };
}

/**
 * The library that draws, or undefined where Node cannot load it: it is an ES module, which Node 22 before 22.12 does
 * not load from CommonJS. No deploy should fail for want of a display.
 */
async function loadLogUpdate(): Promise<typeof import('log-update') | undefined> {
  try {
    return await import('log-update');
  } catch {
    return undefined;
  }
}

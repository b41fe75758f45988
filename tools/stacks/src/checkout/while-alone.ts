import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withLock } from '@bulkhead/emulator/exclusive-lock';
import { BulkheadError } from '@bulkhead/errors';

export interface WhileAloneOptions {
  readonly workspaceRoot: string;
  /** The object of the work, and the path of the lock below `dist/locks`: `build`, `synth/dev`. */
  readonly on: string;
  /** How long to wait for another command, in ms. @default ten minutes */
  readonly waitMs?: number;
  /** Ends the wait with its reason. @default nothing does */
  readonly signal?: AbortSignal;
  /** Called once with a line that says what the command waits for. @default nobody is told */
  readonly say?: (line: string) => void;
}

const patienceMs = 600_000;

/**
 * Works on files that the commands of a checkout share, one command at a time: the second one waits for the first. A
 * command that was killed delays nobody.
 *
 * @throws BulkheadError `CheckoutBusy` if the other command does not end in time
 */
export async function whileAlone<T>(options: WhileAloneOptions, work: () => Promise<T>): Promise<T> {
  const { workspaceRoot, on, waitMs = patienceMs, signal, say = () => undefined } = options;
  const path = join(workspaceRoot, 'dist/locks', `${on}.lock`);
  mkdirSync(dirname(path), { recursive: true });
  const busy = (pid: number | undefined) =>
    new BulkheadError(
      'CheckoutBusy',
      `Process ${pid ?? 'unknown'} has been at work on ${on} in this checkout for more than ${Math.round(waitMs / 60_000)} minutes.`,
      { next: `ps -p ${pid ?? 'PID'}   # wait for it or end it, then run the same command again` },
    );
  const onWait = (pid: number | undefined) =>
    say(
      `waits for another command of this checkout (process ${pid ?? 'unknown'}), which is at work on ${on}`,
    );
  return withLock(path, { waitMs, busy, onWait, signal }, work);
}

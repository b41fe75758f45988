import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { BulkheadError, shellWord } from '@bulkhead/errors';
import { erroredStateFile } from './errored-state-file';
import { lockedOperation } from './locked-operation';
import { type LockingNote, notedLocking } from './locking-calls';
import { isLockOfEnded, lockMet, StateLockedError } from './state-lock';
import { kindOfAll, kindOfText } from '../../retries/failure-kind';
import { terraformVariables } from '../../surroundings/engine-variables';
import { TerraformFailure } from './terraform-failure';
import {
  describeDiagnostic,
  type Diagnostic,
  parseMessage,
  type TerraformMessage,
} from './terraform-message';

/** How a Terraform call ended: its exit code; null if a signal ended it or nobody knows. */
export type ExitCode = number | null;

/**
 * Runs a call to its end and passes on each line of its output. An abort of the call's signal interrupts Terraform: it
 * finishes what it has begun, saves its state and gives the lock back.
 */
export type TerraformRunner = (
  call: TerraformCall,
  onLine: (line: string) => void,
  note?: LockingNote,
) => Promise<ExitCode>;

export interface TerraformCall {
  /** Path of `terraform` or `tofu`. */
  readonly binary: string;
  readonly arguments: readonly string[];
  /** Working directory. */
  readonly directory: string;
  /** The stack's own working directory, where calls that take the state lock are noted. @default `directory` */
  readonly notedIn?: string;
  /** The subject of the call for messages, such as `database/relational@primary`. */
  readonly subject: string;
  readonly signal: AbortSignal;
  /** Called with every JSON line. @default nothing */
  readonly onMessage?: (message: TerraformMessage) => void;
  /** A running provider: the value of `TF_REATTACH_PROVIDERS`. @default Terraform starts its own */
  readonly reattach?: string;
  /** Runs the call. @default a child process, which ends with this process */
  readonly runner?: TerraformRunner;
}

/** An interrupted Terraform that hangs is killed after this time. */
export const graceMs = 20_000;

/**
 * Runs Terraform to its end. If Terraform meets a lock that this same call took, gives the lock back and runs the call
 * again.
 *
 * @returns the output, without the JSON messages
 * @throws BulkheadError `StateLocked`, or `TerraformFailed` with Terraform's diagnostics; if the signal was aborted,
 * its reason
 */
export async function runTerraform(call: TerraformCall): Promise<string> {
  const startedAt = Date.now();
  try {
    return await runNoted(call);
  } catch (error) {
    if (!(error instanceof StateLockedError) || !isLockOfEnded(error.lock, startedAt, Date.now()))
      throw error;
    const { binary, directory, subject, signal } = call;
    const unlock = ['force-unlock', '-force', error.lock.id];
    await runOnce({ binary, directory, subject, signal, arguments: unlock });
    return runNoted(call);
  }
}

/**
 * Notes a call that takes the state lock, so that a later run knows whose lock it was. A call with another runner notes
 * itself.
 */
async function runNoted(call: TerraformCall): Promise<string> {
  const { arguments: args, directory, notedIn = directory, runner } = call;
  const operation = lockedOperation(args);
  if (operation === undefined || runner) return runOnce(call);
  return notedLocking(notedIn, { operation }, (note) => runOnce(call, note));
}

async function runOnce(call: TerraformCall, note?: LockingNote): Promise<string> {
  call.signal.throwIfAborted();
  const diagnostics: Diagnostic[] = [];
  const text: string[] = [];
  const { runner = runAttached } = call;
  const onLine = (line: string) => {
    const message = parseMessage(line);
    if (!message) return text.push(line);
    if (message.diagnostic?.severity === 'error') diagnostics.push(message.diagnostic);
    return call.onMessage?.(message);
  };
  const code = await runner(call, onLine, note);
  if (call.signal.aborted) throw call.signal.reason;
  if (code === 0) return text.join('\n');
  const lock = lockMet(diagnostics);
  if (lock)
    throw new StateLockedError(
      lock,
      call.subject,
      `${call.binary} ${shellWord(`-chdir=${call.directory}`)} force-unlock`,
    );
  throw terraformFailed(call, code, diagnostics, text);
}

/**
 * A shell that becomes Terraform. The files that Terraform writes contain values, so that only this user may read them;
 * downloads may go to a cache that others share. The pid is noted first, so that no unknown process takes a lock.
 */
function shellOf([verb]: readonly string[], note: LockingNote | undefined): string {
  if (verb === 'init') return 'exec "$0" "$@"';
  return note
    ? 'umask 077; file="$1"; shift; echo "$$" >"$file" && exec "$0" "$@"'
    : 'umask 077; exec "$0" "$@"';
}

const runAttached: TerraformRunner = (
  { binary, arguments: args, directory, signal, reattach },
  onLine,
  note,
) =>
  new Promise((resolve, reject) => {
    // The shell would report a missing program only as an exit code.
    if (binary.includes('/')) accessSync(binary, constants.X_OK);
    const noted = note ? [note.pidFile] : [];
    const child = spawn('/bin/sh', ['-c', shellOf(args, note), binary, ...noted, ...args], {
      cwd: directory,
      env: { ...terraformVariables(process.env), ...(reattach && { TF_REATTACH_PROVIDERS: reattach }) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const identified = child.pid === undefined ? undefined : note?.started(child.pid);
    // The promise is awaited at the end.
    identified?.catch(() => undefined);
    let killer: NodeJS.Timeout | undefined;
    const interrupt = () => {
      child.kill('SIGINT');
      killer = setTimeout(() => child.kill('SIGKILL'), graceMs);
    };
    signal.addEventListener('abort', interrupt, { once: true });
    createInterface({ input: child.stdout }).on('line', onLine);
    createInterface({ input: child.stderr }).on('line', onLine);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(killer);
      signal.removeEventListener('abort', interrupt);
      Promise.resolve(identified).then(() => resolve(code), reject);
    });
  });

function terraformFailed(
  { subject, arguments: args, directory }: TerraformCall,
  code: ExitCode,
  diagnostics: readonly Diagnostic[],
  text: readonly string[],
): BulkheadError {
  if (code === null) {
    return new BulkheadError('TerraformKilled', `terraform ${args[0]} of ${subject} was killed.`, {
      next: 'run the same command again; it gives back the lock on the state and continues from what was created',
    });
  }
  const said = diagnostics.length > 0 ? diagnostics.map(describeDiagnostic) : text;
  return new TerraformFailure(
    diagnostics,
    'TerraformFailed',
    [`terraform ${args[0]} of ${subject} failed with code ${code}:`, ...said].join('\n').trimEnd(),
    // Without diagnostics, all lines belong to one failure.
    diagnostics.length > 0 ? kindOfAll(said.map(kindOfText)) : kindOfText(said.join('\n')),
    {
      next: `correct the cause and run the same command again; ${whereStateIs(directory)}`,
    },
  );
}

function whereStateIs(directory: string): string {
  return existsSync(join(directory, erroredStateFile))
    ? `what was created is in ${join(directory, erroredStateFile)}, because the state could not be written; the next run writes it to its place`
    : 'what was created is in the state, and the next run continues from there';
}

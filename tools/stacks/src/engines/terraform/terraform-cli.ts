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

/** How a call of Terraform ended: its exit code, or null where a signal ended it or nobody knows. */
export type ExitCode = number | null;

/**
 * Runs a call to its end, passing on each line it prints. An abort of the call's signal ends it, gently: an interrupted
 * Terraform finishes what it has begun, saves its state and lets go of the lock.
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
  /** The stack's own working directory, where a call that takes the lock on the state is noted. @default `directory` */
  readonly notedIn?: string;
  /** What the call is for, such as `database/relational@primary`, for messages. */
  readonly subject: string;
  readonly signal: AbortSignal;
  /** Called with every JSON line. @default nothing */
  readonly onMessage?: (message: TerraformMessage) => void;
  /** A provider that runs already: the value of `TF_REATTACH_PROVIDERS`. @default Terraform starts its own */
  readonly reattach?: string;
  /** What runs it. @default a child process, which ends with this one */
  readonly runner?: TerraformRunner;
}

/** An interrupted Terraform that hangs is ended after this. */
export const graceMs = 20_000;

/**
 * Runs Terraform to its end. Where the lock on the state that it meets is the one that it took itself, it gives it back
 * and runs again.
 *
 * @returns what it printed that was not JSON messages
 * @throws BulkheadError `StateLocked`, or `TerraformFailed` with Terraform's diagnostics; where the signal was
 * aborted, the signal's reason
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
    // A provider that has served the first has its configuration already.
    return runNoted({ ...call, reattach: undefined });
  }
}

/** Where a call takes the lock on the state, a later run has to know whose it was. What runs it otherwise notes that itself. */
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
 * A shell that becomes Terraform. What Terraform writes holds values; what it downloads may go to a cache that others
 * share. The pid is noted first, so that no lock is taken by a process that nobody knows.
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
    // The shell would only say that it ended with a code.
    if (binary.includes('/')) accessSync(binary, constants.X_OK);
    const noted = note ? [note.pidFile] : [];
    const child = spawn('/bin/sh', ['-c', shellOf(args, note), binary, ...noted, ...args], {
      cwd: directory,
      env: { ...terraformVariables(process.env), ...(reattach && { TF_REATTACH_PROVIDERS: reattach }) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const identified = child.pid === undefined ? undefined : note?.started(child.pid);
    // It is awaited at the end.
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
      next: 'run the same command again; it gives back the lock on the state and goes on from what was created',
    });
  }
  const said = diagnostics.length > 0 ? diagnostics.map(describeDiagnostic) : text;
  return new TerraformFailure(
    diagnostics,
    'TerraformFailed',
    [`terraform ${args[0]} of ${subject} failed with code ${code}:`, ...said].join('\n').trimEnd(),
    // Without diagnostics the lines are those of one failure.
    diagnostics.length > 0 ? kindOfAll(said.map(kindOfText)) : kindOfText(said.join('\n')),
    {
      next: `correct the cause and run the same command again; ${whereStateIs(directory)}`,
    },
  );
}

function whereStateIs(directory: string): string {
  return existsSync(join(directory, erroredStateFile))
    ? `what was created is in ${join(directory, erroredStateFile)}, since the state could not be written: that run puts it in its place`
    : 'what was created is in the state and is continued from';
}

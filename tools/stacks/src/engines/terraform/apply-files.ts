import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identifyProcess, isAlive } from '@bulkhead/emulator';
import { writeAtomically } from '@bulkhead/emulator/write-atomically';
import { BulkheadError } from '@bulkhead/errors';

/** A detached Terraform that runs, or ran, in a stack's working directory. */
export interface StartedApply {
  readonly pid: number;
  /** Process group of Terraform and its provider. */
  readonly group: number;
  /** Start of the process as the operating system reports it; empty if the process ended before that was asked. */
  readonly startMark: string;
  /** Start of the process, ISO 8601 in UTC. */
  readonly startedAt: string;
}

/** The state of the last apply: none, ended by itself, at work, or killed. */
export type LeftBehind =
  | { readonly state: 'nothing' }
  /** `endedAt` is in ms since the epoch. */
  | { readonly state: 'ended'; readonly apply: StartedApply; readonly endedAt: number }
  | { readonly state: 'at-work' | 'killed'; readonly apply: StartedApply };

/** The files that a detached Terraform leaves in its working directory. */
export const applyFiles = {
  /** All its output: one JSON message per line. The journal tells what was created, even if no state does. */
  journal: 'apply.jsonl',
  /** Its pid and process group, as written by the shell that started it. */
  pid: 'apply.pid',
  /** The identity of the process. */
  process: 'apply.json',
  /** Its exit code, written after its end. */
  exit: 'apply.exit',
} as const;

/** A start normally takes milliseconds. */
const startDeadlineMs = 10_000;

/** Removes the files of an earlier apply. */
export function clearApplyFiles(directory: string): void {
  for (const file of Object.values(applyFiles)) rmSync(join(directory, file), { force: true });
}

/**
 * Identifies the process that was just started, and saves its identity for a later run.
 *
 * @throws BulkheadError `TerraformNotStarted` if the shell wrote no pid
 */
export async function identifyApply(directory: string): Promise<StartedApply> {
  for (const end = Date.now() + startDeadlineMs; Date.now() < end; await sleep(10)) {
    const apply = await readPid(directory);
    if (!apply) continue;
    writeAtomically(join(directory, applyFiles.process), JSON.stringify(apply));
    return apply;
  }
  throw new BulkheadError('TerraformNotStarted', `Nothing was started in ${directory}.`, {
    next: 'run the same command again',
  });
}

/** How an apply ended: its exit code; null if a signal ended it; undefined if it has not ended. */
export function readExitCode(directory: string): number | null | undefined {
  const file = join(directory, applyFiles.exit);
  if (!existsSync(file)) return undefined;
  const code = Number(readFileSync(file, 'utf8'));
  // A shell reports a signal as 128 plus its number; Terraform's own codes are 0 to 2.
  return code > 128 ? null : code;
}

/** The state of the apply that was last started in a working directory. */
export async function leftBehind(directory: string): Promise<LeftBehind> {
  const file = join(directory, applyFiles.process);
  // A tool that was killed right after the start did not write this file.
  const apply = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as StartedApply)
    : await readPid(directory);
  if (!apply) return { state: 'nothing' };
  // Must be read before the exit code: the process may end between the two reads.
  const alive = await isAlive(apply);
  const code = readExitCode(directory);
  if (typeof code === 'number')
    return { state: 'ended', apply, endedAt: statSync(join(directory, applyFiles.exit)).mtimeMs };
  if (code === null) return { state: 'killed', apply };
  return { state: alive ? 'at-work' : 'killed', apply };
}

async function readPid(directory: string): Promise<StartedApply | undefined> {
  const file = join(directory, applyFiles.pid);
  if (!existsSync(file)) return undefined;
  const [pid = 0, group = 0] = readFileSync(file, 'utf8').split(' ').map(Number);
  const identity = await identifyProcess(pid);
  return { pid, group, startMark: identity?.startMark ?? '', startedAt: statSync(file).mtime.toISOString() };
}

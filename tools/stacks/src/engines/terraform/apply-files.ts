import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identifyProcess, isAlive } from '@bulkhead/emulator';
import { writeAtomically } from '@bulkhead/emulator/write-atomically';
import { BulkheadError } from '@bulkhead/errors';

/** A Terraform that runs, or ran, by itself in a stack's working directory. */
export interface StartedApply {
  readonly pid: number;
  /** Process group of it and of its provider. */
  readonly group: number;
  /** When the process started, as the operating system says it; empty where it had ended before that was asked. */
  readonly startMark: string;
  /** When it started, ISO 8601 in UTC. */
  readonly startedAt: string;
}

/** What is left of the last apply: nothing, one that ended by itself, one at work, or one that was killed. */
export type LeftBehind =
  | { readonly state: 'nothing' }
  /** `endedAt` is in ms since the epoch. */
  | { readonly state: 'ended'; readonly apply: StartedApply; readonly endedAt: number }
  | { readonly state: 'at-work' | 'killed'; readonly apply: StartedApply };

/** The files that a detached Terraform leaves in its working directory. */
export const applyFiles = {
  /** Everything it printed: a JSON message a line. It tells what was created, also where no state does. */
  journal: 'apply.jsonl',
  /** Its pid and process group, in words of the shell that started it. */
  pid: 'apply.pid',
  /** Which process that is. */
  process: 'apply.json',
  /** Its exit code, once it ended. */
  exit: 'apply.exit',
} as const;

/** Shells and disks take milliseconds. */
const startDeadlineMs = 10_000;

/** Removes what an earlier apply left. */
export function clearApplyFiles(directory: string): void {
  for (const file of Object.values(applyFiles)) rmSync(join(directory, file), { force: true });
}

/**
 * Which process was started just now, kept for a later run to recognize it.
 *
 * @throws BulkheadError `TerraformNotStarted` where the shell did not say
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

/** How an apply ended: its exit code, null where a signal ended it, undefined as long as it has not. */
export function readExitCode(directory: string): number | null | undefined {
  const file = join(directory, applyFiles.exit);
  if (!existsSync(file)) return undefined;
  const code = Number(readFileSync(file, 'utf8'));
  // A shell reports a signal as 128 and its number; Terraform's own codes are 0 to 2.
  return code > 128 ? null : code;
}

/** What became of the apply that was last started in a working directory. */
export async function leftBehind(directory: string): Promise<LeftBehind> {
  const file = join(directory, applyFiles.process);
  // A tool that was killed right after the start has not come to identify it.
  const apply = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as StartedApply)
    : await readPid(directory);
  if (!apply) return { state: 'nothing' };
  // Looked at first: between the two looks it may end.
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

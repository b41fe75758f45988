import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { identifyProcess, isAlive } from '@bulkhead/emulator/process-identity';
import { writeAtomically } from '@bulkhead/emulator/write-atomically';
import { z } from 'zod';
import { privateFolder } from '../../checkout/value-files';

const noted = z.object({
  /** Process that holds the lock: a Terraform, or this tool if it writes a state itself. */
  pid: z.number(),
  /** Start of the process as the operating system reports it; empty if the process ended before that was asked. */
  startMark: z.string(),
  /** In ms since the epoch, as is `endedAt`. */
  startedAt: z.number(),
  /** When the call failed. @default it is at work, or was killed */
  endedAt: z.number().optional(),
  /** Terraform's name of the operation in the lock: `OperationTypeApply`. */
  operation: z.string(),
  /** Id of the lock, if it was known before the lock was taken. @default only the holder knew it */
  lock: z.string().optional(),
});
type Noted = z.infer<typeof noted>;

/** A call that needs the lock on a state, and the state of the call. */
export type LockingCall = Noted & { readonly state: 'at-work' | 'ended' | 'killed' };

/** The note in which a call identifies its process. */
export interface LockingNote {
  /** Absolute path of the file that gets the pid of Terraform before Terraform runs. */
  readonly pidFile: string;
  /** Notes the process that was started. */
  started(pid: number): Promise<void>;
}

/** The data that is noted before a call. */
export type Locking = Pick<Noted, 'operation' | 'lock'>;

const folderOf = (directory: string) => join(directory, 'locking-calls');

/** Few calls of a run fail, and the next run meets the lock that such a call left. */
const kept = 20;

/** Number of calls that this process has noted. */
let made = 0;

/**
 * Makes a call that needs the lock on the state of a stack. The call is noted in the stack's working directory until it
 * has succeeded. Two kinds of calls leave their lock: a call that is killed, and a call that never learns that it has
 * the lock. In the second case the answer was lost: Terraform asks again, is told that there is a lock, and leaves it.
 * From the note, a later run knows whose lock it was.
 *
 * An apply of a deploy is detached and has its own files.
 */
export async function notedLocking<T>(
  directory: string,
  locking: Locking,
  call: (note: LockingNote) => Promise<T>,
): Promise<T> {
  const folder = folderOf(directory);
  privateFolder(folder);
  removeOldest(folder);
  const startedAt = Date.now();
  // Only one command uses a folder at a time, so that the order of the names is the order of the calls.
  const file = join(folder, `${startedAt}-${String(made++).padStart(6, '0')}.${locking.operation}`);
  const pidFile = `${file}.pid`;
  let holder: Pick<Noted, 'pid' | 'startMark'> = { pid: 0, startMark: '' };
  const write = (more: object = {}) =>
    writeAtomically(`${file}.json`, JSON.stringify({ ...holder, ...locking, startedAt, ...more }));
  const started = async (pid: number) => {
    holder = { pid, startMark: (await identifyProcess(pid))?.startMark ?? '' };
    write();
  };
  try {
    const result = await call({ pidFile, started });
    for (const ending of ['json', 'pid']) rmSync(`${file}.${ending}`, { force: true });
    return result;
  } catch (error) {
    write({ endedAt: Date.now() });
    throw error;
  }
}

/** The noted calls of a working directory: calls that failed, were killed, or are at work. */
export async function lockingCalls(directory: string): Promise<LockingCall[]> {
  const folder = folderOf(directory);
  const calls = await Promise.all(callsIn(folder).map((name) => readCall(join(folder, name))));
  return calls.flatMap((call) => call ?? []);
}

async function readCall(file: string): Promise<LockingCall | undefined> {
  const call = readNote(file) ?? (await readPid(file));
  if (!call) return undefined;
  if (call.endedAt !== undefined) return { ...call, state: 'ended' };
  return { ...call, state: (await isAlive(call)) ? 'at-work' : 'killed' };
}

/** Undefined for an unreadable note: no lock is given back because of it. */
function readNote(file: string): Noted | undefined {
  try {
    return noted.parse(JSON.parse(readFileSync(`${file}.json`, 'utf8')));
  } catch {
    return undefined;
  }
}

/** The note of a tool that was killed right after the start: it contains only the pid. */
async function readPid(file: string): Promise<Noted | undefined> {
  if (existsSync(`${file}.json`) || !existsSync(`${file}.pid`)) return undefined;
  const pid = Number(readFileSync(`${file}.pid`, 'utf8'));
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  const operation = file.slice(file.lastIndexOf('.') + 1);
  // If another process has the same pid now, it looks like the same one: then the lock stays.
  const { startMark = '' } = (await identifyProcess(pid)) ?? {};
  return { pid, startMark, startedAt: statSync(`${file}.pid`).mtimeMs, operation };
}

/** Names of the notes without their endings, the oldest first. */
function callsIn(folder: string): string[] {
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const names = files.flatMap((name) => /^(.+)\.(?:json|pid)$/.exec(name)?.[1] ?? []);
  return [...new Set(names)].sort();
}

function removeOldest(folder: string): void {
  for (const name of callsIn(folder).slice(0, 1 - kept))
    for (const ending of ['json', 'pid']) rmSync(join(folder, `${name}.${ending}`), { force: true });
}

import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { identifyProcess, isAlive } from '@bulkhead/emulator/process-identity';
import { writeAtomically } from '@bulkhead/emulator/write-atomically';
import { z } from 'zod';
import { privateFolder } from '../../checkout/value-files';

const noted = z.object({
  /** What holds the lock: a Terraform, or this tool where it writes a state itself. */
  pid: z.number(),
  /** When that process started, as the operating system says it; empty where it had ended before that was asked. */
  startMark: z.string(),
  /** In ms since the epoch, as is `endedAt`. */
  startedAt: z.number(),
  /** When it ended without success. @default it is at work, or was killed */
  endedAt: z.number().optional(),
  /** What Terraform calls the operation in its lock: `OperationTypeApply`. */
  operation: z.string(),
  /** Id of the lock, where it was known before it was taken. @default only its holder knew */
  lock: z.string().optional(),
});
type Noted = z.infer<typeof noted>;

/** A call that needs the lock on a state, and what has become of it. */
export type LockingCall = Noted & { readonly state: 'at-work' | 'ended' | 'killed' };

/** Where a call says which process it is. */
export interface LockingNote {
  /** Absolute path of the file that gets the pid of Terraform before Terraform runs. */
  readonly pidFile: string;
  /** Notes which process has been started. */
  started(pid: number): Promise<void>;
}

/** What is noted of a call before it is made. */
export type Locking = Pick<Noted, 'operation' | 'lock'>;

const folderOf = (directory: string) => join(directory, 'locking-calls');

/** A run makes a handful that fail; and a lock is met by the run after the one that left it. */
const kept = 20;

/** How many calls this process has noted. */
let made = 0;

/**
 * Makes a call that needs the lock on the state of a stack, and has it noted in the stack's working directory until it has
 * succeeded. A lock is left by a call that is killed, and by one that never hears that it has it: where that answer is
 * lost, Terraform asks again, is told that there is a lock, and leaves it. A later run knows by the note whose it was.
 *
 * An apply of a deploy is nobody's child, and noted by its own files.
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
  // A folder is one command's at a time, so that names in their order are calls in theirs.
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

/** The calls that are noted in a working directory: those that failed, were killed, or are at work. */
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

/** Of nothing that can be read no lock is given back. */
function readNote(file: string): Noted | undefined {
  try {
    return noted.parse(JSON.parse(readFileSync(`${file}.json`, 'utf8')));
  } catch {
    return undefined;
  }
}

/** A tool that was killed right after the start has not come to note more than the pid. */
async function readPid(file: string): Promise<Noted | undefined> {
  if (existsSync(`${file}.json`) || !existsSync(`${file}.pid`)) return undefined;
  const pid = Number(readFileSync(`${file}.pid`, 'utf8'));
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  const operation = file.slice(file.lastIndexOf('.') + 1);
  // A process that got the same pid since cannot be told from it: the lock stays then.
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

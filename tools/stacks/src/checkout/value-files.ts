import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { identifyProcess, isAlive } from '@bulkhead/emulator/process-identity';
import { writeAtomically } from '@bulkhead/emulator/write-atomically';
import { z } from 'zod';

/**
 * Files that hold values of resources, including sensitive ones: states, and plans of Terraform. Only this user may
 * read them, in folders that only this user may enter. A command removes its own temporary files when it ends. If a
 * command was killed, the next command removes them: the path of each such file is noted below `dist/passing` before
 * the file is made, with the process that needs it.
 */
const noted = z.object({ pid: z.number(), startMark: z.string(), paths: z.array(z.string()) });
type Noted = z.infer<typeof noted>;

const folder = 'dist/passing';

/** Makes a folder that nobody else may enter, or closes an existing folder to others. */
export function privateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  chmodSync(path, 0o700);
}

/**
 * Writes a file that nobody else may read, in a folder that nobody else may enter. A program that later writes to the
 * file, such as Terraform, keeps the mode.
 *
 * @param text @default nothing
 */
export function privateFile(path: string, text = ''): void {
  privateFolder(dirname(path));
  writeFileSync(path, text, { mode: 0o600 });
  chmodSync(path, 0o600);
}

/** Files that this process needs now, by absolute path. */
const passing = new Set<string>();
let self: Promise<Omit<Noted, 'paths'>> | undefined;

/** Works with files or folders that hold values. They are removed afterwards, whatever becomes of this process. */
export async function whilePassing<T>(
  workspaceRoot: string,
  paths: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  const owner = await (self ??= thisProcess());
  const note = () => {
    const file = join(workspaceRoot, folder, `${owner.pid}.json`);
    if (passing.size === 0) rmSync(file, { force: true });
    else writeAtomically(file, JSON.stringify({ ...owner, paths: [...passing] } satisfies Noted));
  };
  for (const path of paths) passing.add(path);
  note();
  try {
    return await work();
  } finally {
    for (const path of paths) {
      rmSync(path, { recursive: true, force: true });
      passing.delete(path);
    }
    note();
  }
}

/** Removes files that killed commands of this checkout have left. */
export async function sweepPassing(workspaceRoot: string): Promise<void> {
  const directory = join(workspaceRoot, folder);
  const files = existsSync(directory) ? readdirSync(directory).filter((name) => name.endsWith('.json')) : [];
  if (files.length === 0) return;
  for (const name of files) {
    const file = join(directory, name);
    const left = readNoted(file);
    if (!left || (await isAlive(left))) continue;
    for (const path of left.paths) rmSync(path, { recursive: true, force: true });
    rmSync(file, { force: true });
  }
}

/** Returns undefined for a file that is gone, or was written by another version of the tool. */
function readNoted(file: string): Noted | undefined {
  try {
    return noted.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

async function thisProcess(): Promise<Omit<Noted, 'paths'>> {
  return (await identifyProcess(process.pid)) ?? { pid: process.pid, startMark: '' };
}

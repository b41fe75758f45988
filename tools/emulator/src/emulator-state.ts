import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProcessIdentity } from './process-identity';
import { writeAtomically } from './write-atomically';

/** The content of `emulator.json`: the emulator that this workspace started. */
export interface EmulatorState extends ProcessIdentity {
  readonly port: number;
  readonly endpoint: string;
  /** The command line that started it. */
  readonly command: readonly string[];
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** Unique for every start. Resources of an earlier instance are gone. */
  readonly instanceId: string;
  /** Name of the Docker container, if it runs in one. */
  readonly container?: string;
}

/** Where a workspace keeps its emulator's state. */
export interface StateLocation {
  /** Absolute path of the workspace. */
  readonly workspaceRoot: string;
  /** Directory of `emulator.json` and `emulator.log`. @default `<workspaceRoot>/.bulkhead/emulator` */
  readonly stateDirectory?: string;
}

export interface StatePaths {
  readonly directory: string;
  readonly state: string;
  readonly log: string;
  readonly lock: string;
}

/** The paths of the state files; creates nothing. */
export function statePaths(location: StateLocation): StatePaths {
  const directory = location.stateDirectory ?? join(location.workspaceRoot, '.bulkhead', 'emulator');
  return {
    directory,
    state: join(directory, 'emulator.json'),
    log: join(directory, 'emulator.log'),
    lock: join(directory, 'emulator.lock'),
  };
}

/**
 * The content of the state file, or `undefined` if the file is missing or unreadable. The process in it may be dead:
 * see `isAlive`.
 */
export async function readState(paths: StatePaths): Promise<EmulatorState | undefined> {
  try {
    const state = JSON.parse(await readFile(paths.state, 'utf8')) as EmulatorState;
    const complete = typeof state?.pid === 'number' && typeof state.startMark === 'string' && state.endpoint;
    return complete ? state : undefined;
  } catch {
    return undefined;
  }
}

export function writeState(paths: StatePaths, state: EmulatorState): void {
  writeAtomically(paths.state, `${JSON.stringify(state, null, 2)}\n`);
}

export function removeState(paths: StatePaths): Promise<void> {
  return rm(paths.state, { force: true });
}

/** The end of a log: at most `count` lines, indented for a message. A sentence if there are none. */
export async function lastLogLines(path: string, count = 15): Promise<string> {
  const file = await open(path, 'r').catch(() => undefined);
  if (!file) return '  (no log)';
  try {
    const { size } = await file.stat();
    const length = Math.min(size, 16_384);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    const lines = buffer.toString('utf8').trimEnd().split('\n').slice(-count);
    return lines.join('').trim() === ''
      ? '  (the log is empty)'
      : lines.map((line) => `  ${line}`).join('\n');
  } finally {
    await file.close();
  }
}

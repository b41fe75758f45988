import { mkdir } from 'node:fs/promises';
import { BulkheadError } from '@bulkhead/errors';
import { endAbandonedStart } from './abandoned-start';
import { readState, removeState, statePaths, type StateLocation } from './emulator-state';
import { DEFAULT_GRACE_MS } from './ensure-emulator';
import { emulatorLocked } from './emulator-locked';
import { withLock } from './exclusive-lock';
import { removeContainer } from './moto-commands';
import { isAlive } from './process-identity';
import { terminateGroup } from './terminate-group';

export interface StopEmulatorOptions extends StateLocation {
  /** How long it may take to end after SIGTERM before it is killed, in milliseconds. @default 5000 */
  readonly graceMs?: number;
  /** Environment for the Docker client. @default `process.env` */
  readonly env?: NodeJS.ProcessEnv;
  /** Receives one line that says what was done. @default no lines */
  readonly notify?: (line: string) => void;
}

export interface StopResult {
  /** True if a process was stopped. False if none was running. */
  readonly stopped: boolean;
  /** Its process id. */
  readonly pid?: number;
}

/** A running start holds the lock for as long as its deadline. */
const WAIT_MS = 90_000;

/**
 * Stops the emulator that this workspace started, and no other. It leaves alone a process that only has the recorded
 * pid, and an emulator that `AWS_ENDPOINT_URL` names. It is a success if none runs.
 *
 * Throws `EmulatorNotStopped` if the emulator survives SIGKILL, `EmulatorLocked` if a start does not end.
 */
export async function stopEmulator(options: StopEmulatorOptions): Promise<StopResult> {
  const { env = process.env, graceMs = DEFAULT_GRACE_MS, notify = () => undefined } = options;
  const paths = statePaths(options);
  await mkdir(paths.directory, { recursive: true });

  const onAbandoned = endAbandonedStart(paths, graceMs);
  const busy = emulatorLocked(paths.lock, WAIT_MS);
  return withLock(paths.lock, { waitMs: WAIT_MS, busy, onAbandoned }, async () => {
    const state = await readState(paths);
    const running = state !== undefined && (await isAlive(state));
    if (running && !(await terminateGroup(state.pid, graceMs))) {
      throw new BulkheadError('EmulatorNotStopped', `The emulator (pid ${state.pid}) did not end.`, {
        next: `kill -9 -- -${state.pid}`,
      });
    }
    if (state?.container) await removeContainer(state.container, env);
    await removeState(paths);
    notify(
      running ? `Stopped the emulator at ${state.endpoint} (pid ${state.pid}).` : 'No emulator is running.',
    );
    return running ? { stopped: true, pid: state.pid } : { stopped: false };
  });
}

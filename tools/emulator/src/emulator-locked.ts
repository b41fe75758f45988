import { BulkheadError } from '@bulkhead/errors';
import { type LockOptions } from './exclusive-lock';

/** The error if another command still starts or stops the emulator after `waitMs`. */
export function emulatorLocked(path: string, waitMs: number): LockOptions['busy'] {
  return (pid) =>
    new BulkheadError(
      'EmulatorLocked',
      `Process ${pid ?? 'unknown'} has been starting or stopping the emulator for more than ` +
        `${Math.round(waitMs / 1000)} s (${path}).`,
      { next: `ps -p ${pid ?? 'PID'}   # wait for it or end it, then repeat` },
    );
}
